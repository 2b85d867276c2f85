"""The two doors of the site: a page for those who offer work and one for those who look for it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms import facts
from cms.blocks import BodyBlock, LineStream, StepStream
from cms.models.base import PublicPage

STEPS_HELP = _("Step by step, three to eight of them: who does what, and by when.")


class ForEmployersPage(PublicPage):
    """What it costs, what support there is, how it goes; which services pay a wage comes from their data."""

    costs = StreamField(
        LineStream(),
        verbose_name=_("what it costs"),
        blank=True,
        help_text=_(
            "Stands above the services that pay a wage and those that do not: they come from the data."
        ),
    )
    support = StreamField(
        LineStream(),
        verbose_name=_("support"),
        blank=True,
        help_text=_("What help the workplace gets, one thing on each line."),
    )
    steps = StreamField(StepStream(), verbose_name=_("steps"), blank=True, help_text=STEPS_HELP)
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("What is expected, what is not promised, questions and answers."),
    )
    call = models.CharField(
        _("invitation"),
        max_length=200,
        blank=True,
        help_text=_("One sentence above the button to register, at the end of the page."),
    )

    content_panels: ClassVar[list[Any]] = [
        *PublicPage.content_panels,
        FieldPanel("costs"),
        FieldPanel("support"),
        FieldPanel("steps"),
        FieldPanel("body"),
        FieldPanel("call"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *PublicPage.search_fields,
        index.SearchField("call"),
        index.SearchField("costs"),
        index.SearchField("support"),
        index.SearchField("steps"),
        index.SearchField("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.StandardPage"]
    max_count_per_parent = 1
    template = "cms/for_employers.html"

    class Meta:
        verbose_name = _("page for employers")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The services that pay a wage and those that do not, and where to register."""
        context = super().get_context(request, *args, **kwargs)
        return context | facts.for_employers(context["frame"])


class ForParticipantsPage(PublicPage):
    """What one gets, how one gets in, what one may; what is open now comes from the data."""

    steps = StreamField(StepStream(), verbose_name=_("steps"), blank=True, help_text=STEPS_HELP)
    rights = StreamField(
        LineStream(),
        verbose_name=_("what you may"),
        blank=True,
        help_text=_("Three to six lines that begin with “you may”."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("Money, travel, health, who sees what, questions and answers."),
    )

    content_panels: ClassVar[list[Any]] = [
        *PublicPage.content_panels,
        FieldPanel("steps"),
        FieldPanel("rights"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *PublicPage.search_fields,
        index.SearchField("steps"),
        index.SearchField("rights"),
        index.SearchField("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.StandardPage"]
    max_count_per_parent = 1
    template = "cms/for_participants.html"

    class Meta:
        verbose_name = _("page for participants")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What is open now, and where to go from here."""
        context = super().get_context(request, *args, **kwargs)
        return context | facts.for_participants(context["frame"])
