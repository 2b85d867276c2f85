"""The municipalities, and what there is in each of them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms import facts
from cms.blocks import BodyBlock
from cms.lifetime import changes_at
from cms.models.base import PublicPage
from cms.readers import seen


class MunicipalityIndexPage(PublicPage):
    """The municipalities of the area as a map and an equal list."""

    body = StreamField(
        BodyBlock(), verbose_name=_("text"), blank=True, help_text=_("Stands below the map and the list.")
    )

    content_panels: ClassVar[list[Any]] = [*PublicPage.content_panels, FieldPanel("body")]
    search_fields: ClassVar[list[Any]] = [*PublicPage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.MunicipalityPage"]
    max_count_per_parent = 1
    template = "cms/municipalities.html"

    class Meta:
        verbose_name = _("list of municipalities")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The map with the number of open places in each municipality."""
        context = super().get_context(request, *args, **kwargs)
        pages = seen(MunicipalityPage.objects.child_of(self)).defer_streamfields()
        return context | facts.of_area(pages, context["frame"])


class MunicipalityPage(PublicPage):
    """One municipality: open places, groups and figures from the data, the words from its editor."""

    municipality = models.ForeignKey(
        "areas.Municipality",
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"in_area": True},
        help_text=_(
            "Open places, groups, population and unemployment on this page are of this municipality."
        ),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("What a newcomer should know here: where to come, how to travel, whom to ask."),
    )

    content_panels: ClassVar[list[Any]] = [
        *PublicPage.content_panels,
        FieldPanel("municipality"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [*PublicPage.search_fields, index.SearchField("body")]
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("municipality", overridable=False)]
    parent_page_types: ClassVar[list[str]] = ["cms.MunicipalityIndexPage"]
    subpage_types: ClassVar[list[str]] = ["cms.NewsPage", "cms.EventPage", "cms.StandardPage"]
    template = "cms/municipality.html"

    class Meta:
        verbose_name = _("page of a municipality")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What there is in the municipality today."""
        context = super().get_context(request, *args, **kwargs)
        points, until = facts.near_points(self.municipality_id, context["frame"])
        changes_at(request, until)
        frame = context["frame"]
        written = {
            "events": facts.events_near(self, frame, request, self.municipality_id),
            "news": facts.news_below(self),
            "more": facts.more_below(self),
        }
        return context | facts.of_municipality(self, frame) | written | points
