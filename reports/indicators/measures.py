"""Measures: from a cohort to n, k, unknown and value, in every group at once.

A cohort is a frame with one row for each one that counts: `participation_id` and what the measure reads.
`groups` is the number of each row's group, 0 to `size` - 1; the answer has one summary per group, also
where n is 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from reports.indicators.benefit import UNITS_A_EURO
from reports.waiting import falls

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

EQUALITY_LIMIT = Fraction(4, 5)
LEAST_OF_PROMOTER = 9
MOST_OF_DETRACTOR = 6
BELOW_LIMIT = "below_0.80"


@dataclass(frozen=True)
class Summary:
    """A figure with what it was counted from: `value` is None when n is 0, `k` where nothing is counted."""

    n: int
    k: int | None
    unknown: int
    value: float | None
    mean: float | None = None
    flag: str | None = None


def share(cohort: pd.DataFrame, groups: np.ndarray, size: int) -> list[Summary]:
    """Percent of the rows that are `counted`; the `unknown` ones stay in n and are told apart."""
    n, k, unknown = (
        _count(groups[mark], size)
        for mark in (slice(None), cohort.counted.to_numpy(), cohort.unknown.to_numpy())
    )
    return [
        Summary(in_all, part, not_known, 100 * part / in_all if in_all else None)
        for in_all, part, not_known in zip(n, k, unknown, strict=True)
    ]


def median_days(cohort: pd.DataFrame, groups: np.ndarray, size: int) -> list[Summary]:
    """Kaplan-Meier median of `days`, where `reached` is False for those censored on that day.

    The smallest t with S(t) <= 1/2, compared in whole numbers; those censored on day t are at risk on day t.
    The value is None when the curve never falls that low.
    """
    days, reached = cohort.days.to_numpy(), cohort.reached.to_numpy()
    return [
        Summary(int(own.sum()), None, 0, _kaplan_meier_median(days[own], reached[own]))
        for own in (groups == number for number in range(size))
    ]


def ratio_to_others(cohort: pd.DataFrame, groups: np.ndarray, size: int) -> list[Summary]:
    """The group's share divided by the share among everyone else, flagged when below 0.80."""
    n, k = _count(groups, size), _count(groups[cohort.counted.to_numpy()], size)
    return [_ratio(own_n, own_k, sum(n) - own_n, sum(k) - own_k) for own_n, own_k in zip(n, k, strict=True)]


def seats_for_need(cohort: pd.DataFrame, groups: np.ndarray, size: int) -> list[Summary]:
    """Free seats for each one in need: n are the rows of a `need`, the value is `free_seats` divided by n."""
    import numpy as np

    n = _count(groups[cohort.need.to_numpy(bool)], size)
    free = np.bincount(groups, weights=cohort.free_seats.to_numpy(), minlength=size)
    return [
        Summary(in_need, None, 0, float(seats) / in_need if in_need else None)
        for in_need, seats in zip(n, free, strict=True)
    ]


def promoters(cohort: pd.DataFrame, groups: np.ndarray, size: int) -> list[Summary]:
    """The net promoter score: percent of those who gave 9 or 10 less percent of those who gave 6 or less."""
    import numpy as np

    score = cohort.score.to_numpy()
    n, happy, unhappy = (
        _count(groups[mark], size)
        for mark in (slice(None), score >= LEAST_OF_PROMOTER, score <= MOST_OF_DETRACTOR)
    )
    total = np.bincount(groups, weights=score, minlength=size)
    return [
        Summary(count, None, 0, 100 * (up - down) / count, mean=float(points) / count)
        if count
        else Summary(0, None, 0, None)
        for count, up, down, points in zip(n, happy, unhappy, total, strict=True)
    ]


def euros(cohort: pd.DataFrame, groups: np.ndarray, size: int) -> list[Summary]:
    """The sum of `units` in euros; those who are `unknown` add nothing and stay in n."""
    import numpy as np

    n, unknown = _count(groups, size), _count(groups[cohort.unknown.to_numpy(bool)], size)
    units = np.zeros(size, np.int64)
    np.add.at(units, groups, cohort.units.to_numpy(np.int64))
    return [
        Summary(count, None, not_known, int(money) / UNITS_A_EURO if count else None)
        for count, not_known, money in zip(n, unknown, units, strict=True)
    ]


def _ratio(own_n: int, own_k: int, other_n: int, other_k: int) -> Summary:
    if own_n == 0 or other_n == 0 or other_k == 0:
        return Summary(own_n, None, 0, None)
    below = Fraction(own_k, own_n) < EQUALITY_LIMIT * Fraction(other_k, other_n)
    value = (own_k / own_n) / (other_k / other_n)
    return Summary(own_n, None, 0, value, flag=BELOW_LIMIT if below else None)


def _count(groups: np.ndarray, size: int) -> list[int]:
    import numpy as np

    return np.bincount(groups, minlength=size).tolist()


def _kaplan_meier_median(days: np.ndarray, reached: np.ndarray) -> float | None:
    surviving, of = 1, 1
    for day, at_risk, events in falls(days, reached):
        surviving *= at_risk - events
        of *= at_risk
        if 2 * surviving <= of:
            return float(day)
    return None
