"""Outcome indicators (O1, O3) and the daily duty that nobody waits unseen (W1).

Every function takes frames cut to the period's last day (`Frames.as_of`) and answers with the cohort: one
row for each participation that counts. Definitions: indicators.md, version 1.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from reports.frames import Frames, participation_status, within
from reports.periods import Period

if TYPE_CHECKING:
    import pandas as pd

IN_WORK = ("employed_open", "employed_subsidised", "self_employed")
LASTING_SOLUTIONS = (
    "open_job",
    "degree_study",
    "vocational_rehabilitation_assessment",
    "rehabilitation_benefit",
    "employment_promoting_rehabilitation",
    "pension",
)
NOT_KNOWN = ("", "unknown")
CARED_FOR = ("waiting", "active", "on_hold")
NEXT_STEP_DAYS = 30


def in_work_at_end(frames: Frames, period: Period) -> pd.DataFrame:
    """O1: participations that ended in the period; counted: those in work, own business included."""
    return _ended_with(frames, period, "exit_status", IN_WORK)


def lasting_solution(frames: Frames, period: Period) -> pd.DataFrame:
    """O3: participations that ended in the period; counted: those with a lasting solution."""
    return _ended_with(frames, period, "exit_class", LASTING_SOLUTIONS)


def next_step_missing(frames: Frames, period: Period) -> pd.DataFrame:
    """W1: participations in care on the last day; counted: those without a next step within 30 days.

    An open next step counts when its due day lies from that day to 30 days after it. Lower is better.
    """
    import pandas as pd

    data_day = pd.Timestamp(period.end)
    status = participation_status(frames, period.end)
    included = frames.participations.index[status.isin(CARED_FOR)]
    steps = frames.next_steps
    soon = steps.due_on.between(data_day, data_day + pd.Timedelta(days=NEXT_STEP_DAYS))
    seen_to = steps[steps.done_on.isna() & soon].participation_id
    return pd.DataFrame({"participation_id": included, "counted": ~included.isin(seen_to), "unknown": False})


def _ended_with(frames: Frames, period: Period, column: str, good: Collection[str]) -> pd.DataFrame:
    import pandas as pd

    rows = frames.participations
    rows = rows[within(rows.ended_on, period)]
    answer = rows[column].where(rows[column].notna(), "")
    return pd.DataFrame(
        {
            "participation_id": rows.index,
            "counted": answer.isin(good).to_numpy(),
            "unknown": answer.isin(NOT_KNOWN).to_numpy(),
        }
    )
