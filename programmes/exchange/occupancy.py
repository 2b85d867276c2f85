"""Who holds a seat from when to when, counted day by day (indicators.md, "Holding a seat")."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

DAY = timedelta(days=1)
LEFT_BY = ("cancelled_on", "refused_on", "declined_on", "released_on")


class Stay(NamedTuple):
    """A seat held by a person from a day through a day, `date.max` when no end is known."""

    first: date
    last: date
    person: int


def stay_of(days: Mapping[str, Any], person: int) -> Stay | None:
    """The seat that a placement with these days holds: from the yes, or the agreement, through its last day.

    One that was called off, refused, declined or released holds none from that day on.
    """
    first = days.get("accepted_on") or days.get("agreed_on")
    if first is None:
        return None
    left = [days[name] - DAY for name in LEFT_BY if days.get(name)]
    last = min([days.get("ended_on") or date.max, *left])
    return Stay(first, last, person) if first <= last else None


class SeatBook:
    """The seats of one vacancy or group: how many are held in each stretch of days between two changes."""

    def __init__(self, seats: int, stays: Iterable[Stay]) -> None:
        """stays: every stay that may be written down here, so that the stretches are known."""
        changes = {day for stay in stays for day in (stay.first, _after(stay.last))}
        self.seats = seats
        self.days = sorted(changes)
        self.held = [0] * len(self.days)
        self.by_person: dict[int, list[Stay]] = defaultdict(list)

    def add(self, stay: Stay) -> None:
        """The seat is held."""
        self._count(stay, 1)
        self.by_person[stay.person].append(stay)

    def remove(self, stay: Stay) -> None:
        """The seat is not held any more."""
        self._count(stay, -1)
        self.by_person[stay.person].remove(stay)

    def has_person(self, stay: Stay) -> bool:
        """Whether the same person holds a seat here on some day of the stay."""
        return any(
            other.first <= stay.last and stay.first <= other.last for other in self.by_person[stay.person]
        )

    def full_on(self, stay: Stay) -> date | None:
        """The first day of the stay on which every seat is held already."""
        begin, end = self._stretch(stay)
        return next((self.days[n] for n in range(begin, end) if self.held[n] >= self.seats), None)

    @property
    def most_held(self) -> int:
        """The seats held on the fullest day."""
        return max(self.held, default=0)

    def _stretch(self, stay: Stay) -> tuple[int, int]:
        return bisect_left(self.days, stay.first), bisect_left(self.days, _after(stay.last))

    def _count(self, stay: Stay, change: int) -> None:
        begin, end = self._stretch(stay)
        self.held[begin:end] = [held + change for held in self.held[begin:end]]


def _after(day: date) -> date:
    return day if day == date.max else day + DAY
