"""The feed as a calendar program reads it (RFC 5545): instants in UTC, whole days as days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from programmes.placements.models import CalendarEntry

AGAIN_AFTER = timedelta(hours=4)


def calendar_text(entries: Iterable[CalendarEntry], *, name: str) -> bytes:
    """The entries as one calendar of that name."""
    calendar = Calendar()
    calendar.add("prodid", "-//Välityö//FI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    for entry in entries:
        calendar.add_component(_event(entry))
    return calendar.to_ical()


def _event(entry: CalendarEntry) -> Event:
    told, event = entry.told, Event()
    event.add("uid", f"{entry.uid}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("summary", told["title"])
    if told["begins"]:
        event.add("dtstart", datetime.fromisoformat(told["begins"]).astimezone(UTC))
        event.add("dtend", datetime.fromisoformat(told["ends"]).astimezone(UTC))
    else:
        day = date.fromisoformat(told["day"])
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if told["place"]:
        event.add("location", told["place"])
    if told["path"]:
        event.add("url", settings.BASE_URL.rstrip("/") + told["path"])
    event.add("class", "PRIVATE")
    return event
