"""Events as a calendar file (RFC 5545), for the reader's own calendar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from cms.frame import address

if TYPE_CHECKING:
    from cms.models.events import CalendarAddress, EventPage

ZONE = ZoneInfo(settings.TIME_ZONE)


def calendar_file(page: CalendarAddress, events: Iterable[EventPage], request: HttpRequest) -> HttpResponse:
    """The events in Finnish time; an event keeps its id in every language and through every change."""
    calendar = Calendar()
    calendar.add("prodid", "-//Välityö//FI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Välityö: {page.title}")
    for event in events:
        calendar.add_component(_event(event, request))
    calendar.add_missing_timezones()
    answer = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{page.slug}.ics"'
    return answer


def _event(page: EventPage, request: HttpRequest) -> Event:
    told = Event()
    changed = page.last_published_at or page.latest_revision_created_at or page.starts_at
    told.add("uid", f"{page.translation_key}@{urlsplit(settings.BASE_URL).hostname}")
    told.add("dtstamp", changed)
    told.add("last-modified", changed)
    told.add("sequence", int(changed.timestamp()) // 60)
    told.add("dtstart", page.starts_at.astimezone(ZONE))
    told.add("dtend", page.ends_at.astimezone(ZONE))
    told.add("summary", page.title)
    example = _("This event is an example")
    told.add("description", f"{example}. {page.lead}" if page.is_example else page.lead)
    told.add("location", _where(page))
    told.add("url", settings.BASE_URL + address(page, request))
    told.add("status", "CANCELLED" if page.cancelled else "CONFIRMED")
    return told


def _where(page: EventPage) -> str:
    town = page.municipality.name if page.municipality else ""
    place = page.place if town and town in page.place else ", ".join(filter(None, (page.place, town)))
    return place if page.place else page.remote_url or town
