"""Outcome indicators (O1-O4, O6, O8) and the daily duty that nobody waits unseen (W1).

Every function takes frames cut to the period's last day (`Frames.as_of`) and answers with the cohort: one
row for each participation that counts. Definitions: indicators.md, version 1.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from reports.frames import Frames, participation_status, within
from reports.groups import add_months
from reports.indicators.days import ran
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
IN_WORK_LATER = ("employed", "self_employed")
NOT_TOLD = ("", "unknown", "not_reached")
MONTHS_AFTER = 6
STILL_OUT = ("", "unemployed", "inactive", "unknown")
CARED_FOR = ("waiting", "active", "on_hold")
NEXT_STEP_DAYS = 30


def in_work_at_end(frames: Frames, period: Period) -> pd.DataFrame:
    """O1: participations that ended in the period; counted: those in work, own business included."""
    return _ended_with(frames, period, "exit_status", IN_WORK)


def lasting_solution(frames: Frames, period: Period) -> pd.DataFrame:
    """O3: participations that ended in the period; counted: those with a lasting solution."""
    return _ended_with(frames, period, "exit_class", LASTING_SOLUTIONS)


def in_work_half_a_year_later(frames: Frames, period: Period) -> pd.DataFrame:
    """O2: participations whose six months from the end ran out in the period; counted: in work, they say.

    Unknown: without an answer, not reached, or an answer that tells nothing.
    """
    import pandas as pd

    rows = frames.participations
    included = rows.index[within(add_months(rows.ended_on, MONTHS_AFTER), period)]
    answers = frames.follow_ups[frames.follow_ups.months == MONTHS_AFTER]
    told = answers.set_index("participation_id").status.astype(object).reindex(included).fillna("")
    return pd.DataFrame(
        {
            "participation_id": included,
            "counted": told.isin(IN_WORK_LATER).to_numpy(),
            "unknown": told.isin(NOT_TOLD).to_numpy(),
        }
    )


def unemployment_broken(frames: Frames, period: Period) -> pd.DataFrame:
    """O4: participations referred in the period and unemployed then; counted: with a change out of it since.

    A change counts after the referral day and up to the last day. None is a failure, and not an unknown.
    """
    import pandas as pd

    rows = frames.participations
    rows = rows[within(rows.referred_on, period) & (rows.labour_status_at_referral == "unemployed")]
    changes = frames.status_changes[~frames.status_changes.status.isin(STILL_OUT)]
    referred_on = rows.referred_on.reindex(changes.participation_id).to_numpy()
    since = changes[changes.on.to_numpy() > referred_on]
    return pd.DataFrame(
        {"participation_id": rows.index, "counted": rows.index.isin(since.participation_id), "unknown": False}
    )


def experiences(frames: Frames, period: Period) -> pd.DataFrame:
    """O6: what people said in the period of how it went, 0-10, by the municipality that it is about."""
    rows = frames.feedback
    rows = rows[(rows.kind == "experience") & within(rows.given_on, period)]
    return rows[["municipality", "score"]]


def broken_off(frames: Frames, period: Period) -> pd.DataFrame:
    """O8: placements that ran and ended in the period; counted: those that ended early. Lower is better.

    `end_kind`: how each ended, "" where it is not known.
    """
    rows = frames.placements
    rows = rows[ran(rows) & within(rows.ended_on, period)]
    kind = rows.end_kind.astype(str)
    return rows[["participation_id", "programme_type", "end_kind"]].assign(
        counted=kind.str.startswith("early_"), unknown=kind == ""
    )


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
