"""Events as a calendar file (RFC 5545), for the reader's own calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event

ZONE = ZoneInfo(settings.TIME_ZONE)


@dataclass(frozen=True)
class Appointment:
    """One event as a calendar takes it; `key` stays the same in every language and through every change."""

    key: str
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    text: str
    place: str
    url: str
    cancelled: bool


def calendar_file(title: str, name: str, events: Iterable[Appointment]) -> HttpResponse:
    """The events in Finnish time, as a file of that name for a calendar of that title."""
    calendar = Calendar()
    calendar.add("prodid", "-//Välityö//FI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Välityö: {title}")
    for event in events:
        calendar.add_component(_event(event))
    calendar.add_missing_timezones()
    answer = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return answer


def _event(event: Appointment) -> Event:
    told = Event()
    told.add("uid", f"{event.key}@{urlsplit(settings.BASE_URL).hostname}")
    told.add("dtstamp", event.changed_at)
    told.add("last-modified", event.changed_at)
    told.add("sequence", int(event.changed_at.timestamp()) // 60)
    told.add("dtstart", event.starts_at.astimezone(ZONE))
    told.add("dtend", event.ends_at.astimezone(ZONE))
    told.add("summary", event.title)
    told.add("description", event.text)
    told.add("location", event.place)
    told.add("url", event.url)
    told.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    return told
