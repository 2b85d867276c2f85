"""What has changed between two days: each figure of the year that ended then and of the year that ends now.

The period begins on the day of the last board: "then" is the end of the day before. Both years are read as
they were known on their own last day, so that an answer of last week is no change of last year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from areas.periods import after_months
from reports.few import is_money
from reports.figures import Figure, GoalFact, count_figures
from reports.frames import Frames, within
from reports.indicators import HEADLINE
from reports.indicators.days import ran
from reports.indicators.process import Waiting, waiting_for_first_offer
from reports.periods import Period

if TYPE_CHECKING:
    import pandas as pd

FEWEST_TO_COMPARE = 20


@dataclass(frozen=True)
class Change:
    """A figure then and now."""

    then: Figure
    now: Figure

    @property
    def difference(self) -> float | None:
        """Now less then; None where one of the two is not known."""
        if self.now.value is None or self.then.value is None:
            return None
        return self.now.value - self.then.value

    @property
    def gain(self) -> float:
        """How much a share of enough people has changed, plus the good way; 0 where nothing can be said."""
        enough = min(self.now.n or 0, self.then.n or 0) >= FEWEST_TO_COMPARE
        if self.now.definition.unit != "percent" or not enough:
            return 0.0
        return (self.difference or 0.0) * (1 if self.now.definition.direction == "up" else -1)


@dataclass(frozen=True)
class Happened:
    """How often something came about in the period, and in as many days just before it."""

    what: str
    count: int
    before: int


@dataclass(frozen=True)
class Changes:
    """What has changed from one day to another."""

    then: date
    now: date
    everyone: tuple[Change, ...]
    municipalities: tuple[Change, ...]
    happened: tuple[Happened, ...]
    waited: Waiting
    waits: Waiting

    @property
    def headline(self) -> Change:
        """The headline of everyone."""
        return next(each for each in self.everyone if each.now.indicator == HEADLINE)


def count_changes(frames: Frames, period: Period, goals: Sequence[GoalFact]) -> Changes:
    """The changes over the period, from frames that reach to its last day at least."""
    then, now = period.start - timedelta(days=1), period.end
    everyone = _changes(frames, then, now, goals, None)
    return Changes(
        then,
        now,
        tuple(each for each in everyone if not is_money(each.now)),
        tuple(_changes(frames, then, now, goals, "municipality", [HEADLINE])),
        _happened(frames, period),
        waiting_for_first_offer(frames.as_of(then), then),
        waiting_for_first_offer(frames.as_of(now), now),
    )


def year_up_to(day: date) -> Period:
    """The twelve months that end with the day."""
    return Period(after_months(day, -12) + timedelta(days=1), day)


def _changes(
    frames: Frames,
    then: date,
    now: date,
    goals: Sequence[GoalFact],
    by: str | None,
    indicators: Sequence[str] | None = None,
) -> list[Change]:
    before, after = (
        count_figures(frames, year_up_to(day), indicators=indicators, breakdowns=[by], goals=goals)
        for day in (then, now)
    )
    known = {(each.indicator, each.group): each for each in before}
    pairs = ((known.get((each.indicator, each.group)), each) for each in after)
    return [Change(then_, each) for then_, each in pairs if then_ is not None]


def _happened(frames: Frames, period: Period) -> tuple[Happened, ...]:
    days = period.end - period.start
    earlier_end = period.start - timedelta(days=1)
    earlier = Period(earlier_end - days, earlier_end)
    now, before = _days(frames.as_of(period.end)), _days(frames.as_of(earlier_end))
    return tuple(
        Happened(what, int(within(now[what], period).sum()), int(within(before[what], earlier).sum()))
        for what in now
    )


def _days(frames: Frames) -> dict[str, pd.Series]:
    """The days on which each thing came about, by what it is called."""
    people, placements = frames.participations, frames.placements
    return {
        "referred": people.referred_on,
        "planned": people.plan_made_on,
        "offered": placements.offered_on,
        "started": placements.starts_on[ran(placements)],
        "ended": people.ended_on,
        "returned": people.returned_on,
        "withdrawn": people.withdrawn_on,
    }
