"""The report on the right to work: headline, figures and breakdowns, before they are put into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from reports.beside import Beside, count_beside
from reports.few import of_enough
from reports.figures import Figure, GoalFact, count_figures, count_series
from reports.frames import Frames
from reports.indicators import HEADLINE
from reports.indicators.process import Waiting, waiting_for_first_offer
from reports.periods import Period

QUARTERS_OF_TREND = 8
FEWEST_TO_COMPARE = 20
EQUALITY_BREAKDOWNS = ("service_area", "remote", "gender", "age_group")
BREAKDOWNS = ("municipality", *EQUALITY_BREAKDOWNS)


@dataclass(frozen=True)
class RightToWork:
    """Everything the report says of one period and one area."""

    period: Period
    figures: tuple[Figure, ...]
    trend: tuple[tuple[Period, Figure], ...]
    beside: Beside
    waiting: Waiting
    breakdowns: tuple[str, ...]

    @property
    def headline(self) -> Figure:
        """The share that had an offer within 90 days, of everyone."""
        return self.in_all(HEADLINE)

    @property
    def others(self) -> list[Figure]:
        """The other figures of everyone, in the order of the registry."""
        return [figure for figure in self.figures if figure.by is None and figure.indicator != HEADLINE]

    @property
    def in_groups(self) -> list[tuple[str, list[Figure]]]:
        """The figures of everyone by what they tell of: the first letter of their names, in order."""
        figures = [figure for figure in self.figures if figure.by is None]
        return [(kind, list(own)) for kind, own in groupby(figures, key=lambda figure: figure.indicator[0])]

    @property
    def rose(self) -> Figure | None:
        """The share that has changed most in a year the good way; None where none did."""
        return self._most_changed(+1)

    @property
    def fell(self) -> Figure | None:
        """The share that has changed most in a year the bad way; None where none did."""
        return self._most_changed(-1)

    def _most_changed(self, way: int) -> Figure | None:
        """Shares of at least `FEWEST_TO_COMPARE` alone: of a few people one more or less says nothing."""
        changed = [(way * gain, figure) for figure in self.figures if (gain := _gain(figure)) is not None]
        most = max(changed, key=lambda pair: pair[0], default=(0.0, None))
        return most[1] if round(most[0], 1) > 0 else None

    def in_all(self, indicator: str) -> Figure:
        """The figure of everyone."""
        return next(each for each in self.figures if each.indicator == indicator and each.by is None)

    def groups(self, indicator: str, by: str) -> list[Figure]:
        """The figures of each group of a breakdown, in the order of its list."""
        return [each for each in self.figures if each.indicator == indicator and each.by == by]


def _gain(figure: Figure) -> float | None:
    """By how many percentage points a share of everyone has changed in a year, plus the good way."""
    line = figure.definition
    if figure.by is not None or line.unit != "percent" or (figure.n or 0) < FEWEST_TO_COMPARE:
        return None
    if figure.value is None or figure.previous is None:
        return None
    return (figure.value - figure.previous) * (1 if line.direction == "up" else -1)


def count_right_to_work(
    frames: Frames, period: Period, goals: Sequence[GoalFact], breakdowns: Sequence[str] = BREAKDOWNS
) -> RightToWork:
    """The report of the period, counted from the frames."""
    known = frames.as_of(period.end)
    return RightToWork(
        period,
        of_enough(count_figures(known, period, breakdowns=[None, *breakdowns], goals=goals)),
        tuple(count_series(known, HEADLINE, period.quarters_up_to(QUARTERS_OF_TREND), goals)),
        count_beside(known, period),
        waiting_for_first_offer(known, period.end),
        tuple(breakdowns),
    )
