"""Reports kept until something changes: counted once for all who follow the same area."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache

from accounts.selectors import Viewer
from audit.selectors import mark_of
from reports.figures import GoalFact
from reports.frames import Frames
from reports.goals import goals
from reports.one_indicator import OneIndicator, count_indicator
from reports.periods import Period
from reports.right_to_work import BREAKDOWNS, RightToWork, count_right_to_work
from reports.selectors import counted_kinds, frames_for, scope_for
from reports.way import Way, count_way

SECONDS = 24 * 3600
FORM = 3  # another one whenever what is kept has another shape: what was kept before is not read any more
Report = TypeVar("Report")


def right_to_work_of(
    viewer: Viewer | None, period: Period, breakdowns: tuple[str, ...] = BREAKDOWNS
) -> RightToWork:
    """The report for the viewer's area."""

    def count(frames: Frames, aimed_at: list[GoalFact]) -> RightToWork:
        return count_right_to_work(frames, period, aimed_at, breakdowns)

    return kept_until_an_act(viewer, ("right-to-work", period, breakdowns), count)


def indicator_of(viewer: Viewer | None, indicator: str, period: Period) -> OneIndicator:
    """One indicator whole for the viewer's area."""

    def count(frames: Frames, aimed_at: list[GoalFact]) -> OneIndicator:
        return count_indicator(frames, indicator, period, aimed_at)

    return kept_until_an_act(viewer, ("indicator", indicator, period), count)


def way_of(viewer: Viewer | None, period: Period) -> Way:
    """The way from a referral to a place in the viewer's area."""
    return kept_until_an_act(viewer, ("way", period), lambda frames, _goals: count_way(frames, period))


def kept_until_an_act(
    viewer: Viewer | None, asked: tuple[object, ...], count: Callable[[Frames, list[GoalFact]], Report]
) -> Report:
    """What was counted for `asked` in the viewer's area, anew only after an act, an import or a new goal."""
    aimed_at = goals()
    facts = (FORM, mark_of(counted_kinds()), scope_for(viewer).key, asked, aimed_at)
    key = f"report:{sha256(repr(facts).encode()).hexdigest()}"
    report: Report | None = cache.get(key)
    if report is None:
        report = count(frames_for(viewer), aimed_at)
        cache.set(key, report, SECONDS)
    return report
