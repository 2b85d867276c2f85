"""Figures: indicators counted over frames, beside their goal and the same period a year before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

from reports.frames import Frames, Reference, within
from reports.groups import (
    PERSON_BREAKDOWNS,
    PLACE_BREAKDOWNS,
    UNKNOWN,
    group_of_municipalities,
    group_of_participations,
    reference_codes,
)
from reports.indicators import INDICATORS, Indicator, Summary
from reports.indicators.registry import Cohort
from reports.periods import Period

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


@dataclass(frozen=True)
class Figure:
    """One figure as the interface contract has it: which, of whom, out of how many, against what."""

    indicator: str
    by: str | None
    group: str | None
    n: int | None
    k: int | None
    unknown: int | None
    value: float | None
    mean: float | None = None
    hidden: bool = False
    flag: str | None = None
    goal: float | None = None
    previous: float | None = None

    @property
    def definition(self) -> Indicator:
        """The indicator that this is a figure of."""
        return INDICATORS[self.indicator]


@dataclass(frozen=True)
class GoalFact:
    """A goal in force from `start` to `end`: for everyone when `by` is None, else for one group."""

    indicator: str
    target: float
    start: date
    end: date | None = None
    by: str | None = None
    group: str | None = None


def count_figures(
    frames: Frames,
    period: Period,
    *,
    indicators: Sequence[str] | None = None,
    breakdowns: Iterable[str | None] = (None,),
    goals: Sequence[GoalFact] = (),
) -> list[Figure]:
    """The figures of `period` in every breakdown asked for (None: in all), with goals and the year before.

    An indicator that does not exist in a breakdown gives no row for it.
    """
    ids = list(INDICATORS) if indicators is None else indicators
    breakdowns = list(breakdowns)
    now = _summaries(frames.as_of(period.end), period, ids, breakdowns)
    earlier = period.year_before()
    before = _summaries(frames.as_of(earlier.end), earlier, ids, breakdowns)
    return [
        Figure(
            indicator,
            by,
            group,
            **vars(summary),
            goal=_goal(goals, indicator, by, group, period.end),
            previous=before[indicator, by, group].value if (indicator, by, group) in before else None,
        )
        for (indicator, by, group), summary in now.items()
    ]


def count_series(
    frames: Frames, indicator: str, periods: Sequence[Period], goals: Sequence[GoalFact] = ()
) -> list[tuple[Period, Figure]]:
    """The figure of everyone in each of the periods, the same as `count_figures` counts, in one pass.

    For a `settled` indicator alone: its rows are counted once and told apart by their `due_on`.
    """
    line = INDICATORS[indicator]
    if not line.settled:
        raise ValueError(f"{indicator} is not settled on the day that it is due")
    before = {period: period.year_before() for period in periods}
    asked = {*before, *before.values()}
    whole = Period(min(one.start for one in asked), max(one.end for one in asked))
    cohort = line.cohort(frames.as_of(whole.end), whole)
    summary = {period: _in_all(line, cohort[within(cohort.due_on, period)]) for period in asked}
    return [
        (
            period,
            Figure(
                indicator,
                None,
                None,
                **vars(summary[period]),
                goal=_goal(goals, indicator, None, None, period.end),
                previous=summary[before[period]].value,
            ),
        )
        for period in periods
    ]


def count_trend(
    frames: Frames, indicator: str, periods: Sequence[Period], goals: Sequence[GoalFact] = ()
) -> list[tuple[Period, Figure]]:
    """The figure of everyone in each of the periods: in one pass where the indicator is `settled`, else each.

    Where each is counted by itself, nothing stands beside it of the year before.
    """
    if INDICATORS[indicator].settled:
        return count_series(frames, indicator, periods, goals)
    found = []
    for period in periods:
        summary = _summaries(frames.as_of(period.end), period, [indicator], [None])[indicator, None, None]
        goal = _goal(goals, indicator, None, None, period.end)
        found.append((period, Figure(indicator, None, None, **vars(summary), goal=goal)))
    return found


def _in_all(indicator: Indicator, cohort: pd.DataFrame) -> Summary:
    import numpy as np

    return indicator.measure(cohort, np.zeros(len(cohort), int), 1)[0]


Key = tuple[str, str | None, str | None]


def _summaries(
    frames: Frames, period: Period, ids: Sequence[str], breakdowns: Sequence[str | None]
) -> dict[Key, Summary]:
    """The summary of each indicator, breakdown and group, from frames already cut to the period's end."""
    of_persons = {by: group_of_participations(frames, by) for by in breakdowns if by in PERSON_BREAKDOWNS}
    grouping = partial(_grouping, frames.reference, of_persons)
    cohort_of = cache(partial(_cohort, frames, period))
    summaries: dict[Key, Summary] = {}
    for indicator in (INDICATORS[indicator_id] for indicator_id in ids):
        cohort, places = cohort_of(indicator.cohort)
        for by in breakdowns:
            if by in indicator.breakdowns or (by is None and indicator.in_all):
                codes, groups = grouping(cohort, places, by)
                counted = zip(codes, indicator.measure(cohort, groups, len(codes)), strict=True)
                summaries |= {
                    (indicator.id, by, code): summary
                    for code, summary in counted
                    if code != UNKNOWN or summary.n > 0
                }
    return summaries


def _cohort(frames: Frames, period: Period, count: Cohort) -> tuple[pd.DataFrame, np.ndarray]:
    """The cohort, and for each of its rows the place of its participation in the frame of them all.

    Rows that are of no participation, but of a municipality, have no such place.
    """
    import numpy as np
    import pandas as pd

    cohort = count(frames, period)
    if "participation_id" not in cohort:
        return cohort, np.empty(0, int)
    return cohort, frames.participations.index.get_indexer(pd.Index(cohort.participation_id))


def _grouping(
    reference: Reference,
    groups_of: Mapping[str, pd.Series],
    cohort: pd.DataFrame,
    places: np.ndarray,
    by: str | None,
) -> tuple[Sequence[str | None], np.ndarray]:
    """The codes that get a row, and for each row of the cohort the number of its group among them."""
    import numpy as np
    import pandas as pd

    if by is None:
        return [None], np.zeros(len(cohort), int)
    if by in PLACE_BREAKDOWNS and "municipality" in cohort:
        groups = group_of_municipalities(cohort.municipality, by, reference).array
    else:
        groups = groups_of[by].array[places] if by in groups_of else pd.Categorical(cohort[by])
    listed = reference_codes(by, reference)
    in_use = np.bincount(groups.codes, minlength=len(groups.categories)) > 0
    codes = [*listed, *sorted(set(groups.categories[in_use]) - set(listed))]
    numbers = np.array([codes.index(code) if code in codes else -1 for code in groups.categories], int)
    return codes, numbers[groups.codes]


def _goal(
    goals: Sequence[GoalFact], indicator: str, by: str | None, group: str | None, day: date
) -> float | None:
    """The target in force on `day`: the group's own, else the one set for all; the latest start wins."""
    in_force = [
        goal
        for goal in goals
        if goal.indicator == indicator and goal.start <= day and day <= (goal.end or day)
    ]
    for wanted in ((by, group), (None, None)):
        fitting = [goal for goal in in_force if (goal.by, goal.group) == wanted]
        if fitting:
            return max(fitting, key=lambda goal: goal.start).target
    return None
