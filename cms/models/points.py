"""The service points, and the page of each: hours from the data, the way there from its editor."""

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


class ServicePointIndexPage(PublicPage):
    """Every service point with today's hours."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True, help_text=_("Stands below the list."))

    content_panels: ClassVar[list[Any]] = [*PublicPage.content_panels, FieldPanel("body")]
    search_fields: ClassVar[list[Any]] = [*PublicPage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.ServicePointPage"]
    max_count_per_parent = 1
    template = "cms/points.html"

    class Meta:
        verbose_name = _("list of service points")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The points by service area, each with how it is now."""
        context = super().get_context(request, *args, **kwargs)
        told, until = facts.of_points(context["frame"])
        changes_at(request, until)
        return context | told


class ServicePointPage(PublicPage):
    """One service point: its hours for two weeks, what one gets there, how to get there."""

    service_point = models.ForeignKey(
        "programmes.ServicePoint",
        verbose_name=_("service point"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Hours, address and telephone on this page are of this service point."),
    )
    getting_there = models.TextField(
        _("how to get there"),
        blank=True,
        max_length=1000,
        help_text=_("Bus, parking, which door, lift, a place to wait: what a newcomer needs to know."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *PublicPage.content_panels,
        FieldPanel("service_point"),
        FieldPanel("getting_there"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *PublicPage.search_fields,
        index.SearchField("getting_there"),
        index.SearchField("body"),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("service_point", overridable=False)
    ]
    parent_page_types: ClassVar[list[str]] = ["cms.ServicePointIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/point.html"

    class Meta:
        verbose_name = _("page of a service point")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """How it is now, the coming two weeks, and what else one asks before coming."""
        context = super().get_context(request, *args, **kwargs)
        told, until = facts.of_point(self, context["frame"])
        changes_at(request, until)
        return context | told
