"""Money: what was spent by month and kind, and what a start in a place and a success cost.

A month is known when every kind that is in use then is entered; a cost is counted over whole months that are
all known, and over five people or more (decision 190).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from areas.periods import end_of_month, months_within
from areas.selectors import SpendingKind
from reports.few import FEWEST
from reports.figures import count_figures
from reports.frames import Frames
from reports.indicators.days import starts_in_places
from reports.models import FundingRow
from reports.money import Shares, Spent
from reports.periods import Period
from reports.tables.words import FEW, NONE, NOT_ALL_ENTERED, NOT_WHOLE

STARTS, SUCCESSES = "starts", ("O1", "O3")


@dataclass(frozen=True)
class Month:
    """What is entered of a month, by kind; missing: the kinds in use then that are not entered."""

    month: date
    euros: Mapping[str, Decimal]
    missing: Sequence[str]

    @property
    def total(self) -> Decimal | None:
        """All kinds together; None until every one is entered."""
        return None if self.missing else sum(self.euros.values(), Decimal(0))


@dataclass(frozen=True)
class Cost:
    """Spending divided by how many there were. value: euros for each; None for the reason in `missing`."""

    of: str
    k: int
    value: float | None
    missing: str = ""


@dataclass(frozen=True)
class Money:
    """The report. months: those that the period touches; whole: whether it is made of whole months."""

    months: Sequence[Month]
    kinds: Sequence[SpendingKind]
    whole: bool
    costs: Sequence[Cost]
    rows: Sequence[tuple[FundingRow, Shares | None]]

    @property
    def total(self) -> Decimal | None:
        """Spent in the period; None while a month is not known, or where one is not whole."""
        return total_of(self.months) if self.whole else None

    def within(self, row: FundingRow) -> Decimal | None:
        """Spent in the period's months that lie in the days of the row; None where one is not known."""
        own = self._own(row)
        return total_of(own) if self.whole and own else None

    def touches(self, row: FundingRow) -> bool:
        """Whether a month of the period lies in the days of the row."""
        return bool(self._own(row))

    def _own(self, row: FundingRow) -> list[Month]:
        return [one for one in self.months if row.valid_from <= one.month <= row.valid_until]


def is_whole(period: Period) -> bool:
    """Whether the period begins and ends with a month."""
    return period.start.day == 1 and period.end == end_of_month(period.end)


def total_of(months: Sequence[Month]) -> Decimal | None:
    """The months together; None while one of them is not known."""
    totals = [one.total for one in months]
    return None if None in totals else sum((total for total in totals if total is not None), Decimal(0))


def month_of(month: date, spent: Spent, kinds: Sequence[SpendingKind]) -> Month:
    """What is entered of the month, and which of the kinds that were in use then is not."""
    entered = {kind.code: spent[month, kind.code] for kind in kinds if (month, kind.code) in spent}
    missing = [kind.code for kind in kinds if in_use(kind, month) and kind.code not in entered]
    return Month(month, entered, missing)


def in_use(kind: SpendingKind, month: date) -> bool:
    """Whether money is spent on things of the kind in the month."""
    first, last = kind.valid_from or date.min, kind.valid_until or date.max
    return first <= end_of_month(month) and month <= last


def count_divisors(frames: Frames, period: Period) -> dict[str, int]:
    """How many began in a place, and how many O1 and O3 count as a success, in the period."""
    counted = count_figures(frames, period, indicators=SUCCESSES, breakdowns=[None])
    starts = len(starts_in_places(frames.as_of(period.end), period))
    return {STARTS: starts, **{each.indicator: each.k or 0 for each in counted}}


def count_money(
    period: Period,
    spent: Spent,
    kinds: Sequence[SpendingKind],
    divisors: Mapping[str, int],
    rows: Sequence[tuple[FundingRow, Shares | None]],
) -> Money:
    """The report of the period, from what was entered and how many there were."""
    months = [month_of(month, spent, kinds) for month in months_within(period.start, period.end)]
    whole = is_whole(period)
    total = total_of(months)
    known, unknown = (total, NOT_ALL_ENTERED) if whole else (None, NOT_WHOLE)
    costs = [_cost(of, k, known, unknown) for of, k in divisors.items()]
    return Money(months, kinds, whole, costs, rows)


def _cost(of: str, k: int, total: Decimal | None, unknown: str) -> Cost:
    if total is None:
        return Cost(of, k, None, unknown)
    if k == 0:
        return Cost(of, k, None, NONE)
    return Cost(of, k, None, FEW) if k < FEWEST else Cost(of, k, float(Fraction(total) / k))
