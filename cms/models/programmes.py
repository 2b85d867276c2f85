"""The list of services with its search, and the page of one service."""

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
from cms.blocks import BodyBlock, LineStream
from cms.finding import services
from cms.finding.whole import whole_or_asked
from cms.finding.words import page_key
from cms.models.base import PublicPage
from cms.models.found import FoundInPlace
from cms.readers import seen


class ProgrammeIndexPage(FoundInPlace, PublicPage):
    """All services, narrowed by what is in the address; open places that fit stand below."""

    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("Stands below the list: where to begin, how to get in."),
    )

    content_panels: ClassVar[list[Any]] = [*PublicPage.content_panels, FieldPanel("body")]
    search_fields: ClassVar[list[Any]] = [*PublicPage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.ProgrammePage"]
    max_count_per_parent = 1
    template = "cms/services.html"

    class Meta:
        verbose_name = _("list of services")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The services and open places that the address asks for."""
        context = super().get_context(request, *args, **kwargs)
        pages = seen(ProgrammePage.objects.child_of(self)).select_related("locale").defer_streamfields()
        frame, here = context["frame"], page_key(self.translation_key)
        return context | whole_or_asked(request, frame, lambda: services.found(request, pages, frame, here))


class ProgrammePage(PublicPage):
    """One service in words; hours, money, seats and law come from the service's own data."""

    programme = models.ForeignKey(
        "programmes.Programme",
        verbose_name=_("service"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Hours, length, languages, wage and free seats on this page come from the service."),
    )
    for_whom = StreamField(
        LineStream(),
        verbose_name=_("for whom"),
        blank=True,
        help_text=_("Who this is for, three to five lines that begin with “you”."),
    )
    money = StreamField(
        LineStream(),
        verbose_name=_("money"),
        blank=True,
        help_text=_("Benefit, expenses, travel, whom to ask. Whether wage is paid comes from the service."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("What one does, an ordinary week, how to get in, who helps, what comes next, questions."),
    )
    legal_basis = models.CharField(
        _("legal basis"),
        max_length=500,
        blank=True,
        help_text=_("Name and number of the act, as on Finlex; on a Swedish page its Swedish name."),
    )

    content_panels: ClassVar[list[Any]] = [
        *PublicPage.content_panels,
        FieldPanel("programme"),
        FieldPanel("for_whom"),
        FieldPanel("body"),
        FieldPanel("money"),
        FieldPanel("legal_basis"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *PublicPage.search_fields,
        index.SearchField("for_whom"),
        index.SearchField("money"),
        index.SearchField("legal_basis"),
        index.SearchField("body"),
        index.FilterField("programme"),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("programme", overridable=False)]
    parent_page_types: ClassVar[list[str]] = ["cms.ProgrammeIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/service.html"

    class Meta:
        verbose_name = _("page of a service")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The facts box, the groups that start and the open places of this service."""
        context = super().get_context(request, *args, **kwargs)
        return context | facts.of_service(self, context["frame"])
