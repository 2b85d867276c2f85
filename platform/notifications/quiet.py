"""Quiet hours: nobody is written to at night, nothing that reminds or asks goes on a day of rest, and what is
on tomorrow is told this evening.

The hours are those of the clock on the wall in Finland, so a night is as long as it is when the clock is
changed (decision 0090).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from areas.working_days import add_working_days, days_off
from notifications.models import Message

SUNDAY = 6
EVENING, MORNING = 16, 8


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


def without_what_rests_now(rows: QuerySet[Message]) -> QuerySet[Message]:
    """Those of the messages that may go now: what was held up until night, or a day of rest, waits."""
    now = timezone.now()
    if is_quiet(now):
        return rows.filter(context__has_key="at_once")
    return rows.exclude(context__has_key="rests") if is_day_of_rest(timezone.localdate(now)) else rows


def is_time_to_remind(of: date, now: datetime, *, by_hand: bool) -> bool:
    """Whether somebody is reminded now of what is on the day: the evening before.

    by_hand: whom a worker rings has it by daylight, on the last working day before.
    """
    if by_hand:
        last = add_working_days(of, -1)
        return last < now.date() < of or (last == now.date() and now.hour >= MORNING)
    return of - timedelta(days=1) == now.date() and now.hour >= EVENING


def _hours() -> tuple[int, int]:
    """From which hour until which it is quiet; the same hour twice: never."""
    return settings.QUIET_HOURS or (0, 0)


def _morning(day: date) -> datetime:
    """When the night before the day ends."""
    return timezone.make_aware(datetime.combine(day, time(_hours()[1])))
