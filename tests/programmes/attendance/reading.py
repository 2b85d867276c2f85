"""What the tests of days and hours send and read back from the pages."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from programmes.models import AttendanceMonth, Placement
from programmes.placements.attendance.services import Tick, tell_week
from tests.access.people import client_of as signed_in

MONDAY = date(2027, 3, 8)  # of the week of the tests; it is Wednesday


FEBRUARY = [date(2027, 2, day) for day in range(1, 29) if date(2027, 2, day).weekday() < 5]


def in_english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def client_of(user: Any) -> Client:
    return in_english(signed_in(user))


def field(row: Placement, day: date) -> str:
    return f"d-{row.reference}-{day:%Y%m%d}"


def chosen(content: str) -> dict[str, str]:
    """What the page's form holds, as a browser would send it."""
    found = {}
    for name, options in re.findall(
        r'<select id="[^"]+" name="([^"]+)"[^>]*>(.*?)</select>', content, re.DOTALL
    ):
        found[name] = re.findall(r'<option value="([^"]*)" selected', options)[0]
    hidden = dict(re.findall(r'<input type="hidden" name="(seen|weekend)" value="([^"]*)"', content))
    return found | hidden


def week_page(client: Client, **query: str) -> str:
    return client.get(reverse("days:host"), query).content.decode()


def tell_february(cast: Any, row: Placement, kind: str = "present") -> AttendanceMonth:
    hours = Decimal(4) if kind == "present" else None
    tell_week({row: [Tick(day, kind, hours) for day in FEBRUARY]}, by=cast["host_admin"], seen=None)
    return AttendanceMonth.objects.get(placement=row)
