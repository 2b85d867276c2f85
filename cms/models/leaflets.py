"""Leaflets in any language, for those who read none of the languages of the site well."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.models.base import PublicPage
from cms.readers import seen
from cms.site_settings import service_phone
from letters.order import in_order

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})


class LeafletIndexPage(PublicPage):
    """The leaflets, each named in its own language."""

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.LeafletPage"]
    max_count_per_parent = 1
    template = "cms/leaflets.html"

    class Meta:
        verbose_name = _("in other languages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The published leaflets, by the name of their language."""
        context = super().get_context(request, *args, **kwargs)
        leaflets = seen(LeafletPage.objects.child_of(self)).select_related("told_in").defer_streamfields()
        return context | {"leaflets": in_order(leaflets, lambda one: f"{one.told_in.name} {one.title}")}


class LeafletPage(PublicPage):
    """One leaflet of one sheet. It is written once, below the Finnish list, and stands in every language."""

    languages_wanted: ClassVar[tuple[str, ...]] = ()

    told_in = models.ForeignKey(
        "areas.Language",
        verbose_name=_("language of the leaflet"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_(
            "The language in which title, lead and text are written. "
            "Arabic, Persian and others run from right to left by themselves."
        ),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("At most about 300 words, so that it fits on one sheet."),
    )

    content_panels: ClassVar[list[Any]] = [
        *PublicPage.content_panels[:1],
        FieldPanel("told_in"),
        *PublicPage.content_panels[1:],
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [*PublicPage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar[list[str]] = ["cms.LeafletIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/leaflet.html"

    class Meta:
        verbose_name = _("leaflet")

    @property
    def direction(self) -> str:
        """The direction of writing, as in HTML."""
        return "rtl" if self.told_in_id in RIGHT_TO_LEFT else "ltr"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The number to call, and who answers."""
        return super().get_context(request, *args, **kwargs) | {"phone": service_phone()}
