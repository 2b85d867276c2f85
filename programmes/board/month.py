"""The month sheet: people and days of a group, for the wall, the file and the spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from areas.working_days import SATURDAY, days_off
from letters.cells import harmless
from programmes.placements.attendance.selectors import days_around
from programmes.placements.attendance.week import plain, words_of
from programmes.placements.codes import DayKind
from programmes.placements.models import AttendanceDay, Placement
from ui.formats import plain_number


@dataclass(frozen=True)
class Line:
    """One person's month: a word or hours for each day, empty where nothing is told; days there and hours."""

    name: str
    marks: list[tuple[date, str]]
    days: int
    hours: Decimal

    @property
    def sum(self) -> str:
        """Days and hours, as they stand at the end of the line."""
        return _("%(days)s days, %(hours)s h") % {"days": self.days, "hours": plain_number(self.hours)}


@dataclass(frozen=True)
class Sheet:
    """The month of a group."""

    month: date
    days: list[date]
    lines: list[Line]


def sheet_of(placements: Sequence[Placement], month: date) -> Sheet:
    """The working days of the month, and what was told of each person on them."""
    last = month + relativedelta(months=1) - timedelta(days=1)
    told = days_around(placements, month, last)
    days = [month + timedelta(days=n) for n in range(last.day)]
    weekend = {day.on for rows in told.values() for day in rows if day.on.weekday() >= SATURDAY}
    off = days_off()
    shown = [day for day in days if (day.weekday() < SATURDAY and day not in off) or day in weekend]
    return Sheet(month, shown, [_line(row, shown, told.get(row.pk, [])) for row in placements])


def _line(row: Placement, days: list[date], told: list[AttendanceDay]) -> Line:
    by_day = {day.on: day for day in told}
    there = [day for day in told if day.kind == DayKind.PRESENT]
    marks = [(on, _mark(by_day.get(on))) for on in days]
    hours = sum((day.hours or Decimal(0) for day in there), Decimal(0))
    return Line(row.participation.participant.short_name, marks, len(there), hours)


def _mark(day: AttendanceDay | None) -> str:
    """Hours alone where the person was there, else the brief word; nothing for a day off."""
    if day is None or day.kind == DayKind.FREE:
        return ""
    return plain_number(day.hours) if day.hours is not None else words_of(day)


def as_csv(sheet: Sheet) -> str:
    """The sheet as a file that a spreadsheet opens; no cell of it runs as a formula."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("Name"), *(day.isoformat() for day in sheet.days), _("Days there"), _("Hours")])
    for line in sheet.lines:
        cells = [line.name, *(mark for _on, mark in line.marks), str(line.days), plain(line.hours)]
        writer.writerow([harmless(cell) for cell in cells])
    return "\N{BYTE ORDER MARK}" + text.getvalue()
