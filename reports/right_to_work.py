"""The report on the right to work: headline, figures and breakdowns, before they are put into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.figures import Figure, GoalFact, count_figures, count_series
from reports.frames import Frames
from reports.indicators import HEADLINE
from reports.indicators.process import withdrawn_without_offer
from reports.periods import Period

QUARTERS_OF_TREND = 8
EQUALITY_BREAKDOWNS = ("service_area", "remote", "gender", "age_group")
BREAKDOWNS = ("municipality", *EQUALITY_BREAKDOWNS)


@dataclass(frozen=True)
class RightToWork:
    """Everything the report says of one period and one area."""

    period: Period
    figures: tuple[Figure, ...]
    trend: tuple[tuple[Period, Figure], ...]
    withdrawn_without_offer: int
    breakdowns: tuple[str, ...]

    @property
    def headline(self) -> Figure:
        """The share that had an offer within 90 days, of everyone."""
        return self.in_all(HEADLINE)

    @property
    def others(self) -> list[Figure]:
        """The other figures of everyone, in the order of the registry."""
        return [figure for figure in self.figures if figure.by is None and figure.indicator != HEADLINE]

    def in_all(self, indicator: str) -> Figure:
        """The figure of everyone."""
        return next(each for each in self.figures if each.indicator == indicator and each.by is None)

    def groups(self, indicator: str, by: str) -> list[Figure]:
        """The figures of each group of a breakdown, in the order of its list."""
        return [each for each in self.figures if each.indicator == indicator and each.by == by]


def count_right_to_work(
    frames: Frames, period: Period, goals: Sequence[GoalFact], breakdowns: Sequence[str] = BREAKDOWNS
) -> RightToWork:
    """The report of the period, counted from the frames."""
    known = frames.as_of(period.end)
    return RightToWork(
        period,
        tuple(count_figures(known, period, breakdowns=[None, *breakdowns], goals=goals)),
        tuple(count_series(known, HEADLINE, period.quarters_up_to(QUARTERS_OF_TREND), goals)),
        withdrawn_without_offer(known, period),
        tuple(breakdowns),
    )
