"""Days in a place: which placements ran, on which days, and stretches of days that are counted once each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reports.frames import Frames, within
from reports.periods import Period

if TYPE_CHECKING:
    import pandas as pd


def ran(placements: pd.DataFrame) -> pd.Series:
    """True where the placement was agreed and not cancelled, in frames that are cut to the data day."""
    return placements.agreed_on.notna() & placements.cancelled_on.isna()


def starts_in_places(frames: Frames, period: Period) -> pd.DataFrame:
    """Placements that ran and whose first day lies in the period, from frames cut to the data day."""
    rows = frames.placements
    return rows.loc[ran(rows) & within(rows.starts_on, period), ["participation_id"]]


def stretches(frames: Frames, period: Period, *, paid: bool) -> pd.DataFrame:
    """The days of all time up to the data day on which somebody was in a paid, or an unpaid, placement.

    Rows of `participation_id`, `first` and `last`, both included: those of one participation do not overlap,
    so that each day stands once. A planned `ends_on` does not end a placement.
    """
    import pandas as pd

    placements = frames.placements
    data_day = pd.Timestamp(period.end)
    own = placements[ran(placements) & (placements.paid.astype(bool) == paid)]
    own = own[own.starts_on <= data_day]
    rows = pd.DataFrame(
        {
            "participation_id": own.participation_id.to_numpy(),
            "first": own.starts_on.to_numpy(),
            "last": own.ended_on.fillna(data_day).to_numpy(),
        }
    ).sort_values(["participation_id", "first", "last"], kind="stable", ignore_index=True)
    reached = rows.groupby("participation_id")["last"].cummax()
    before = reached.groupby(rows.participation_id).shift()
    rows["first"] = rows["first"].where(~(before >= rows["first"]), before + pd.Timedelta(days=1))
    return rows[rows["first"] <= rows["last"]].reset_index(drop=True)


def within_period(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The parts of the stretches that lie in the period."""
    first, last = not_before(rows["first"], period.start), not_after(rows["last"], period.end)
    return rows.assign(first=first, last=last)[first <= last]


def not_before(days: pd.Series, day: date) -> pd.Series:
    """Each day, or `day` where it is earlier."""
    import pandas as pd

    return days.where(days >= pd.Timestamp(day), pd.Timestamp(day))


def not_after(days: pd.Series, day: date) -> pd.Series:
    """Each day, or `day` where it is later."""
    import pandas as pd

    return days.where(days <= pd.Timestamp(day), pd.Timestamp(day))


def weekdays(first: pd.Series, last: pd.Series) -> pd.Series:
    """How many of the days from `first` to `last`, both included, are Monday to Friday, holidays too."""
    import numpy as np
    import pandas as pd

    begin = first.to_numpy().astype("datetime64[D]")
    end = last.to_numpy().astype("datetime64[D]") + 1
    return pd.Series(np.busday_count(begin, np.maximum(begin, end)), index=first.index)
