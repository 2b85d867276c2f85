"""News: the list with its feed, and one piece of news."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail.url_routing import RouteResult

from cms import facts
from cms.blocks import BodyBlock
from cms.finding.form import left_out
from cms.finding.places import page_of
from cms.finding.question import query_of, read
from cms.frame import address, home_path
from cms.models.base import PublicPage
from cms.models.pictured import PicturedPage
from cms.readers import seen
from cms.telling import feed

FEED = "feed"


class NewsIndexPage(PublicPage):
    """News, the newest first; `<address>/feed/` is the same as an Atom feed."""

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.NewsPage"]
    max_count_per_parent = 1
    template = "cms/news_list.html"
    shown_at_once = 10

    class Meta:
        verbose_name = _("list of news")

    def pieces(self) -> models.QuerySet[NewsPage]:
        """The published news of the language, those of the municipalities too, the newest first."""
        everywhere = seen(NewsPage.objects.filter(path__startswith=home_path(self)))
        news = everywhere.select_related("picture").defer_streamfields()
        return news.prefetch_related("picture__renditions").order_by("-date", "-first_published_at")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """One more part in the address asks for the feed."""
        if self.live and path_components == [FEED]:
            return RouteResult(self, kwargs={"as_feed": True})
        return super().route(request, path_components)

    def serve(
        self, request: HttpRequest, *args: Any, as_feed: bool = False, **kwargs: Any
    ) -> HttpResponseBase:
        """The list, or its feed."""
        return self._feed(request) if as_feed else super().serve(request, *args, **kwargs)

    def _feed(self, request: HttpRequest) -> HttpResponseBase:
        return feed.news_feed(
            key=feed.key_of(self.translation_key, self.locale_id),
            title=self.title,
            lead=self.lead,
            url=settings.BASE_URL + address(self, request),
            language=self.locale.language_code,
            pieces=[facts.entry(piece) for piece in self.pieces()[: feed.NEWEST]],
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One page of the list; of an address what was not understood is told."""
        context = super().get_context(request, *args, **kwargs)
        asked = read(query_of(request), names=("page",))
        question, found = page_of(self.pieces(), asked, self.shown_at_once)
        context["frame"].moved_to(question.at_page(question.page))
        return context | {
            "pieces": found,
            "cards": [facts.told(piece) for piece in found],
            "feed_url": f"{context['frame'].url}{FEED}/",
            "left_out": left_out(question),
        }


class NewsPage(PicturedPage):
    """One piece of news."""

    is_a_text = True

    date = models.DateField(
        _("date"),
        default=timezone.localdate,
        help_text=_("Shown on top of the page; the newest comes first."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("The most important first: what, where, when, whom to ask."),
    )

    content_panels: ClassVar[list[Any]] = [
        *PublicPage.content_panels[:1],
        FieldPanel("date"),
        *PicturedPage.content_panels[1:],
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [*PublicPage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar[list[str]] = ["cms.NewsIndexPage", "cms.MunicipalityPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Has a day. Stands in the list of news and in the feed, the newest first.")
    template = "cms/news.html"

    class Meta:
        verbose_name = _("news")
