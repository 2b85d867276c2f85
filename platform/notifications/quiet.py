"""Quiet hours: nobody is written to at night, and nothing that reminds or asks goes on a day of rest.

The hours are those of the clock on the wall in Finland, so a night is as long as it is when the clock is
changed (decision 0090).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from areas.working_days import days_off

SUNDAY = 6


def is_quiet(at: datetime) -> bool:
    """Whether it is night at the instant: from 21 until 7, unless the settings say otherwise."""
    begins, ends = _hours()
    hour = timezone.localtime(at).hour
    return begins != ends and (hour >= begins or hour < ends)


def is_day_of_rest(day: date) -> bool:
    """Whether the day is a Sunday or a holiday."""
    return settings.QUIET_HOURS is not None and (day.weekday() == SUNDAY or day in days_off())


def when_it_may_go(at: datetime, *, rests: bool = False) -> datetime:
    """The first instant from `at` on that is not at night; what rests waits for a day that is no rest."""
    local = timezone.localtime(at)
    if is_quiet(at):
        begins, _ends = _hours()
        local = _morning(local.date() + timedelta(days=local.hour >= begins))
    while rests and is_day_of_rest(local.date()):
        local = _morning(local.date() + timedelta(days=1))
    return at if local == at else local


def _hours() -> tuple[int, int]:
    """From which hour until which it is quiet; the same hour twice: never."""
    return settings.QUIET_HOURS or (0, 0)


def _morning(day: date) -> datetime:
    """When the night before the day ends."""
    return timezone.make_aware(datetime.combine(day, time(_hours()[1])))
