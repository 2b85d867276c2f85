"""When a door is open: pure functions over a week, its exceptions and the public holidays.

An exception beats a holiday, a holiday beats the week. Hours are wall-clock hours of the area; what is asked
of them is an instant, so the two nights a year when clocks are turned need care: an opening begins at the
first instant whose clock shows at least its hour, and it ends once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")
MIDNIGHT = time(0)
LOOK_AHEAD_DAYS = 60
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, order=True)
class Slot:
    """Open from `opens` until just before `closes` on one day; 0.00 as `closes` is the end of the day."""

    opens: time
    closes: time

    @property
    def reaches_midnight(self) -> bool:
        """Whether the door stays open until the day ends."""
        return self.closes == MIDNIGHT


@dataclass(frozen=True)
class Change:
    """One day that differs from the week: other hours, or none; why, in the reader's language."""

    slots: tuple[Slot, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Hours:
    """The week of a service point (0 is Monday), the days that differ, and the holidays by name."""

    week: Mapping[int, tuple[Slot, ...]] = field(default_factory=dict)
    changes: Mapping[date, Change] = field(default_factory=dict)
    holidays: Mapping[date, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DayPlan:
    """What holds on one day; `reason` says why it is not as in other weeks, `usual` that it is."""

    on: date
    slots: tuple[Slot, ...]
    reason: str = ""
    usual: bool = True

    @property
    def closed(self) -> bool:
        """Whether the door stays shut all day."""
        return not self.slots


def plan_of(hours: Hours, on: date) -> DayPlan:
    """The hours of the day: the exception's, else none on a public holiday, else those of the week."""
    if on in hours.changes:
        change = hours.changes[on]
        return DayPlan(on, tuple(sorted(change.slots)), change.reason, usual=False)
    if on in hours.holidays:
        return DayPlan(on, (), hours.holidays[on], usual=False)
    return DayPlan(on, tuple(sorted(hours.week.get(on.weekday(), ()))))


def plans(hours: Hours, first: date, days: int) -> list[DayPlan]:
    """The hours of `days` days from `first` on."""
    return [plan_of(hours, first + timedelta(days=number)) for number in range(days)]


def is_open_at(hours: Hours, moment: datetime) -> bool:
    """Whether the door is open at the instant, which has a time zone."""
    return any(opens <= moment < closes for opens, closes in _openings(hours, _day_of(moment), 1))


def next_opening(hours: Hours, moment: datetime, within_days: int = LOOK_AHEAD_DAYS) -> datetime | None:
    """The first instant after `moment` at which the door is opened; None when none is near.

    While the door is open it is the opening after this one. Hours that touch are one opening.
    """
    for opens, _closes in _joined(_openings(hours, _day_of(moment), within_days + 1)):
        if opens > moment:
            return opens.astimezone(HELSINKI)
    return None


def closes_at(hours: Hours, moment: datetime) -> datetime | None:
    """When the door that is open at the instant is shut; None when it is not open."""
    for opens, closes in _joined(_openings(hours, _day_of(moment), 2)):
        if opens <= moment < closes:
            return closes.astimezone(HELSINKI)
    return None


def next_change(hours: Hours, moment: datetime) -> datetime:
    """The instant until which what is said of "now" and "today" holds: an opening, a closing or midnight."""
    midnight = first_instant(_day_of(moment) + timedelta(days=1), MIDNIGHT)
    ends = [one for pair in _openings(hours, _day_of(moment), 1) for one in pair if one > moment]
    return min([midnight, *ends])


def first_instant(on: date, clock: time) -> datetime:
    """The first instant (UTC) of the day whose clock shows `clock` or later; skipped hours do not exist."""
    wall = datetime.combine(on, clock)
    while (instant := wall.replace(tzinfo=HELSINKI).astimezone(UTC)).astimezone(HELSINKI).replace(
        tzinfo=None
    ) != wall:
        wall += MINUTE
    return instant


def _day_of(moment: datetime) -> date:
    return moment.astimezone(HELSINKI).date()


def _openings(hours: Hours, first: date, days: int) -> Iterator[tuple[datetime, datetime]]:
    """The openings of the days as pairs of instants, in order; one that the clock skips whole is left out."""
    for plan in plans(hours, first, days):
        for slot in plan.slots:
            last = plan.on + timedelta(days=1) if slot.reaches_midnight else plan.on
            pair = first_instant(plan.on, slot.opens), first_instant(last, slot.closes)
            if pair[0] < pair[1]:
                yield pair


def _joined(pairs: Iterator[tuple[datetime, datetime]]) -> Iterator[tuple[datetime, datetime]]:
    """The openings, those that touch or overlap made one."""
    current: tuple[datetime, datetime] | None = None
    for opens, closes in pairs:
        if current is None:
            current = opens, closes
        elif opens <= current[1]:
            current = current[0], max(current[1], closes)
        else:
            yield current
            current = opens, closes
    if current is not None:
        yield current
