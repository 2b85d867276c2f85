"""EURA 2021 beside the ESF+ table: whose start and exit data are asked for, given, refused, missing or late.

The people give their data in EURA themselves; here stands only how far it is. When data are due, and counted
from which day, is said in `programmes.participants.eura`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from programmes.participants.eura import WITHIN
from reports.frames import Frames, within
from reports.periods import Period
from reports.tables.esf import people_of
from reports.tables.grouping import codes_of, codes_with_a_row

if TYPE_CHECKING:
    import pandas as pd

START, EXIT = "start", "exit"
DONE, REFUSED, ASKED = "done", "refused", "asked"


@dataclass(frozen=True)
class EuraCount:
    """Of those who entered (start) or left (exit) in the period: how far their data were on its last day.

    asked: asked for, and neither given nor refused. missing: nobody has asked. late: of these two, those
    whose due day has passed. difference: people in the ESF+ table whose data are not in EURA.
    """

    kind: str
    town: str | None
    people: int
    asked: int
    done: int
    refused: int
    missing: int
    late: int

    @property
    def difference(self) -> int:
        """How many more the ESF+ table counts than EURA can."""
        return self.people - self.done


def count_eura(frames: Frames, period: Period) -> list[EuraCount]:
    """For start and for exit data: first everyone, then each municipality."""
    known = frames.as_of(period.end)
    people = people_of(known, period)
    entered = people[within(people.entered_on, period)]
    left = people[within(people.left_on, period)]
    return [
        *_counts(known, period, START, entered.index.to_series(), entered.entered_on),
        *_counts(known, period, EXIT, left["last"].astype(entered.index.dtype), left.left_on),
    ]


def _counts(
    known: Frames, period: Period, kind: str, participations: pd.Series, since: pd.Series
) -> list[EuraCount]:
    """participations: by which each one entered or left; since: the day that the due day is counted from."""
    import pandas as pd

    records = known.eura_records
    own = records[records.kind == kind].set_index("participation_id").state.astype(object)
    state = participations.map(own).astype(object).fillna("").tolist()
    overdue = (since + WITHIN[kind] < pd.Timestamp(period.end)).tolist()
    towns = codes_of(known, participations.index, "municipality")
    rows = list(zip(state, overdue, towns, strict=True))
    codes = codes_with_a_row(known, "municipality", {*towns})
    return [
        _count(kind, None, [(how_far, late) for how_far, late, _town in rows]),
        *(_count(kind, code, [(far, late) for far, late, town in rows if town == code]) for code in codes),
    ]


def _count(kind: str, town: str | None, rows: list[tuple[str, bool]]) -> EuraCount:
    states = [how_far for how_far, _overdue in rows]
    late = sum(overdue for how_far, overdue in rows if how_far not in (DONE, REFUSED))
    asked, done, refused, missing = (states.count(each) for each in (ASKED, DONE, REFUSED, ""))
    return EuraCount(kind, town, len(rows), asked, done, refused, missing, late)
