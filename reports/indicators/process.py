"""Process indicators of people's way: how soon and with what choice the service does its part (P1-P5, P9).

Every function takes frames cut to the period's last day (`Frames.as_of`) and answers with the cohort: one
row for each participation or placement that counts. Definitions: indicators.md, version 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from programmes.participants.promise import OFFER_DAYS
from reports.frames import Frames, participation_status, returned_by, within
from reports.indicators.days import ran
from reports.periods import Period

if TYPE_CHECKING:
    import pandas as pd

PLAN_DAYS = 14
START_DAYS = 120
ENOUGH_ALTERNATIVES = 2
WAITS_FOR_OFFER = ("referred", "waiting", "active")


def plan_in_time(frames: Frames, period: Period) -> pd.DataFrame:
    """P1: participations whose 14 days ran out in the period; counted: a plan made by then."""
    return _done_in_time(frames, period, PLAN_DAYS, frames.participations.plan_made_on)


def offer_in_time(frames: Frames, period: Period) -> pd.DataFrame:
    """P3: participations whose 90 days ran out in the period; counted: an offer by then."""
    return _done_in_time(frames, period, OFFER_DAYS, frames.first_offered_on)


def start_in_time(frames: Frames, period: Period) -> pd.DataFrame:
    """P9: participations whose 120 days ran out in the period; counted: a placement had started by then."""
    starts_on = frames.placements.starts_on.where(ran(frames.placements))
    return _done_in_time(frames, period, START_DAYS, frames.first_of(starts_on))


def days_to_first_offer(frames: Frames, period: Period) -> pd.DataFrame:
    """P2: participations referred in the period, not returned; `days` to the first offer.

    `reached` is False for those censored: on the data day, on withdrawal or at the end, whichever came first.
    """
    import numpy as np
    import pandas as pd

    rows = frames.participations
    data_day = pd.Timestamp(period.end)
    included = within(rows.referred_on, period) & ~returned_by(rows, data_day)
    rows = rows[included]
    offered_on = frames.first_offered_on[included]
    last_known = np.minimum(rows.withdrawn_on.fillna(data_day), rows.ended_on.fillna(data_day))
    reached = offered_on <= last_known
    days = (offered_on.where(reached, last_known) - rows.referred_on).dt.days
    return pd.DataFrame(
        {"participation_id": rows.index, "days": days.to_numpy(), "reached": reached.to_numpy()}
    )


def choice_at_first_offer(frames: Frames, period: Period) -> pd.DataFrame:
    """P4: participations whose first offer is in the period; counted: two or more alternatives shown.

    Empty counts as none.
    """
    most = alternatives_at_first_offer(frames, period)
    return _marked(most.index, most.fillna(0) >= ENOUGH_ALTERNATIVES)


def alternatives_at_first_offer(frames: Frames, period: Period) -> pd.Series:
    """How many alternatives were shown to each whose first offer is in the period; NaN where none is told.

    Of several offers on that first day the largest `alternatives_shown` counts.
    """
    first_on = frames.first_offered_on
    first_on = first_on[within(first_on, period)]
    placements = frames.placements
    on_first_day = placements.offered_on == first_on.reindex(placements.participation_id).to_numpy()
    shown = placements[on_first_day]
    return shown.alternatives_shown.astype(float).groupby(shown.participation_id).max()


def running_placements(frames: Frames, period: Period) -> pd.DataFrame:
    """P5: placements running on the period's last day; counted: paid ones (an employment relationship)."""
    import pandas as pd

    placements = frames.placements
    data_day = pd.Timestamp(period.end)
    running = (
        ran(placements)
        & (placements.starts_on <= data_day)
        & (placements.ended_on.isna() | (placements.ended_on >= data_day))
    )
    placements = placements[running]
    return _marked(placements.participation_id, placements.paid.astype(bool)).assign(
        programme_type=placements.programme_type.array
    )


@dataclass(frozen=True)
class Waiting:
    """How many wait for their first offer at the end of a day, and how many of them for over 90 days."""

    count: int
    late: int


def waiting_for_first_offer(frames: Frames, day: date) -> Waiting:
    """Those referred, accepted or active on `day` who have had no offer; who is on hold does not wait."""
    waiting = _waits_for_first_offer(frames, day)
    return Waiting(int(waiting.sum()), int(late_for_first_offer(frames, day).sum()))


def late_for_first_offer(frames: Frames, day: date) -> pd.Series:
    """True for each participation that waits on `day` for a first offer, for over 90 days."""
    import pandas as pd

    due_on = frames.participations.referred_on + pd.Timedelta(days=OFFER_DAYS)
    return _waits_for_first_offer(frames, day) & (due_on < pd.Timestamp(day))


def _waits_for_first_offer(frames: Frames, day: date) -> pd.Series:
    return participation_status(frames, day).isin(WAITS_FOR_OFFER) & frames.first_offered_on.isna()


def withdrawn_without_offer(frames: Frames, period: Period) -> int:
    """How many, due in the period, had withdrawn by their due day without an offer: told beside P3."""
    import pandas as pd

    rows = frames.participations
    due_on = rows.referred_on + pd.Timedelta(days=OFFER_DAYS)
    offered = frames.first_offered_on <= due_on
    return int((within(due_on, period) & (rows.withdrawn_on <= due_on) & ~offered).sum())


def _done_in_time(frames: Frames, period: Period, days: int, done_on: pd.Series) -> pd.DataFrame:
    """Those due in the period, less those who had left by their due day with nothing done."""
    import pandas as pd

    rows = frames.participations
    due_on = rows.referred_on + pd.Timedelta(days=days)
    in_time = done_on <= due_on
    left = returned_by(rows, due_on) | (rows.withdrawn_on <= due_on)
    included = within(due_on, period) & (in_time | ~left)
    return _marked(rows.index[included], in_time[included]).assign(due_on=due_on[included].to_numpy())


def _marked(participation_ids: pd.Index | pd.Series, counted: pd.Series) -> pd.DataFrame:
    """A cohort in which nothing is unknown."""
    import pandas as pd

    return pd.DataFrame(
        {
            "participation_id": participation_ids.to_numpy(),
            "counted": counted.to_numpy(bool),
            "unknown": False,
        }
    )
