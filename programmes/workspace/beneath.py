"""What waits beneath a page: its strip is never calm over something that waits (decisions 67, 105).

What waits is what the morning list shows, in its words; whose it is, too. `BENEATH` is the one home of which
kinds of waiting rows stand beneath which page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import CharField, Model, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.selectors import Viewer
from programmes.employers.models import HostEmployer, Vacancy
from programmes.participants.models import Participation
from programmes.placements.models import Placement
from programmes.relations import is_responsible
from programmes.workspace.tasks import Task, task_of
from programmes.workspace.waiting import ONE_BY_ONE, one_row
from programmes.workspace.words import late_words
from ui.formats import day
from workflow.registry import Turn, machine_of

# By the row of the page: which kinds stand beneath it, and where such a row names it.
BENEATH: dict[type[Model], dict[str, str]] = {
    Participation: {
        "participation": "pk",
        "step": "participation",
        "follow_up": "participation",
        "correction": "participation",
        "conversation": "participation",
        "assessment": "participation",
        "placement": "participation",
        "interest": "participation",
        "review": "placement__participation",
        "attendance": "placement__participation",
        "supplement": "placement__participation",
        "induction": "placement__participation",
    },
    Placement: {
        "placement": "pk",
        "review": "placement",
        "attendance": "placement",
        "supplement": "placement",
        "induction": "placement",
    },
    Vacancy: {
        "vacancy": "pk",
        "placement": "vacancy",
        "review": "placement__vacancy",
        "attendance": "placement__vacancy",
        "supplement": "placement__vacancy",
        "induction": "placement__vacancy",
    },
    HostEmployer: {
        "host": "pk",
        "vacancy": "host",
        "placement": "vacancy__host",
        "review": "placement__vacancy__host",
        "attendance": "placement__vacancy__host",
        "supplement": "host",
        "induction": "placement__vacancy__host",
    },
}
OTHERS_NAMED = 2


@dataclass(frozen=True)
class Beneath:
    """What waits beneath a page, the most pressing first: its first as a task, and how many there are.

    kinds: of all, in their order. mine: whether the first is the viewer's.
    """

    first: Task
    mine: bool
    kinds: list[str]

    def words(self, today: date, *, about: str = "") -> str:
        """Until when, what of, and what else waits."""
        told = [
            f"{about}." if about else "",
            when_words(self.first.due_on, today),
            also_words(self.kinds[1:]),
        ]
        return " ".join(one for one in told if one)


def beneath(row: Any, viewer: Viewer) -> Beneath | None:
    """What waits beneath the page of `row`; None where nothing does. Two reads, and the first whole."""
    today = timezone.localdate()
    kinds = BENEATH[type(row)]
    every = _keys(row, viewer, today, kinds, everyone=True)
    if not every:
        return None
    _day, _place, kind, key = every[0]
    own = {(kind, key) for _day, _place, kind, key in _keys(row, viewer, today, kinds, everyone=False)}
    first = one_row(kind, key, viewer, today)
    return Beneath(task_of(kind, first, today), (kind, key) in own, [one[2] for one in every])


def _keys(
    row: Any, viewer: Viewer, today: date, kinds: dict[str, str], *, everyone: bool
) -> list[tuple[date, int, str, int]]:
    """Day, place of the kind, kind and key of each waiting row, by day."""
    places = list(kinds)
    asked = [
        ONE_BY_ONE[kind](viewer, today, everyone)
        .filter(**{path: row.pk})
        .order_by()
        .values_list("pk", "due_on", Value(kind, output_field=CharField()))
        for kind, path in kinds.items()
    ]
    found = asked[0].union(*asked[1:], all=True)
    return sorted((due_on or date.max, places.index(kind), kind, key) for key, due_on, kind in found)


def turn_over(row: Any, viewer: Any, *, changes_asked: bool = False) -> tuple[Turn, list[Any]]:
    """Whose turn the page of a placement, an open place or a workplace tells: its own, or what comes before
    it beneath. `changes_asked`: a call about its agreement waits.

    Beside it the row whose person it names, whose reading is to be recorded.
    """
    today = timezone.localdate()
    told = machine_of(row).turn(row, viewer)
    waits = beneath(row, viewer)
    if waits is None:
        if changes_asked and told.kind == "nobody":
            kind = "mine" if is_responsible(viewer, row) else "other"
            return Turn(kind, _("A change of the agreement is asked for")), []
        return told, []
    task, own = waits.first, waits.first.row == row
    if told.kind != "nobody" and (own or (told.due_on or today) <= (task.due_on or today)):
        also = also_words(waits.kinds[1:] if own else waits.kinds)
        return replace(told, text=" ".join(one for one in (told.text, also) if one)), []
    here = isinstance(row, Placement)
    title = task.what if here else f"{task.name}: {task.what}"
    about = task.about if task.kind == "attendance" else ""
    turn = Turn("mine" if waits.mine else "other", title, waits.words(today, about=about), task.due_on)
    return turn, [] if here else _named(task)


def _named(task: Task) -> list[Any]:
    """The row whose person the task names, of every kind but a month's, which is called by its place."""
    return [] if task.kind == "attendance" else [getattr(task.row, "placement", task.row)]


def when_words(due_on: date | None, today: date) -> str:
    """By when, or for how long it has been late; empty where there is no day."""
    if due_on is None:
        return ""
    if due_on < today:
        return late_words(due_on, today)
    return _("Today.") if due_on == today else _("By %(date)s.") % {"date": day(due_on)}


def also_words(kinds: Iterable[str]) -> str:
    """What else waits: named where it is little, else counted."""
    others = list(kinds)
    if not others:
        return ""
    if len(others) > OTHERS_NAMED:
        words = ngettext("%(n)s other thing waits too.", "%(n)s other things wait too.", len(others))
        return words % {"n": len(others)}
    return _("Also waiting: %(what)s.") % {"what": ", ".join(str(named(kind)) for kind in others)}


def named(kind: str) -> str:
    """What a waiting thing of the kind is called beside another."""
    return {
        "participation": _("the person's time in the service"),
        "step": _("the next step"),
        "follow_up": _("how things are after the service"),
        "correction": _("a request to put data right"),
        "conversation": _("a message to answer"),
        "assessment": _("the work ability assessment"),
        "placement": _("a place"),
        "interest": _("an interest to answer"),
        "review": _("the talk midway"),
        "attendance": _("the days of a month"),
        "supplement": _("an employment supplement"),
        "induction": _("a safety list"),
        "vacancy": _("an open place"),
        "host": _("the workplace"),
    }[kind]
