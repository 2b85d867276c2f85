"""De minimis aid: what one undertaking has been granted within any three years, day by day (decision 0115).

Commission Regulation (EU) 2023/2831, article 3: all that was granted to one undertaking in any period of
three years stays under the ceiling, and aid that would go over it is not granted in part. Aid counts from the
day on which it was granted, whenever it is paid and however much of it is used. Pure: no database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from areas.periods import after_months

DAY = timedelta(days=1)
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Grant:
    """Aid that was granted on a day, in euros."""

    on: date
    euros: Decimal


@dataclass(frozen=True)
class Ceiling:
    """The most that one undertaking is granted in any period of so many years, in euros."""

    euros: Decimal
    years: int

    def last_day(self, granted_on: date) -> date:
        """The last day on which aid of the day still counts: the same day so many years later.

        Counted as a time limit that runs from a named day: on that day both may still lie within three years
        of each other, by the hour. Of 29 February it is the last of the month.
        """
        return after_months(granted_on, 12 * self.years)

    def free_on(self, granted_on: date) -> date:
        """The day on which aid of the day has fallen out."""
        return self.last_day(granted_on) + DAY


def counted(grants: Iterable[Grant], day: date, ceiling: Ceiling) -> list[Grant]:
    """Those that count on the day, the oldest first."""
    found = [one for one in grants if one.on <= day <= ceiling.last_day(one.on)]
    return sorted(found, key=lambda one: one.on)


def sum_on(grants: Iterable[Grant], day: date, ceiling: Ceiling) -> Decimal:
    """What was granted in the period that ends on the day, in euros."""
    return sum((one.euros for one in counted(grants, day, ceiling)), NOTHING)


def room_on(grants: Collection[Grant], day: date, ceiling: Ceiling) -> Decimal:
    """The most that may be granted on the day, in euros, so that no period with the day in it goes over.

    Aid of a later day is looked at too: it may have been granted before this is asked. Below zero where the
    ceiling is passed already.
    """
    until = ceiling.last_day(day)
    ends = {day} | {one.on for one in grants if day < one.on <= until}
    return ceiling.euros - max(sum_on(grants, end, ceiling) for end in ends)


def day_of_room(grants: Collection[Grant], euros: Decimal, day: date, ceiling: Ceiling) -> date | None:
    """The first day from `day` on which aid of so much fits; None where it is over the ceiling by itself."""
    days = {day} | {ceiling.free_on(one.on) for one in grants}
    fits = (one for one in sorted(days) if one >= day and room_on(grants, one, ceiling) >= euros)
    return next(fits, None)
