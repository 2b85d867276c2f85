"""What the days of months come to, and how that differs from what was agreed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from programmes.placements.attendance.calendar import days_to_tell
from programmes.placements.codes import AWAY, DayKind
from programmes.placements.dated import hours_on, with_days
from programmes.placements.models import AttendanceDay, AttendanceMonth

A_WEEK = 5


@dataclass(frozen=True)
class Sums:
    """Days and hours of one month."""

    days_there: int = 0
    hours: Decimal = Decimal(0)
    days_away: int = 0
    days_unknown: int = 0
    days_called_off: int = 0

    @property
    def recorded(self) -> dict[str, Any]:
        """As an event tells them."""
        return vars(self) | {"hours": f"{self.hours.normalize():f}"}


def sums_of(months: Iterable[AttendanceMonth]) -> dict[int, Sums]:
    """The sums of each month by its key, in one read."""
    keys = [month.pk for month in months]
    rows = (
        AttendanceDay.objects.filter(month__in=keys)
        .order_by()
        .values("month")
        .annotate(
            days_there=Count("pk", filter=Q(kind=DayKind.PRESENT)),
            hours=Sum("hours"),
            days_away=Count("pk", filter=Q(kind__in=sorted(AWAY))),
            days_unknown=Count("pk", filter=Q(kind=DayKind.AWAY_UNKNOWN)),
            days_called_off=Count("pk", filter=Q(kind=DayKind.CANCELLED)),
        )
    )
    found = {}
    for row in rows:
        key = row.pop("month")
        found[key] = Sums(**row | {"hours": row["hours"] or Decimal(0)})
    return {key: found.get(key, Sums()) for key in keys}


def agreed_hours(month: AttendanceMonth) -> Decimal | None:
    """The hours that the agreement comes to in the month: a fifth of a week for each of its working days."""
    place = month.placement
    if not place.weekly_hours:
        return None
    weekly = sum((hours_on(place, day) or Decimal(0) for day in days_to_tell(month)), Decimal(0))
    return (weekly / A_WEEK).quantize(Decimal("0.5"))


def untold(month: AttendanceMonth, told: Collection[Any]) -> int:
    """How many working days of the agreement nobody has told; `told` are the days that were."""
    days = set(told)
    return sum(1 for day in days_to_tell(month) if day not in days)


def days_told(months: Iterable[AttendanceMonth]) -> dict[int, set[Any]]:
    """The days of each month that somebody has told, by its key; breaks and steps stand beside them."""
    rows = list(months)
    with_days(month.placement for month in rows)
    found: dict[int, set[Any]] = {month.pk: set() for month in rows}
    for key, on in AttendanceDay.objects.filter(month__in=list(found)).order_by().values_list("month", "on"):
        found[key].add(on)
    return found
