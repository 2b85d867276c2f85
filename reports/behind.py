"""The people behind a figure: whom it counts, whom it does not, for those whose duty it is to see to them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from reports.frames import Frames
from reports.groups import group_of_participations
from reports.indicators import INDICATORS
from reports.indicators.measures import euros
from reports.periods import Period

if TYPE_CHECKING:
    import pandas as pd


class Which(StrEnum):
    """Which of those in the count are asked for."""

    ALL = "all"
    COUNTED = "counted"
    OTHERS = "others"
    UNKNOWN = "unknown"


def has_people(indicator: str) -> bool:
    """Whether people stand behind the figure: not places, not what was told, and never anybody's euros."""
    line = INDICATORS[indicator]
    return "gender" in line.breakdowns and line.in_all and line.measure is not euros


def people_behind(
    frames: Frames, indicator: str, period: Period, which: Which, group: tuple[str, str] | None = None
) -> list[int]:
    """The numbers of the participations in the count, each once, in order. `group`: breakdown and code."""
    known = frames.as_of(period.end)
    cohort = INDICATORS[indicator].cohort(known, period)
    rows = cohort[_marks(cohort, which)]
    if group is not None:
        by, code = group
        groups = rows[by] if by in rows else group_of_participations(known, by).loc[rows.participation_id]
        rows = rows[(groups == code).to_numpy()]
    return sorted(set(rows.participation_id.tolist()))


def _marks(cohort: pd.DataFrame, which: Which) -> pd.Series:
    """True for the rows asked for; of a wait, those who have come to its end are counted."""
    counted = cohort["reached" if "reached" in cohort else "counted"].astype(bool)
    unknown = cohort.unknown.astype(bool) if "unknown" in cohort else counted & False
    marks = {
        Which.ALL: counted | True,
        Which.COUNTED: counted,
        Which.OTHERS: ~counted & ~unknown,
        Which.UNKNOWN: unknown,
    }
    return marks[which]
