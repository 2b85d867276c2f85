"""Pages that are text: articles, and standing pages such as the accessibility statement."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.models.base import PublicPage


class TextPage(PublicPage):
    """A page whose content is its text."""

    body = StreamField(
        BodyBlock(), verbose_name=_("text"), help_text=_("The text, in parts that can be moved.")
    )

    content_panels: ClassVar[list[Any]] = [*PublicPage.content_panels, FieldPanel("body")]
    search_fields: ClassVar[list[Any]] = [*PublicPage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True


class ArticlePage(TextPage):
    """Something to read: shown on the front page and in the footer."""

    menu_title = models.CharField(
        _("short title"),
        max_length=40,
        blank=True,
        help_text=_("For the menu and the footer, when the title is long."),
    )

    promote_panels: ClassVar[list[Any]] = [
        *PublicPage.promote_panels[:-1],
        MultiFieldPanel([FieldPanel("show_in_menus"), FieldPanel("menu_title")], heading=_("Menu")),
    ]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Something to read for everyone: on the front page and in the footer.")
    template = "cms/text.html"

    class Meta:
        verbose_name = _("article")


class StandardPage(TextPage):
    """A standing page that is not listed by itself."""

    parent_page_types: ClassVar[list[str]] = [
        "cms.HomePage",
        "cms.StandardPage",
        "cms.MunicipalityPage",
        "cms.WhichWayPage",
    ]
    subpage_types: ClassVar[list[str]] = ["cms.StandardPage"]
    page_description = _("Holds until you change it: how to come, what to bring, how something is done.")
    template = "cms/text.html"

    class Meta:
        verbose_name = _("standing page")
