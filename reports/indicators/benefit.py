"""O7: what paid work may change in the municipalities' share of benefits, by dated parameters.

The figure is information only: it never decides anything about a person, and is told of five or more alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from reports.frames import Frames
from reports.indicators.days import not_after, not_before, stretches, weekdays, within_period
from reports.periods import Period

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


@dataclass(frozen=True)
class DailyBase:
    """Euros in hundredths that a benefit is worth a day, from a day on, and who said so."""

    valid_from: date
    cents: int
    source: str = ""


# Seen in public sources (facts.md, 2); the index is frozen until 2027.
DAILY_BASES: tuple[DailyBase, ...] = (
    DailyBase(date(2025, 1, 1), 3721, "a-kassa.fi; sttinfo.fi 71696995, 17.12.2025"),
)
# Percent of the benefit that the municipality pays: from so many days of benefit on. Not verified but for the
# first step (facts.md, 2).
STEPS_FROM, STEPS_SOURCE = date(2025, 1, 1), "387/2023; kela.fi 29.5.2024, 24.2.2025"
STEPS = ((0, 0), (101, 10), (201, 20), (301, 30), (401, 40), (701, 50))
UNITS_A_EURO = 100 * 100
LAST_DAY = date(2200, 1, 1)


def benefit_days_saved(frames: Frames, period: Period) -> pd.DataFrame:
    """O7: participations with a Monday to Friday of a paid placement in the period.

    `units`: ten-thousandths of a euro, in whole numbers so that the sum is exact; 0 where the days on a
    benefit at referral are `unknown`.
    """
    import pandas as pd

    paid = stretches(frames, period, paid=True)
    worked = within_period(paid, period)
    worked = worked[weekdays(worked["first"], worked["last"]) > 0]
    included = pd.Index(worked.participation_id.unique())
    people = frames.participations.loc[included]
    known = people.benefit_days_at_referral
    first_worked = _first_weekday(paid).reindex(included)
    until = pd.Series(first_worked.to_numpy(), index=people.index) - pd.Timedelta(days=1)
    accumulated = known + weekdays(people.referred_on, until)
    money = _cents_of(worked).groupby(worked.participation_id).sum().reindex(included)
    return pd.DataFrame(
        {
            "participation_id": included,
            "units": (money.to_numpy() * _share_of(accumulated)).astype("int64"),
            "unknown": known.isna().to_numpy(),
        }
    )


def _first_weekday(paid: pd.DataFrame) -> pd.Series:
    """For each participation its first Monday to Friday of all time in a paid placement."""
    import numpy as np
    import pandas as pd

    worked = paid[weekdays(paid["first"], paid["last"]) > 0]
    first = np.busday_offset(worked["first"].to_numpy().astype("datetime64[D]"), 0, roll="forward")
    return pd.Series(first.astype("datetime64[s]"), index=worked.index).groupby(worked.participation_id).min()


def _cents_of(worked: pd.DataFrame) -> pd.Series:
    """The benefit of the Mondays to Fridays of each stretch, in cents; nothing before the first base."""
    import pandas as pd

    last_days = [*(base.valid_from - timedelta(days=1) for base in DAILY_BASES[1:]), LAST_DAY]
    cents = pd.Series(0, index=worked.index)
    for base, until in zip(DAILY_BASES, last_days, strict=True):
        first, last = not_before(worked["first"], base.valid_from), not_after(worked["last"], until)
        cents += weekdays(first, last) * base.cents
    return cents


def _share_of(accumulated: pd.Series) -> np.ndarray:
    """The municipality's percent after so many days of benefit; none where they are not known."""
    import numpy as np

    days = accumulated.to_numpy(float)
    bounds = [(low <= days) & (days < high) for (low, _), (high, _) in pairwise((*STEPS, (np.inf, 0)))]
    return np.select(bounds, [percent for _days, percent in STEPS], 0)
