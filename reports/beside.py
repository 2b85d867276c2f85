"""What is printed beside a figure (indicators.md): O8 by cause, and beside P3 what offers were like."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.frames import Frames, within
from reports.indicators.outcome import broken_off
from reports.indicators.process import withdrawn_without_offer
from reports.periods import Period

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

READS = ("said", "offers")
"""Tables that are read for it, beside those of the indicators."""


@dataclass(frozen=True)
class Cause:
    """How many of the placements of O8 ended in one way ("": not known), and how many a year before."""

    kind: str
    count: int
    before: int


@dataclass(frozen=True)
class OffersOutside:
    """The offers made in a period beside what the person has said of hours and travel.

    hours, travel: outside the one, the other; outside: either or both. unknown: neither could be compared.
    """

    n: int
    outside: int
    hours: int
    travel: int
    unknown: int

    @property
    def share(self) -> float | None:
        """Percent of all offers; None where there are none, or nothing could be compared."""
        return 100 * self.outside / self.n if self.n > self.unknown else None


@dataclass(frozen=True)
class Beside:
    """What is printed beside P3 and O8."""

    withdrawn_without_offer: int
    offers: OffersOutside
    ends: tuple[Cause, ...]


def count_beside(known: Frames, period: Period) -> Beside:
    """Counted from frames that are cut to the period's last day."""
    return Beside(
        withdrawn_without_offer(known, period), offers_outside(known, period), ends_by_cause(known, period)
    )


def ends_by_cause(known: Frames, period: Period) -> tuple[Cause, ...]:
    """The placements of O8 by how they ended, the most frequent first."""
    earlier = period.year_before()
    now = Counter(broken_off(known, period).end_kind.astype(str))
    before = Counter(broken_off(known.as_of(earlier.end), earlier).end_kind.astype(str))
    kinds = sorted({*now, *before}, key=lambda kind: (-now[kind], -before[kind], kind))
    return tuple(Cause(kind, now[kind], before[kind]) for kind in kinds)


def offers_outside(known: Frames, period: Period) -> OffersOutside:
    """The offers made in the period, by what the person and the place say now.

    Outside the hours: the least of the place are more than the person's most, or the other way round; an
    empty bound is never outside. Outside the travel: farther than the person has said, from the municipality
    on the referral day.
    """
    rows = known.offers
    rows = rows[within(rows.offered_on, period)]
    said = known.said.set_index("participation_id").reindex(rows.participation_id)
    hours, hours_known = _hours(rows, said)
    km = _kilometres(known, rows)
    travel = km > said.travel_km.to_numpy(float)
    could_compare = hours_known | ~_is_nan(km + said.travel_km.to_numpy(float))
    outside = hours | travel
    return OffersOutside(
        len(rows), int(outside.sum()), int(hours.sum()), int(travel.sum()), int((~could_compare).sum())
    )


def _hours(rows: pd.DataFrame, said: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """For each offer whether the hours of place and person lie apart, and whether any bounds were said."""
    least = rows.vacancy_least.fillna(rows.group_least).to_numpy(float)
    most = rows.vacancy_most.fillna(rows.group_most).to_numpy(float)
    own_least, own_most = said.hours_least.to_numpy(float), said.hours_most.to_numpy(float)
    apart = (least > own_most) | (most < own_least)
    return apart, ~_is_nan(least + own_most) | ~_is_nan(most + own_least)


def _kilometres(known: Frames, rows: pd.DataFrame) -> np.ndarray:
    """From the municipality on the referral day to that of each place; NaN where it is not known."""
    import numpy as np

    table = known.reference.distances
    homes = known.participations.municipality.astype(object).reindex(rows.participation_id)
    places = rows.vacancy_in.astype(object).where(rows.vacancy_in != "", rows.group_in.astype(object))
    pairs = zip(homes.tolist(), places.tolist(), strict=True)
    return np.array(
        [0.0 if home and home == place else table.get((home, place), np.nan) for home, place in pairs], float
    )


def _is_nan(values: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.isnan(values)
