"""The way from a referral to a place: how many come how far, where the others are, and why they left."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reports.frames import Frames, participation_status, within
from reports.indicators.days import ran
from reports.periods import Period

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


class Step(StrEnum):
    """The steps of the way, each after the one before it."""

    REFERRED = "referred"
    ACCEPTED = "accepted"
    OFFERED = "offered"
    WANTED = "wanted"
    AGREED = "agreed"
    STARTED = "started"


class Gone(StrEnum):
    """How somebody left at a step, or that they are still on the way from it."""

    STILL = "still"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


@dataclass(frozen=True)
class Reached:
    """How many came to the step at least; of those who came no further, where they are now."""

    step: Step
    count: int
    no_further: dict[Gone, int]


@dataclass(frozen=True)
class Way:
    """The way of everyone referred in a period, as it is known on its last day.

    reasons: of those who were returned or withdrew, how many for which reason (its number; None: none was
    told), the most frequent first. outcomes: of those who started in a place and have ended, how many with
    which class of solution ("" where it is not known).
    """

    steps: tuple[Reached, ...]
    reasons: tuple[tuple[int | None, int], ...]
    outcomes: tuple[tuple[str, int], ...]

    @property
    def referred(self) -> int:
        """How many were referred."""
        return self.steps[0].count


def count_way(frames: Frames, period: Period) -> Way:
    """The way of the participations referred in the period, from frames that reach to its last day at least.

    Who has come to a later step has been at each before it, whatever days are missing between.
    """
    known = frames.as_of(period.end)
    rows = known.participations[within(known.participations.referred_on, period)]
    furthest = _furthest(known, period).loc[rows.index].to_numpy()
    gone = _gone(known, period).loc[rows.index].to_numpy()
    steps = tuple(
        Reached(
            step,
            int((furthest >= number).sum()),
            {how: int(((furthest == number) & (gone == how)).sum()) for how in Gone},
        )
        for number, step in enumerate(Step)
    )
    left = rows[(gone == Gone.RETURNED) | (gone == Gone.WITHDRAWN)]
    ended = rows[(gone == Gone.ENDED) & (furthest == len(Step) - 1)]
    return Way(steps, _by_number(left.reason), tuple(Counter(map(str, ended.exit_class)).most_common()))


def _furthest(frames: Frames, period: Period) -> pd.Series:
    """The number of the furthest step that each participation has come to by the last day."""
    import pandas as pd

    places, people = frames.placements, frames.participations
    begun = ran(places) & (places.starts_on <= pd.Timestamp(period.end))
    reached = {
        Step.ACCEPTED: people.index[people.accepted_on.notna() | people.started_on.notna()],
        Step.OFFERED: places.participation_id,
        Step.WANTED: places.participation_id[places.wanted_on.notna() | places.accepted_on.notna()],
        Step.AGREED: places.participation_id[places.agreed_on.notna()],
        Step.STARTED: places.participation_id[begun],
    }
    furthest = pd.Series(0, index=people.index)
    for number, step in enumerate(Step):
        if step in reached:
            furthest[people.index.isin(reached[step])] = number
    return furthest


def _gone(frames: Frames, period: Period) -> pd.Series:
    """How each participation has left by the last day, `STILL` where it has not."""
    status = participation_status(frames, period.end)
    return status.where(status.isin([Gone.RETURNED, Gone.WITHDRAWN, Gone.ENDED]), Gone.STILL)


def _by_number(reasons: pd.Series) -> tuple[tuple[int | None, int], ...]:
    numbers: np.ndarray = reasons.to_numpy(float)
    told = Counter(None if number != number else int(number) for number in numbers.tolist())
    return tuple(told.most_common())
