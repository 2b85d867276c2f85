"""Reads of the service points, open to everyone: plain values with their hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from areas.models import PublicHoliday
from letters.order import in_order
from programmes.servicepoints.codes import Help
from programmes.servicepoints.differing import changes_of
from programmes.servicepoints.hours import LOOK_AHEAD_DAYS, Hours, Slot
from programmes.servicepoints.models import ServicePoint
from publicdata.memory import remembered


@dataclass(frozen=True)
class Point:
    """A service point as a page tells of it, names in the language of the page."""

    id: int
    code: str
    name: str
    municipality: str
    municipality_name: str
    street_address: str
    postal_code: str
    post_office: str
    lat: float | None
    lon: float | None
    phone: str
    email: str
    in_person: bool
    remote: bool
    help_offered: tuple[str, ...]
    languages: tuple[str, ...]
    hours: Hours

    @property
    def address(self) -> str:
        """Street, postal code and post office in one line; empty where nobody can come."""
        town = " ".join(part for part in (self.postal_code, self.post_office) if part)
        return ", ".join(part for part in (self.street_address, town) if part)


def service_points() -> tuple[Point, ...]:
    """Every point in use, by name, with its hours of the coming two months; kept until public data change."""
    return remembered(lambda: _read(timezone.localdate()), "service-points")


def point_with_id(pk: int) -> Point | None:
    """The point in use with this number."""
    return next((point for point in service_points() if point.id == pk), None)


def points_of(municipality: str) -> list[Point]:
    """The points in the municipality that one can visit."""
    return [point for point in service_points() if point.municipality == municipality and point.in_person]


def point_names(languages: Iterable[str]) -> list[tuple[int, str, dict[str, str]]]:
    """Every point in use: its number, its code, and its name by language."""
    told = []
    for row in ServicePoint.objects.filter(is_active=True):
        names = {}
        for language in languages:
            with override(language):
                names[language] = row.name
        told.append((row.pk, row.code, names))
    return told


def _read(today: date) -> tuple[Point, ...]:
    until = today + timedelta(days=LOOK_AHEAD_DAYS + 1)
    holidays = {one.date: one.name for one in PublicHoliday.objects.filter(date__gte=today, date__lte=until)}
    rows = (
        ServicePoint.objects.filter(is_active=True)
        .select_related("municipality")
        .defer("municipality__shape")
        .prefetch_related("week", "exceptions")
    )
    points = [_point(row, holidays, today, until) for row in rows]
    return tuple(sorted(in_order(points, lambda point: point.name), key=lambda point: not point.in_person))


def _point(row: ServicePoint, holidays: dict[date, str], today: date, until: date) -> Point:
    labels: dict[Any, str] = {code: str(label) for code, label in Help.choices}
    return Point(
        id=row.pk,
        code=row.code,
        name=row.name,
        municipality=row.municipality_id,
        municipality_name=row.municipality.name,
        street_address=row.street_address,
        postal_code=row.postal_code,
        post_office=row.post_office,
        lat=row.lat,
        lon=row.lon,
        phone=row.phone,
        email=row.email,
        in_person=row.in_person,
        remote=row.remote,
        help_offered=tuple(labels[code] for code in row.help_offered if code in labels),
        languages=tuple(row.languages),
        hours=_hours(row, holidays, today, until),
    )


def _hours(row: ServicePoint, holidays: dict[date, str], today: date, until: date) -> Hours:
    week: dict[int, list[Slot]] = defaultdict(list)
    for one in row.week.all():
        week[one.weekday].append(Slot(one.opens, one.closes))
    usual = {weekday: tuple(slots) for weekday, slots in week.items()}
    differing = [one for one in row.exceptions.all() if not one.cancelled]
    return Hours(usual, changes_of(differing, usual, holidays, today, until), holidays)
