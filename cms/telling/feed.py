"""News as an Atom feed in one language: title, lead, date."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from cms.site_settings import keeper

NEWEST = 20


@dataclass(frozen=True)
class Entry:
    """One piece of news; `key` stays the same when the page gets another address."""

    key: str
    title: str
    lead: str
    url: str
    day: date
    published_at: datetime | None


def news_feed(
    *, key: str, title: str, lead: str, url: str, language: str, pieces: Iterable[Entry]
) -> HttpResponse:
    """The pieces of news as a feed, which stands at `feed/` below the address of their list."""
    feed = Atom1Feed(
        title=f"Välityö: {title}",
        link=url,
        description=lead,
        author_name=keeper(),
        language=language,
        feed_url=f"{url}feed/",
        feed_guid=key,
    )
    for piece in pieces:
        morning = timezone.make_aware(datetime.combine(piece.day, time(8)))
        feed.add_item(
            title=piece.title,
            link=piece.url,
            description=piece.lead,
            pubdate=morning,
            updateddate=max(morning, piece.published_at or morning),
            unique_id=piece.key,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def key_of(translation_key: uuid.UUID, locale: int) -> str:
    """The name of a page in one language, whatever its address is."""
    return uuid.uuid5(translation_key, str(locale)).urn
