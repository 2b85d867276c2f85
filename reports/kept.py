"""What was counted, kept until something changes in the area that it was counted for.

Once for all who follow the same area. What is kept bears the mark of the trail at which it was counted; it
is counted anew after an act, an import or an undo that may concern the area, a new goal or another area.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache

from accounts.selectors import Viewer
from audit.selectors import Mark, events_since, mark_of
from programmes.workspace.figure_changes import concern
from reports.selectors import counted_kinds, reference_for, scope_for

SECONDS = 24 * 3600
FORM = 5  # another one whenever what is kept has another shape: what was kept before is not read any more
EVENTS_LOOKED_AT = 200
Counted = TypeVar("Counted")


def kept(
    viewer: Viewer | None, asked: tuple[object, ...], count: Callable[[], Counted], seconds: int = SECONDS
) -> Counted:
    """What `count` answers for the viewer's area, counted anew only when something there has changed.

    asked: what tells this question from every other one: the report, its period, its breakdowns, the goals.
    """
    facts = (FORM, scope_for(viewer).key, reference_for(viewer), *asked)
    key = f"figures:{sha256(repr(facts).encode()).hexdigest()}"
    now = mark_of(counted_kinds())
    before: tuple[Mark, Counted] | None = cache.get(key)
    if before is not None and before[0] == now:
        return before[1]
    counted = before[1] if before is not None and still_holds(viewer, before[0]) else count()
    cache.set(key, (now, counted), seconds)
    return counted


def still_holds(viewer: Viewer | None, mark: Mark) -> bool:
    """Whether nothing that came after the mark may have changed a figure of the viewer's area."""
    events = events_since(mark, counted_kinds(), at_most=EVENTS_LOOKED_AT)
    return events is not None and not concern(viewer, events)
