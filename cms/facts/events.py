"""Events to come: as cards in lists, and the facts of one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from cms.cards import Card, page_words
from cms.frame import address
from cms.telling.calendar import Appointment
from ui.formats import clock, day

MONTH = "F Y"


def by_month(events: Iterable[Any]) -> list[tuple[str, list[Card]]]:
    """The events as cards, under the name of their month."""
    months = groupby(events, key=lambda event: timezone.localtime(event.starts_at).date().replace(day=1))
    return [(month_name(first), [event_card(event) for event in group]) for first, group in months]


def event_card(event: Any) -> Card:
    """An event: when, where, whether it is called off, and whether it is invented."""
    marks = [(event.cancelled, _("Cancelled")), (event.is_example, _("Example"))]
    return Card(
        title=page_words(event, event.title),
        url=event.url_path,
        tag=" · ".join(mark for holds, mark in marks if holds),
        tone="late" if event.cancelled else "quiet",
        kind=day(timezone.localtime(event.starts_at), year=False),
        text=page_words(event, event.lead),
        facts=((_("Time"), hours_of(event)), (_("Place"), place_of(event))),
    )


def of_event(event: Any) -> dict[str, Any]:
    """What people ask first about an event."""
    town = event.municipality.name if event.municipality else ""
    told = [
        (_("Time"), when(event)),
        (_("Place"), event.place or (_("On the net") if event.remote_url else "")),
        (_("Municipality"), town),
        (_("How to come"), event.registration),
        (_("Languages"), event.languages_told),
        (_("Price"), event.price or _("Costs nothing")),
    ]
    return {"event_facts": [(label, words) for label, words in told if words]}


def appointment(event: Any, request: HttpRequest) -> Appointment:
    """An event for the reader's own calendar; one that is invented says so there too."""
    example = _("This event is an example")
    town = event.municipality.name if event.municipality else ""
    place = event.place if town and town in event.place else ", ".join(filter(None, (event.place, town)))
    return Appointment(
        key=str(event.translation_key),
        changed_at=event.last_published_at or event.latest_revision_created_at or event.starts_at,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        title=event.title,
        text=f"{example}. {event.lead}" if event.is_example else event.lead,
        place=place if event.place else event.remote_url or town,
        url=settings.BASE_URL + address(event, request),
        cancelled=event.cancelled,
    )


def when(event: Any) -> str:
    """Day and time from beginning to end."""
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    if start.date() == end.date():
        return f"{day(start)} {hours_of(event)}"
    return f"{day(start)} {clock(start)} – {day(end)} {clock(end)}"


def hours_of(event: Any) -> str:
    """The time of day; an event of several days tells when it begins."""
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    if start.date() != end.date():
        return clock(start)
    return f"{clock(start)}–{clock(end).split(chr(0xA0))[-1]}"


def place_of(event: Any) -> str:
    """The municipality, or the place when there is none, or the net."""
    town = event.municipality.name if event.municipality else ""
    return town or event.place or (_("On the net") if event.remote_url else "")


def month_name(first: date) -> str:
    """`Joulukuu 2026`, `December 2026`."""
    return format_date(first, MONTH).capitalize()
