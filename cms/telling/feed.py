"""News as an Atom feed in one language: title, lead, date."""

from __future__ import annotations

import uuid
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from cms.around import keeper
from cms.frame import address

if TYPE_CHECKING:
    from cms.models.news import NewsIndexPage, NewsPage

NEWEST = 20


def news_feed(index: NewsIndexPage, request: HttpRequest) -> HttpResponse:
    """The newest news; an entry keeps its id when the page gets another address."""
    url = settings.BASE_URL + address(index, request)
    feed = Atom1Feed(
        title=f"Välityö: {index.title}",
        link=url,
        description=index.lead,
        author_name=keeper(),
        language=index.locale.language_code,
        feed_url=f"{url}feed/",
        feed_guid=_name(index),
    )
    for piece in index.pieces()[:NEWEST]:
        feed.add_item(
            title=piece.title,
            link=settings.BASE_URL + piece.url_path,
            description=piece.lead,
            pubdate=_morning(piece),
            updateddate=max(_morning(piece), piece.last_published_at or _morning(piece)),
            unique_id=_name(piece),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _name(page: NewsIndexPage | NewsPage) -> str:
    return uuid.uuid5(page.translation_key, str(page.locale_id)).urn


def _morning(piece: NewsPage) -> datetime:
    return timezone.make_aware(datetime.combine(piece.date, time(8)))
