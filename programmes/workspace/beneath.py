"""What waits beneath a place or a workplace: its strip never says "nothing to do" over something that waits.

What waits is what the morning list shows, in its words; whose it is, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.selectors import Viewer
from programmes.employers.models import HostEmployer, Vacancy
from programmes.placements.models import Placement
from programmes.workspace.tasks import BY_DAY, task_of
from programmes.workspace.waiting import KINDS
from programmes.workspace.words import late_words
from workflow.registry import Turn, machine_of


def turn_of_vacancy(row: Vacancy, viewer: Viewer) -> tuple[Turn, list[Placement]]:
    """Whose turn the page of a place tells: its own, or that of one of its people whose day comes first.

    Beside it the placement whose person it names, whose reading is to be recorded.
    """
    return _nearest(row, viewer, [("placement", {"vacancy": row})])


def turn_of_host(row: HostEmployer, viewer: Viewer) -> tuple[Turn, list[Placement]]:
    """Whose turn the page of a workplace tells: its own, or that of its places and their people; and whom."""
    return _nearest(row, viewer, [("vacancy", {"host": row}), ("placement", {"vacancy__host": row})])


def _nearest(
    row: Any, viewer: Viewer, beneath: Iterable[tuple[str, dict[str, Any]]]
) -> tuple[Turn, list[Placement]]:
    today = timezone.localdate()
    told = machine_of(row).turn(row, viewer)
    found = [
        (kind, first)
        for kind, which in beneath
        if (first := KINDS[kind](viewer, today, True).filter(**which).order_by(*BY_DAY).first())
    ]
    if not found:
        return told, []
    kind, first = min(found, key=lambda one: one[1].due_on or date.max)
    if told.kind != "nobody" and (told.due_on or today) <= (first.due_on or today):
        return told, []
    mine = KINDS[kind](viewer, today, False).filter(pk=first.pk).exists()
    task = task_of(kind, first, today)
    text = late_words(first.due_on, today) if task.late else ""
    turn = Turn("mine" if mine else "other", f"{task.name}: {task.what}", text, first.due_on)
    return turn, [first] if kind == "placement" else []
