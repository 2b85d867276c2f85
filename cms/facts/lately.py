"""What there is to read and where to go: the latest news and stories, the next events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.utils.translation import gettext as _

from audit.memory import remembered
from cms.cards import Card
from cms.facts.events import event_card
from cms.frame import HOME_DEPTH, STEP, Frame
from cms.lifetime import changes_at
from ui.formats import day

SHOWN = 3
HOME_PATH = HOME_DEPTH * STEP


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


def told(page: Any, base: str) -> Told:
    """The card of a page with a picture; `base` is the address of its list."""
    date = getattr(page, "date", None)
    return Told(
        title=page.title,
        url=f"{base}{page.slug}/",
        lead=page.lead,
        above=day(date) if date else page.teller_name,
        picture=page.picture,
        alt=page.told_alt,
        tag=_("Example") if getattr(page, "is_example", False) else "",
    )


def lately(home: Any, frame: Frame, request: HttpRequest) -> dict[str, Any]:
    """For the front page: the newest news and stories, the next events. An absent list is not read."""
    return {
        "news": _newest("NewsPage", "-date", home, frame.sections.get("news", "")),
        "stories": _newest("StoryPage", "-first_published_at", home, frame.sections.get("stories", "")),
        "events": events_near(home, frame, request),
    }


def events_near(page: Any, frame: Frame, request: HttpRequest, municipality: str = "") -> list[Card]:
    """The next events in the language of the page, of one municipality when it is given."""
    base = frame.sections.get("events", "")
    if not base:
        return []
    home_path = page.path[:HOME_PATH]
    coming = apps.get_model("cms", "EventPage").to_come().filter(path__startswith=home_path)
    events = [event for event in remembered(lambda: list(coming), "events", home_path) if not event.is_over]
    shown = [event for event in events if municipality in {"", event.municipality_id}][:SHOWN]
    changes_at(request, min((event.ends_at for event in shown), default=None))
    return [event_card(event, base) for event in shown]


def _newest(model: str, order: str, home: Any, base: str) -> list[Told]:
    def read() -> list[Told]:
        pages = apps.get_model("cms", model).objects.filter(path__startswith=home.path, live=True)
        rows = pages.select_related("picture").prefetch_related("picture__renditions").defer_streamfields()
        return [told(page, base) for page in rows.order_by(order, "path")[:SHOWN]]

    return remembered(read, "newest", model, base) if base else []
