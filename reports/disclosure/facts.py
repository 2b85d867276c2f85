"""What anybody may know of the figures before reading one: how they nest, add up and share their people.

Definitions: indicators.md. An indicator that is not named here counts people, adds up to nothing and shares
its people with no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reports.figures import Figure
from reports.frames import Reference
from reports.groups import UNKNOWN
from reports.periods import Period

# A count is hidden when it is 1 to 4, and is safe when it may as well be five others.
WIDTH = 5
# Municipalities and open places are no people, and both are on the public pages.
NOT_PEOPLE = frozenset({"S1", "S3"})
# Cohorts by due day, and feedback by its day: quarters add up to halves and years.
ADDING_UP = frozenset({"P1", "P3", "P4", "P7", "P8", "P9", "O1", "O3", "O6", "O8"})
# Amounts of which the quarters add up, though the people behind them are not told apart by quarter.
AMOUNTS = frozenset({"O7"})
# Counted on the period's last day alone: a half has the same figures as its last quarter.
ON_THE_LAST_DAY = frozenset({"S1", "S2", "S3", "P5", "W1"})
NEVER_UNKNOWN = frozenset({"S1", "S2", "S3", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"}) | {
    "O4", "O6", "W1",
}  # fmt: skip
SCORES = frozenset({"O6"})
TOP_SCORE = 10
# The same people asked two things: one n.
SAME_PEOPLE = (("O1", "O3"),)
# A ratio of two shares: what it tells and whose n it has is told by the other already.
RATIO, RATIO_OF = "O5", "P3"
# Amounts are looked at in hundreds of euros, so that one width holds for all.
EUROS_TOGETHER = 100

Row = tuple[str | None, str | None]
ALL: Row = (None, None)


@dataclass(frozen=True)
class Published:
    """An edition that anyone can read: its name in print, its period and its figures, hidden ones empty."""

    name: str
    period: Period
    figures: tuple[Figure, ...]


def row_of(figure: Figure) -> Row:
    """Which breakdown and group the figure is of."""
    return figure.by, figure.group


def families(indicators: Iterable[str]) -> list[tuple[str, ...]]:
    """The indicators of people, those of the same people together, without the ratio."""
    present = [each for each in dict.fromkeys(indicators) if each not in NOT_PEOPLE and each != RATIO]
    found: list[tuple[str, ...]] = []
    for indicator in present:
        together = next((pair for pair in SAME_PEOPLE if indicator in pair), (indicator,))
        family = tuple(each for each in together if each in present)
        if family not in found:
            found.append(family)
    return found


def totals(rows: Sequence[Row], reference: Reference) -> Iterator[tuple[Row, list[Row]]]:
    """Each row that is the sum of others, with those others."""
    breakdowns = list(dict.fromkeys(by for by, _group in rows if by is not None))
    known = set(rows)
    if ALL in known:
        for by in breakdowns:
            yield ALL, [row for row in rows if row[0] == by]
    towns = [row for row in rows if row[0] == "municipality"]
    if not towns:
        return
    for by in ("service_area", "remote"):
        places = group_of_towns(by, reference)
        for whole in (row for row in rows if row[0] == by):
            yield whole, [town for town in towns if places.get(str(town[1]), UNKNOWN) == whole[1]]


def group_of_towns(by: str, reference: Reference) -> dict[str, str]:
    """The service area of each municipality, or whether it is remote, by its code."""
    if by == "service_area":
        return {place.code: place.service_area for place in reference.municipalities}
    return {place.code: "yes" if place.remote else "no" for place in reference.municipalities}


def slices(indicator: str, period: Period, *, amount: bool = False) -> tuple[Period | date, ...]:
    """What the period is the sum of: its quarters, its last day, or nothing smaller than itself."""
    if indicator in ON_THE_LAST_DAY:
        return (period.end,)
    if (indicator in ADDING_UP) or (amount and indicator in AMOUNTS):
        quarters = [Period.named(f"{period.start.year}-Q{number}") for number in range(1, 5)]
        inside = tuple(each for each in quarters if period.start <= each.start and each.end <= period.end)
        return inside or (period,)
    return (period,)
