"""What a manager is told each morning of who would be nobody's: people, municipalities, single workers."""

from __future__ import annotations

from typing import Any

from accounts.roles import Role
from accounts.selectors import Viewer, scope_of
from programmes.handover.leaving import alone_without_stand_in, last_days, towns_to_be_empty
from programmes.handover.left import without_anybody
from programmes.workspace.counting import bounded_count


def left_behind(viewer: Viewer) -> dict[str, Any]:
    """How many are without a worker or soon will be, and where one worker is alone; empty for others."""
    scope = scope_of(viewer)
    if not scope.holds(Role.MANAGER):
        return {}
    area = scope.municipalities(Role.MANAGER)
    alone = [
        (user, [town for town in towns if area is None or town.code in area])
        for user, towns in alone_without_stand_in()
    ]
    empty = towns_to_be_empty(list(last_days().values()))
    told = {
        "people": bounded_count(without_anybody(viewer)),
        "alone": [one for one in alone if one[1]],
        "empty": [one for one in empty if area is None or one[0].code in area],
    }
    return told if any(told.values()) else {}
