"""What there is to read and where to go: the latest news and stories, the next events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.cards import Card, page_words
from cms.facts.events import event_card
from cms.frame import Frame, home_path
from cms.lifetime import changes_at
from cms.readers import seen
from cms.telling.feed import Entry, key_of
from publicdata.memory import remembered
from ui.formats import day

SHOWN = 3


@dataclass(frozen=True)
class Told:
    """A piece of news or a story as its card shows it."""

    title: str
    url: str
    lead: str
    above: str
    picture: Any
    alt: str
    tag: str = ""


def told(page: Any) -> Told:
    """The card of a page with a picture."""
    date = getattr(page, "date", None)
    return Told(
        title=page_words(page, page.title),
        url=page.url_path,
        lead=page_words(page, page.lead),
        above=day(date) if date else page.teller_name,
        picture=page.picture,
        alt=page.told_alt,
        tag=_("Example") if getattr(page, "is_example", False) else "",
    )


def entry(piece: Any) -> Entry:
    """A piece of news as the feed tells it."""
    return Entry(
        key=key_of(piece.translation_key, piece.locale_id),
        title=piece.title,
        lead=piece.lead,
        url=settings.BASE_URL + piece.url_path,
        day=piece.date,
        published_at=piece.last_published_at,
    )


def lately(home: Any, frame: Frame, request: HttpRequest) -> dict[str, Any]:
    """For the front page: the newest news and stories, the next events. An absent list is not read."""
    return {
        "news": news_below(home) if frame.sections.get("news") else [],
        "stories": _newest("StoryPage", "-first_published_at", home) if frame.sections.get("stories") else [],
        "events": events_near(home, frame, request),
    }


def events_near(page: Any, frame: Frame, request: HttpRequest, municipality: str = "") -> list[Card]:
    """The next events in the language of the page, of one municipality when it is given."""
    if not frame.sections.get("events"):
        return []
    top = home_path(page)
    coming = apps.get_model("cms", "EventPage").to_come().filter(path__startswith=top)
    events = [event for event in remembered(lambda: list(coming), "events", top) if not event.is_over]
    shown = [event for event in events if municipality in {"", event.municipality_id}][:SHOWN]
    changes_at(request, min((event.ends_at for event in shown), default=None))
    return [event_card(event) for event in shown]


def news_below(page: Any) -> list[Told]:
    """The newest news of the tree that begins at the page: of everywhere, or of one municipality."""
    return _newest("NewsPage", "-date", page)


def more_below(page: Any) -> list[Card]:
    """Standing pages right below the page, in their order."""

    def read() -> list[Card]:
        pages = seen(apps.get_model("cms", "StandardPage").objects.child_of(page))
        return [
            Card(title=page_words(one, one.title), url=one.url_path, text=page_words(one, one.lead))
            for one in pages.defer_streamfields().order_by("path")
        ]

    return list(remembered(read, "more", page.path))


def _newest(model: str, order: str, top: Any) -> list[Told]:
    def read() -> list[Told]:
        pages = seen(apps.get_model("cms", model).objects.filter(path__startswith=top.path))
        rows = pages.select_related("picture").prefetch_related("picture__renditions").defer_streamfields()
        return [told(page) for page in rows.order_by(order, "path")[:SHOWN]]

    return list(remembered(read, "newest", model, top.path))
