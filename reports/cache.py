"""Reports kept until something changes: counted once for all who follow the same area."""

from __future__ import annotations

from hashlib import sha256

from django.core.cache import cache

from accounts.selectors import Viewer
from audit.selectors import mark_of
from programmes.workspace.figures import counted_kinds
from reports.goals import goals
from reports.periods import Period
from reports.right_to_work import BREAKDOWNS, RightToWork, count_right_to_work
from reports.selectors import frames_for, scope_for

SECONDS = 24 * 3600


def right_to_work_of(
    viewer: Viewer | None, period: Period, breakdowns: tuple[str, ...] = BREAKDOWNS
) -> RightToWork:
    """The report for the viewer's area, counted anew only after an act, an import or a new goal."""
    aimed_at = goals()
    facts = (mark_of(counted_kinds()), scope_for(viewer).key, period, breakdowns, aimed_at)
    key = f"right-to-work:{sha256(repr(facts).encode()).hexdigest()}"
    report: RightToWork | None = cache.get(key)
    if report is None:
        report = count_right_to_work(frames_for(viewer), period, aimed_at, breakdowns)
        cache.set(key, report, SECONDS)
    return report
