"""One indicator whole: everyone, every breakdown that it has, and its quarters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.beside import Beside, count_beside
from reports.few import of_enough
from reports.figures import Figure, GoalFact, count_figures, count_trend
from reports.frames import Frames
from reports.indicators import HEADLINE, INDICATORS
from reports.indicators.registry import Indicator
from reports.periods import Period
from reports.right_to_work import QUARTERS_OF_TREND
from reports.waiting import Curve, waiting_curve

WITH_CURVE = "P2"
BY_CAUSE = "O8"
WITH_BESIDE = (HEADLINE, BY_CAUSE)


@dataclass(frozen=True)
class OneIndicator:
    """What the page of an indicator tells of one period and one area."""

    period: Period
    indicator: str
    figures: tuple[Figure, ...]
    trend: tuple[tuple[Period, Figure], ...]
    curve: Curve | None
    beside: Beside | None = None

    @property
    def line(self) -> Indicator:
        """The indicator with every word about it."""
        return INDICATORS[self.indicator]

    @property
    def whole(self) -> Figure:
        """The figure of everyone."""
        return next(each for each in self.figures if each.indicator == self.indicator and each.by is None)

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """The breakdowns that it has, in the order in which they are shown."""
        return self.line.breakdowns

    def groups(self, indicator: str, by: str) -> list[Figure]:
        """The figures of each group of a breakdown, in the order of its list."""
        return [each for each in self.figures if each.indicator == indicator and each.by == by]


def count_indicator(
    frames: Frames, indicator: str, period: Period, goals: Sequence[GoalFact]
) -> OneIndicator:
    """The indicator of the period, counted from the frames; beside the headline its equality ratios."""
    line = INDICATORS[indicator]
    counted = [indicator, "O5"] if indicator == HEADLINE else [indicator]
    known = frames.as_of(period.end)
    trend = count_trend(known, indicator, period.quarters_up_to(QUARTERS_OF_TREND), goals)
    return OneIndicator(
        period,
        indicator,
        of_enough(
            count_figures(known, period, indicators=counted, breakdowns=[None, *line.breakdowns], goals=goals)
        ),
        tuple((quarter, *of_enough([figure])) for quarter, figure in trend),  # type: ignore[misc]
        waiting_curve(line.cohort(known, period)) if indicator == WITH_CURVE else None,
        count_beside(known, period) if indicator in WITH_BESIDE else None,
    )
