"""Weeks and months as the days of a place are told: ISO weeks, and calendar months of the agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.dateformat import format as written
from django.utils.translation import gettext as _

from areas.working_days import SATURDAY, is_working_day
from programmes.placements.dated import on_break, with_days
from programmes.placements.models import AttendanceMonth, Placement

WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)
# The years in which there are days to tell.
FIRST_YEAR, LAST_YEAR = 2000, 2100
WEEK_CODE = re.compile(r"([0-9]{4})-W([0-9]{2})")
MONTH_CODE = re.compile(r"([0-9]{4})-([0-9]{2})")


def monday_of(day: date) -> date:
    """The Monday of the week of the day."""
    return day - timedelta(days=day.weekday())


def week_days(monday: date) -> list[date]:
    """Monday to Sunday."""
    return [monday + timedelta(days=n) for n in range(7)]


def week_code(monday: date) -> str:
    """ "2026-W48": how a week stands in an address."""
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02}"


def monday_from(code: str) -> date | None:
    """The Monday of the week that the code names; None where it names none."""
    found = WEEK_CODE.fullmatch(code)
    try:
        return sensible(date.fromisocalendar(int(found[1]), int(found[2]), 1)) if found else None
    except ValueError:
        return None


def sensible(day: date) -> date | None:
    """The day, when days of work can be told of it and counted from it; else None."""
    return day if FIRST_YEAR <= day.year < LAST_YEAR else None


def week_name(monday: date) -> str:
    """ "Week 48"."""
    return _("Week %(number)s") % {"number": monday.isocalendar().week}


def first_of_month(day: date) -> date:
    """The first day of the month of the day."""
    return day.replace(day=1)


def month_code(month: date) -> str:
    """ "2026-11": how a month stands in an address."""
    return f"{month:%Y-%m}"


def month_from(code: str) -> date | None:
    """The first day of the month that the code names; None where it names none."""
    found = MONTH_CODE.fullmatch(code)
    try:
        return sensible(date(int(found[1]), int(found[2]), 1)) if found else None
    except ValueError:
        return None


def name_of_month(month: date) -> str:
    """ "November 2026", in the language of the page."""
    return written(month, "F Y")


def last_day_of_place(placement: Placement) -> date | None:
    """The last day of the agreement: as it came true, else as agreed; None where none is set."""
    return placement.ended_on or placement.ends_on


def is_within(placement: Placement, day: date) -> bool:
    """Whether the day lies between the first and the last of the agreement."""
    first, last = placement.starts_on, last_day_of_place(placement)
    return first is not None and first <= day and (last is None or day <= last)


def is_inside(placement: Placement, day: date) -> bool:
    """Whether the day is one of the agreement's, and of no break."""
    return is_within(placement, day) and not on_break(placement, day)


def days_to_tell(month: AttendanceMonth) -> Iterator[date]:
    """The working days of the agreement in the month, but for breaks: each is told, or said to be free."""
    day, last = month.first_day, month.last_day
    with_days([month.placement])
    while day <= last:
        if is_working_day(day) and not on_break(month.placement, day):
            yield day
        day += A_DAY


def is_weekend(day: date) -> bool:
    """Saturday or Sunday."""
    return day.weekday() >= SATURDAY
