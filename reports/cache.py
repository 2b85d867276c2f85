"""Reports kept until something changes: counted once for all who follow the same area."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from accounts.selectors import Viewer
from reports.beside import READS
from reports.figures import GoalFact
from reports.frames import Frames
from reports.goals import goals
from reports.kept import kept
from reports.one_indicator import WITH_BESIDE, OneIndicator, count_indicator
from reports.periods import Period
from reports.right_to_work import BREAKDOWNS, RightToWork, count_right_to_work
from reports.selectors import frames_for
from reports.way import Way, count_way

Report = TypeVar("Report")


def right_to_work_of(
    viewer: Viewer | None, period: Period, breakdowns: tuple[str, ...] = BREAKDOWNS
) -> RightToWork:
    """The report for the viewer's area."""

    def count(frames: Frames, aimed_at: list[GoalFact]) -> RightToWork:
        return count_right_to_work(frames, period, aimed_at, breakdowns)

    return kept_with_goals(viewer, ("right-to-work", period, breakdowns), count, beside=READS)


def indicator_of(viewer: Viewer | None, indicator: str, period: Period) -> OneIndicator:
    """One indicator whole for the viewer's area."""

    def count(frames: Frames, aimed_at: list[GoalFact]) -> OneIndicator:
        return count_indicator(frames, indicator, period, aimed_at)

    beside = READS if indicator in WITH_BESIDE else ()
    return kept_with_goals(viewer, ("indicator", indicator, period), count, beside=beside)


def way_of(viewer: Viewer | None, period: Period) -> Way:
    """The way from a referral to a place in the viewer's area."""
    return kept_with_goals(viewer, ("way", period), lambda frames, _goals: count_way(frames, period))


def kept_with_goals(
    viewer: Viewer | None,
    asked: tuple[object, ...],
    count: Callable[[Frames, list[GoalFact]], Report],
    *,
    beside: Collection[str] = (),
) -> Report:
    """What was counted for `asked` in the viewer's area, beside the goals; anew after a new goal, too.

    beside: tables that are read for it and for no indicator.
    """
    aimed_at = goals()
    return kept(viewer, (*asked, aimed_at), lambda: count(frames_for(viewer, beside=beside), aimed_at))
