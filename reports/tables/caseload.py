"""The people of the service on one day: by municipality and by service area, and who waits unseen.

Never by worker: no figure is of one (indicators.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.frames import Frames, participation_status
from reports.groups import group_of_participations
from reports.indicators import INDICATORS
from reports.indicators.process import late_for_first_offer
from reports.periods import Period
from reports.tables.grouping import codes_with_a_row

if TYPE_CHECKING:
    import pandas as pd

STATES = ("referred", "waiting", "active", "on_hold")
LATE, STEPLESS = "late", "stepless"
COUNTED = (*STATES, "people", LATE, STEPLESS)
UNSEEN = "W1"


@dataclass(frozen=True)
class CaseloadLine:
    """The people of one group, or of all where `by` is None, in each state, and who waits unseen."""

    by: str | None
    group: str | None
    counts: tuple[tuple[str, int], ...]

    def count(self, what: str) -> int:
        """How many; `what` is one of `COUNTED`."""
        return dict(self.counts)[what]


def count_caseload(frames: Frames, period: Period, breakdowns: Sequence[str]) -> list[CaseloadLine]:
    """First everyone, then the groups of each breakdown, as it is at the end of the period's last day."""
    import pandas as pd

    known = frames.as_of(period.end)
    status = participation_status(known, period.end)
    marks = pd.DataFrame({state: status == state for state in STATES})
    marks["people"] = status.isin(STATES)
    marks[LATE] = late_for_first_offer(known, period.end)
    unseen = INDICATORS[UNSEEN].cohort(known, period)
    marks[STEPLESS] = marks.index.isin(unseen.participation_id[unseen.counted])
    return [
        _line(None, None, marks),
        *(line for by in breakdowns for line in _by(known, by, marks)),
    ]


def _by(known: Frames, by: str, marks: pd.DataFrame) -> list[CaseloadLine]:
    groups = group_of_participations(known, by).astype(object)
    seen = set(groups[marks.people])
    return [_line(by, code, marks[groups == code]) for code in codes_with_a_row(known, by, seen)]


def _line(by: str | None, group: str | None, marks: pd.DataFrame) -> CaseloadLine:
    return CaseloadLine(by, group, tuple((what, int(marks[what].sum())) for what in COUNTED))
