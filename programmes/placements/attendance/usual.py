"""What a person's week usually is: as it was told lately, else as the agreement says (decision 78)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from areas.working_days import is_working_day
from programmes.placements.attendance.calendar import monday_of
from programmes.placements.codes import AWAY, DayKind
from programmes.placements.dated import begins_at, hours_on
from programmes.placements.models import AttendanceDay, Placement

WEEKS_LOOKED_AT = 4
A_WEEK = 5  # working days
# Less than this is no day's work: of so many hours a week fewer days are made.
LEAST_DAILY_HOURS = Decimal(4)
QUARTER = Decimal("0.25")
WORKED = AWAY | {DayKind.PRESENT, DayKind.CANCELLED}

Usual = dict[int, Decimal]  # by weekday, Monday is 0


def agreed_days(weekly_hours: Decimal | None, most_days: int = A_WEEK) -> Usual:
    """Days and hours that the agreed hours come to, from Monday on; nothing where none are agreed."""
    if not weekly_hours:
        return {}
    days = max(1, min(most_days, int(weekly_hours / LEAST_DAILY_HOURS)))
    return dict.fromkeys(range(days), in_quarters(weekly_hours / days))


def in_quarters(hours: Decimal) -> Decimal:
    """Hours to the nearest quarter."""
    return (hours / QUARTER).quantize(Decimal(1), rounding=ROUND_HALF_UP) * QUARTER


def usual_week(
    placement: Placement, told: Iterable[AttendanceDay], most_days: int = A_WEEK, on: date | None = None
) -> Usual:
    """The weekdays on which the person works, and for how long; `told` are days of the weeks before.

    A weekday is usual when it was worked in half of the weeks that were told; its hours are those told most
    often, of equals the newest. on: the week's Monday; from before a step of the hours nothing is learnt.
    """
    weekly = hours_on(placement, on) if on else placement.weekly_hours
    step = begins_at(placement, on) if on else None
    told = [day for day in told if step is None or day.on >= step]
    agreed = agreed_days(weekly, most_days)
    weeks: set[date] = set()
    worked: Counter[int] = Counter()
    hours: dict[int, list[Decimal]] = defaultdict(list)
    for day in sorted(told, key=lambda one: one.on, reverse=True):
        if not is_working_day(day.on):
            continue
        weeks.add(monday_of(day.on))
        if day.kind in WORKED:
            worked[day.on.weekday()] += 1
        if day.hours:
            hours[day.on.weekday()].append(day.hours)
    usual = {weekday: times for weekday, times in worked.items() if 2 * times >= len(weeks)}
    if not usual:
        return agreed
    daily = weekly / len(usual) if weekly else LEAST_DAILY_HOURS
    return {
        weekday: Counter(hours[weekday]).most_common(1)[0][0] if hours[weekday] else in_quarters(daily)
        for weekday in sorted(usual)
    }
