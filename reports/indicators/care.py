"""Process indicators of care: long unpaid times, adjustments, protection of rights (P6-P8).

Every function takes frames cut to the period's last day. Definitions: indicators.md, version 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.frames import Frames, within
from reports.indicators.days import stretches, within_period
from reports.periods import Period

if TYPE_CHECKING:
    import pandas as pd

MOST_UNPAID_DAYS = 180
REVIEWED_WITHIN_DAYS = 90
ADJUSTED_WITHIN_DAYS = 30
ANSWERED_WITHIN_DAYS = 14
COMPLAINTS = ("complaint", "correction_request")
TAKEN_BACK = "taken_back"


def long_unpaid_without_review(frames: Frames, period: Period) -> pd.DataFrame:
    """P6: participations with a day of an unpaid placement in the period. Lower is better.

    Counted: over 180 unpaid days of all time, and no review of any of their placements in the 90 days that
    end on the last day.
    """
    import pandas as pd

    rows = stretches(frames, period, paid=False)
    days = ((rows["last"] - rows["first"]).dt.days + 1).groupby(rows.participation_id).sum()
    data_day = pd.Timestamp(period.end)
    since = data_day - pd.Timedelta(days=REVIEWED_WITHIN_DAYS - 1)
    reviews = frames.reviews
    reviewed = reviews[reviews.held_on.between(since, data_day)].participation_id
    included = pd.Index(within_period(rows, period).participation_id.unique())
    long = days.reindex(included).to_numpy() > MOST_UNPAID_DAYS
    return pd.DataFrame(
        {"participation_id": included, "counted": long & ~included.isin(reviewed), "unknown": False}
    )


def adjustments_in_time(frames: Frames, period: Period) -> pd.DataFrame:
    """P7: adjustments whose 30 days from the request ran out in the period; counted: done by then."""
    import pandas as pd

    rows = frames.adjustments
    due_on = rows.requested_on + pd.Timedelta(days=ADJUSTED_WITHIN_DAYS)
    included = within(due_on, period)
    return pd.DataFrame(
        {
            "participation_id": rows.participation_id[included].to_numpy(),
            "counted": (rows.done_on <= due_on)[included].to_numpy(),
            "unknown": False,
            "due_on": due_on[included].to_numpy(),
        }
    )


def answered_in_time(frames: Frames, period: Period) -> pd.DataFrame:
    """P8: complaints and wishes to put data right whose 14 days ran out in the period; counted: answered.

    By the municipality that they are about, by every door they come: of the service itself, of the person's
    own page, of another system. A wish that was taken back by that day waits for no answer and is left out.
    """
    import pandas as pd

    imported = frames.feedback[frames.feedback.kind.isin(COMPLAINTS)].rename(
        columns={"given_on": "received_on"}
    )
    wishes = frames.corrections
    taken_back_on = wishes.answered_on.where(wishes.status == TAKEN_BACK)
    doors = [
        imported.assign(taken_back_on=None),
        frames.complaints.assign(taken_back_on=None),
        wishes.assign(
            taken_back_on=taken_back_on, answered_on=wishes.answered_on.where(taken_back_on.isna())
        ),
    ]
    names = ["municipality", "received_on", "answered_on", "taken_back_on"]
    rows = pd.concat(
        [door[names].astype({"municipality": object, "taken_back_on": "datetime64[s]"}) for door in doors],
        ignore_index=True,
    )
    due_on = rows.received_on + pd.Timedelta(days=ANSWERED_WITHIN_DAYS)
    included = within(due_on, period) & ~(rows.taken_back_on <= due_on)
    return pd.DataFrame(
        {
            "municipality": pd.Categorical(rows.municipality[included]),
            "counted": (rows.answered_on <= due_on)[included].to_numpy(),
            "unknown": False,
            "due_on": due_on[included].to_numpy(),
        }
    )
