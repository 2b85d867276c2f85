"""Simulated time: paths of people and places are taken up in the order of the moments they wait for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count, pairwise
from random import Random
from zoneinfo import ZoneInfo

from areas.working_days import is_working_day

HELSINKI = ZoneInfo("Europe/Helsinki")
MONTHS = 24
HISTORY_DAYS = 731
AHEAD_DAYS = 3 * 366
OFFICE_MINUTES = 8 * 60

Path = Iterator[datetime]


class Course:
    """The clock of the history, from its first day to the evening before `today`.

    A path is a generator that does something, then yields the moment at which it wants to go on. Moments are
    local and naive; `instant` makes one of them an instant in UTC.
    """

    def __init__(self, today: date, rng: Random) -> None:
        self.today = today
        self.first = today - timedelta(days=HISTORY_DAYS)
        self.rng = rng
        self.now = datetime.combine(self.first, time(8))
        self._waiting: list[tuple[datetime, int, Path]] = []
        self._order = count()
        first, days = self.first - timedelta(days=60), HISTORY_DAYS + AHEAD_DAYS
        every_day = (first + timedelta(days=n) for n in range(days))
        self.working_days = [day for day in every_day if is_working_day(day)]
        self._next_working_day = _next_by_day(self.working_days)

    @property
    def day(self) -> date:
        """The day it is now in the history."""
        return self.now.date()

    def begin(self, path: Path, day: date) -> None:
        """The path is taken up on the day for the first time."""
        heappush(self._waiting, (self._office_hour(day), next(self._order), path))

    def run(self, passed: Callable[[float], None]) -> None:
        """Every path has gone on until it was done or the history reached its last evening.

        passed: told which share of all days lies behind, now and then.
        """
        last, told = datetime.combine(self.today, time(0)), self.first
        while self._waiting and self._waiting[0][0] < last:
            at, _order, path = heappop(self._waiting)
            self.now = at
            if (self.day - told).days >= 14:
                told = self.day
                passed((told - self.first).days / HISTORY_DAYS)
            wanted = next(path, None)
            if wanted is not None:
                heappush(self._waiting, (max(wanted, at + timedelta(minutes=1)), next(self._order), path))

    def moment(self, day: date) -> datetime:
        """A moment in office hours on the day, or on the working day after it; always later than now."""
        wanted = self._office_hour(self._next_working_day[max(day, self.day)])
        return wanted if wanted > self.now else self.now + timedelta(minutes=self.rng.randint(2, 25))

    def in_days(self, least: int, most: int) -> datetime:
        """A moment so many calendar days from now, on a working day."""
        return self.moment(self.day + timedelta(days=self.rng.randint(least, most)))

    def in_working_days(self, least: int, most: int) -> datetime:
        """A moment so many working days from now."""
        return self.moment(self.working_day(self.day, self.rng.randint(least, most)))

    def working_day(self, start: date, days: int) -> date:
        """The working day that is `days` after `start`, which is not counted (before it, when negative)."""
        step = 1 if days >= 0 else -1
        day, left = start, abs(days)
        while left:
            day += timedelta(days=step)
            if self._next_working_day[day] == day:
                left -= 1
        return day

    def back(self, days: int) -> date:
        """The working day that is `days` before today; below one, from today on."""
        return self.working_day(self.today, -days) if days else self._next_working_day[self.today]

    def on_or_after(self, day: date) -> date:
        """The day itself when offices are open, else the next working day."""
        return self._next_working_day[day]

    def _office_hour(self, day: date) -> datetime:
        minutes = self.rng.randrange(OFFICE_MINUTES)
        return datetime.combine(day, time(8)) + timedelta(minutes=minutes, seconds=self.rng.randrange(60))


def instant(moment: datetime) -> datetime:
    """The local moment as an instant in UTC."""
    return moment.replace(tzinfo=HELSINKI).astimezone(UTC)


def _next_by_day(working_days: list[date]) -> dict[date, date]:
    """For each day from the first to the last working day: itself or the working day that follows."""
    following: dict[date, date] = {}
    for earlier, later in pairwise(working_days):
        following[earlier] = earlier
        day = earlier + timedelta(days=1)
        while day < later:
            following[day] = later
            day += timedelta(days=1)
    return following
