"""Stories: how it went for one person or one workplace, told with their permission."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms import facts
from cms.blocks import BodyBlock
from cms.models.base import PublicPage
from cms.models.pictured import PicturedPage
from cms.page_form.forms import PublicPageForm
from cms.readers import seen


class StoryIndexPage(PublicPage):
    """All stories, the newest first."""

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.StoryPage"]
    max_count_per_parent = 1
    template = "cms/stories.html"

    class Meta:
        verbose_name = _("list of stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The published stories."""
        context = super().get_context(request, *args, **kwargs)
        stories = StoryPage.newest().child_of(self)
        return context | {"cards": [facts.told(story) for story in stories]}


class StoryForm(PublicPageForm):
    """A story is published only when its teller's permission is on file."""

    consent_on_file = forms.BooleanField(
        label=_("permission on file"),
        required=True,
        help_text=_("The teller has read the text and signed the permission, or the story is an example."),
        error_messages={"required": _("A story is published only when the permission is on file.")},
    )


class StoryPage(PicturedPage):
    """One story."""

    is_a_text = True

    class Teller(models.TextChoices):
        PERSON = "person", _("A participant tells")
        WORKPLACE = "workplace", _("A workplace tells")

    teller = models.CharField(
        _("who tells"),
        max_length=12,
        choices=Teller.choices,
        default=Teller.PERSON,
        help_text=_("A participant or a workplace."),
    )
    teller_name = models.CharField(
        _("name of the teller"),
        max_length=120,
        help_text=_("As the teller wants to be named. A first name or another name will do."),
    )
    is_example = models.BooleanField(
        _("an example"),
        default=False,
        help_text=_("The person is invented. The page says so to the reader."),
    )
    consent_on_file = models.BooleanField(
        _("permission on file"),
        default=False,
        help_text=_("The teller has read the text and signed the permission, or the story is an example."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("In the teller's own words. Nothing of health, debts or other people."),
    )

    content_panels: ClassVar[list[Any]] = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("teller"),
                FieldPanel("teller_name"),
                FieldPanel("consent_on_file", required_on_save=False),
                FieldPanel("is_example"),
            ],
            heading=_("Teller"),
        ),
        PicturedPage.picture_panel,
        FieldPanel("body"),
    ]
    base_form_class = StoryForm
    search_fields: ClassVar[list[Any]] = [
        *PublicPage.search_fields,
        index.SearchField("body"),
        index.SearchField("teller_name"),
        index.SearchField("teller"),
    ]
    parent_page_types: ClassVar[list[str]] = ["cms.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/story.html"

    class Meta:
        verbose_name = _("story")

    @classmethod
    def newest(cls) -> Any:
        """The published stories, the newest first."""
        stories = seen(cls.objects).select_related("picture").defer_streamfields()
        return stories.prefetch_related("picture__renditions").order_by("-first_published_at", "path")
