"""The front page of a language."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.url_routing import RouteResult

from cms import facts, near
from cms.blocks import StepStream
from cms.frame import address
from cms.models.base import PublicPage
from cms.readers import is_seen
from cms.routing import page_at


class HomePage(PublicPage):
    """The front page: what this is, two doors, what is open nearby, how it goes, what to read."""

    hero_heading = models.CharField(
        _("heading"),
        max_length=120,
        help_text=_("The large words on top: a promise that is kept, in under ten words."),
    )
    find_label = models.CharField(
        _("first door"), max_length=60, help_text=_("The button to services and open places.")
    )
    offer_label = models.CharField(_("second door"), max_length=60, help_text=_("The button for workplaces."))
    offer_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page behind the second door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The page that tells workplaces how to offer a place."),
    )
    near_heading = models.CharField(
        _("heading of what is open"),
        max_length=120,
        help_text=_("Stands above the open places of the municipality."),
    )
    how_heading = models.CharField(
        _("heading of the steps"), max_length=120, help_text=_("Stands above the steps.")
    )
    how_steps = StreamField(
        StepStream(), verbose_name=_("steps"), blank=True, help_text=_("How it goes, three to five steps.")
    )
    reading_heading = models.CharField(
        _("heading of the articles"),
        max_length=120,
        help_text=_("Stands above the articles that are right below home."),
    )

    content_panels: ClassVar[list[Any]] = [
        *PublicPage.content_panels[:1],
        MultiFieldPanel(
            [
                FieldPanel("hero_heading"),
                FieldPanel("lead"),
                FieldPanel("find_label"),
                FieldPanel("offer_label"),
                FieldPanel("offer_page"),
            ],
            heading=_("Top of the page"),
        ),
        FieldPanel("near_heading"),
        FieldPanel("how_heading"),
        FieldPanel("how_steps"),
        FieldPanel("reading_heading"),
    ]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    template = "cms/home.html"
    articles_shown = 3

    class Meta:
        verbose_name = _("home page")

    @property
    def title_alone(self) -> str:
        """The promise on top: “home” tells nothing where the page is not seen."""
        return self.seo_title or self.hero_heading.rstrip(". ") or self.title

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page at the whole address is found at once; only what is no page is walked to step by step."""
        if any("\x00" in part for part in path_components):
            raise Http404
        if path_components:
            there = f"{self.url_path}{'/'.join(path_components)}/"
            page = page_at(there, self)
            if page is not None:
                return page.route(request, [])
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Open places near the municipality of the address, and the articles right below."""
        context = super().get_context(request, *args, **kwargs)
        frame = context["frame"]
        offer = self.offer_page if self.offer_page_id else None
        return (
            context
            | near.on_home(request, frame)
            | facts.lately(self, frame, request)
            | {
                "articles": frame.articles[: self.articles_shown],
                "offer_url": address(offer, request) if offer and is_seen(offer) else "",
            }
        )
