"""A workplace's own small report: places, people, weeks, hours and endings of a year, with nobody in it.

A report is passed on and printed. So a number of people below five is told as "fewer than five", what people
have done together is told from five people on, and ways of ending likewise (indicators.md, small numbers).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils import timezone

from programmes.employers.models import HostEmployer, Vacancy
from programmes.placements.codes import EndKind
from programmes.placements.models import AttendanceDay, Placement
from programmes.placements.states import WORKED

FEW = 5
A_WEEK = 7


@dataclass(frozen=True)
class HostReport:
    """The figures of one year; None where they are of so few that they would tell of somebody."""

    year: int
    places: int
    people: int
    weeks: int | None
    hours: Decimal | None
    endings: list[tuple[EndKind, int]] | None

    @property
    def few(self) -> bool:
        """Whether so few people were there that only that is told."""
        return 0 < self.people < FEW


def years_of(host: HostEmployer) -> list[int]:
    """The years of which there is something to tell, the newest first; this year is always among them."""
    first = (
        Placement.objects.filter(vacancy__host=host, state__in=sorted(WORKED), starts_on__isnull=False)
        .order_by("starts_on")
        .values_list("starts_on", flat=True)
        .first()
    )
    today = timezone.localdate()
    return list(range(today.year, min(first.year if first else today.year, today.year) - 1, -1))


def report_of(host: HostEmployer, year: int) -> HostReport:
    """What has been at the host's workplaces in the year, up to today."""
    begins, ends = date(year, 1, 1), min(date(year, 12, 31), timezone.localdate())
    there = list(
        Placement.objects.filter(
            Q(ended_on=None) | Q(ended_on__gte=begins),
            vacancy__host=host,
            state__in=sorted(WORKED),
            starts_on__lte=ends,
        ).select_related("participation")
    )
    people = len({row.participation.participant_id for row in there})
    enough = people >= FEW
    return HostReport(
        year=year,
        places=_places(host, begins, ends),
        people=people,
        weeks=sum(_days(row, begins, ends) for row in there) // A_WEEK if enough else None,
        hours=_hours(host, begins, ends) if enough else None,
        endings=_endings(there, begins, ends),
    )


def _places(host: HostEmployer, begins: date, ends: date) -> int:
    """How many places were open on some day of the time."""
    rows = Vacancy.objects.filter(Q(closed_on=None) | Q(closed_on__gte=begins), host=host)
    return rows.filter(opened_on__lte=ends).count()


def _days(row: Placement, begins: date, ends: date) -> int:
    """Calendar days of the placement within the time, the first and the last one too."""
    first = max(row.started_on or row.starts_on or ends, begins)
    last = min(row.ended_on or ends, ends)
    return max((last - first + timedelta(days=1)).days, 0)


def _hours(host: HostEmployer, begins: date, ends: date) -> Decimal:
    rows = AttendanceDay.objects.filter(month__placement__vacancy__host=host, on__gte=begins, on__lte=ends)
    return rows.aggregate(hours=Sum("hours"))["hours"] or Decimal(0)


def _endings(there: list[Placement], begins: date, ends: date) -> list[tuple[EndKind, int]] | None:
    """How the places of the time ended, where at least five did; the most frequent first."""
    over = [row.end_kind for row in there if row.ended_on and begins <= row.ended_on <= ends and row.end_kind]
    if len(over) < FEW:
        return None
    return [(EndKind(kind), n) for kind, n in Counter(over).most_common()]
