"""Opening hours in words: "klo 9–15", "Open now", two weeks as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext

from programmes.servicepoints.hours import (
    HELSINKI,
    DayPlan,
    Hours,
    Slot,
    closes_at,
    is_open_at,
    next_opening,
    plan_of,
    plans,
)
from ui.formats import NBSP, clock, day

TABLE_DAYS = 14


@dataclass(frozen=True)
class Now:
    """How it is at this moment: open or not, in one or two words and in a line."""

    open: bool
    tag: str
    line: str
    today: str

    @property
    def tone(self) -> str:
        """The tone of the tag."""
        return "ok" if self.open else "quiet"


@dataclass(frozen=True)
class HoursRow:
    """One day of the table: which, its hours, and why they differ from other weeks."""

    day: str
    hours: str
    reason: str
    closed: bool
    today: bool


def now_words(hours: Hours, moment: datetime | None = None) -> Now:
    """How it is at `moment`, and when that changes."""
    now = moment or timezone.now()
    today = slots_words(plan_of(hours, now.astimezone(HELSINKI).date()))
    if is_open_at(hours, now):
        until = closes_at(hours, now)
        return Now(True, gettext("Open now"), gettext("We close %(time)s.") % {"time": clock(until)}, today)
    following = next_opening(hours, now)
    if following is None:
        return Now(False, gettext("Closed"), gettext("Call and ask when we open."), today)
    if following.date() == now.astimezone(HELSINKI).date():
        line = gettext("We open today %(time)s.") % {"time": clock(following)}
    else:
        when = {"day": day(following.date(), year=False), "time": clock(following)}
        line = gettext("We open %(day)s %(time)s.") % when
    return Now(False, gettext("Closed now"), line, today)


def two_weeks(hours: Hours, moment: datetime | None = None) -> list[HoursRow]:
    """Today and the thirteen days after it."""
    today = (moment or timezone.now()).astimezone(HELSINKI).date()
    return [
        HoursRow(day(plan.on, year=False), slots_words(plan), plan.reason, plan.closed, plan.on == today)
        for plan in plans(hours, today, TABLE_DAYS)
    ]


def slots_words(plan: DayPlan) -> str:
    """The hours of a day in a line: "klo 9–11.30 ja 12–15", or that it is closed."""
    if plan.closed:
        return gettext("Closed")
    before = pgettext("time of day", "at")
    spans = gettext(" and ").join(_span(slot) for slot in plan.slots)
    return spans if _is_english() else f"{before}{NBSP}{spans}"


def _span(slot: Slot) -> str:
    return f"{_short(slot.opens)}–{_short(slot.closes, end=True)}"


def _short(value: time, *, end: bool = False) -> str:
    hour = 24 if end and value == time(0) else value.hour
    if _is_english():
        return f"{hour}:{value.minute:02d}"
    return f"{hour}.{value.minute:02d}" if value.minute else str(hour)


def _is_english() -> bool:
    return (get_language() or "fi").startswith("en")


def weekdays_open(hours: Hours) -> Iterable[int]:
    """The weekdays on which the door is open in an ordinary week."""
    return sorted(weekday for weekday, slots in hours.week.items() if slots)
