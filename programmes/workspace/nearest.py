"""What comes first with a person: a place that waits, the next step, day 90 without an offer, the next round.

The strip of the person's page tells the nearest of them and of all that waits on the morning list, so that it
never says "nothing to do" over something that is late.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.participants.models import CallRequest, NextStep, Participation
from programmes.participants.promise import offer_by, waits_for_offer
from programmes.participants.states import IN_SERVICE, TAKES_OFFERS, ParticipationState
from programmes.placements.codes import Outcome
from programmes.placements.models import Placement
from programmes.placements.states import LIVE, WAITED_FOR, PlacementState
from programmes.relations import is_responsible
from programmes.turns import COMES_UP, wait_of
from programmes.workspace.beneath import Beneath, also_words, beneath
from programmes.workspace.words import late_words
from ui.formats import day
from workflow.registry import Turn, machine_of


@dataclass(frozen=True)
class Coming:
    """One thing a worker does for the person, and by when; `waits`: it is the worker's turn already."""

    due_on: date
    title: str
    waits: bool = False


def turn_of(
    row: Participation,
    placements: Sequence[Placement],
    step: NextStep | None,
    viewer: Any,
    calls: Sequence[CallRequest] = (),
) -> Turn:
    """Whose turn the page tells: of what waits and what comes, the one whose day is first.

    What waits is everything of the person on the morning list (`workspace/beneath.py`).
    """
    today = timezone.localdate()
    first = _first_row(row, placements, viewer)
    told = machine_of(first).turn(first, viewer)
    waits = beneath(row, viewer)
    if waits and not _told_first(told, first, waits, today):
        task = waits.first
        about = "" if task.kind in {"participation", "step"} else task.about
        text = waits.words(today, about=about)
        turn = Turn("mine" if waits.mine else "other", task.what, text, task.due_on)
    elif waits:
        also = also_words(waits.kinds[1:] if waits.first.row == first else waits.kinds)
        turn = replace(told, text=" ".join(one for one in (told.text, also) if one))
    else:
        turn = told
    return _or_what_comes(turn, waits, comings(row, placements, step, calls, waits), row, viewer)


def _told_first(told: Turn, first: Participation | Placement, waits: Beneath, today: date) -> bool:
    """Whether the machine's own words stand: the row is the first that waits and is not late, or its day is
    before that."""
    if told.kind == "nobody":
        return False
    task = waits.first
    if task.row == first and task.kind != "step":
        return not task.late
    return told.kind == "mine" and (told.due_on or today) < (task.due_on or date.max)


def _or_what_comes(
    turn: Turn, waits: Beneath | None, ahead: list[Coming], row: Participation, viewer: Any
) -> Turn:
    """The turn, unless one of what is ahead comes before it; then what waits is named beside that."""
    today = timezone.localdate()
    pressing = [one for one in ahead if one.waits or one.due_on <= today]
    coming = min(pressing or ahead, key=lambda one: one.due_on, default=None)
    if coming is None or _comes_before(turn, coming, today) or (waits and coming not in pressing):
        return turn
    if coming not in pressing:
        return Turn("nobody", _("Next: %(what)s") % {"what": coming.title}, day(coming.due_on), coming.due_on)
    late = late_words(coming.due_on, today) if coming.due_on < today else ""
    text = " ".join(one for one in (late, also_words(waits.kinds if waits else ())) if one)
    return Turn("mine" if is_responsible(viewer, row) else "other", coming.title, text, coming.due_on)


def comings(
    row: Participation,
    placements: Sequence[Placement],
    step: NextStep | None,
    calls: Sequence[CallRequest],
    waits: Beneath | None,
) -> list[Coming]:
    """What a worker has ahead with the person beside what waits on the morning list already."""
    found = [Coming(timezone.localdate(call.asked_at), _("Asked to be rung"), waits=True) for call in calls]
    if step is not None and row.state in IN_SERVICE and step.due_on > timezone.localdate():
        found.append(Coming(step.due_on, step.what))
    if row.state in TAKES_OFFERS and not placements:
        title = _("Suggest a place: day 90 from the referral is %(date)s") % {"date": day(offer_by(row))}
        found.append(Coming(offer_by(row), title))
    if (left := next_round(row, placements)) and not (waits and "placement" in waits.kinds):
        found.append(Coming(left.due_on or timezone.localdate(), _("Suggest the next place"), waits=True))
    return found


def offer_words(row: Participation, placements: Sequence[Placement]) -> str:
    """Day 90 and how far it is, while nothing has been offered; empty after the first offer."""
    if not waits_for_offer(row, offered=bool(placements)):
        return ""
    return f"{day(offer_by(row))} · {days_left_words((offer_by(row) - timezone.localdate()).days)}"


def days_left_words(left: int) -> str:
    """How far a day is: "12 days left", "passed 3 days ago"."""
    if left < 0:
        return ngettext("passed %(number)s day ago", "passed %(number)s days ago", -left) % {"number": -left}
    return ngettext("%(number)s day left", "%(number)s days left", left) % {"number": left}


def next_round(row: Participation, placements: Sequence[Placement]) -> Placement | None:
    """The closed place after which another was promised and none has been suggested yet."""
    if row.state not in TAKES_OFFERS or not placements:
        return None
    newest = max(placements, key=lambda one: one.pk)
    left = [
        one for one in placements if one.state == PlacementState.CLOSED and one.outcome == Outcome.NEXT_PLACE
    ]
    lives = any(one.state in LIVE for one in placements)
    return newest if newest in left and not lives else None


def _first_row(row: Participation, placements: Sequence[Placement], viewer: Any) -> Participation | Placement:
    """The placement that waits for the viewer, else for somebody, else the participation itself."""
    if row.state not in TAKES_OFFERS:
        return row
    waiting = [one for one in placements if one.state in WAITED_FOR or wait_of("placement", one) in COMES_UP]
    mine = [one for one in waiting if machine_of(one).turn(one, viewer).kind == "mine"]
    if mine:
        return min(mine, key=lambda one: (one.due_on or date.max, one.pk))
    return waiting[0] if waiting and row.state == ParticipationState.ACTIVE else row


def _comes_before(told: Turn, coming: Coming, today: date) -> bool:
    """Whether what waits is told before what is coming: a turn is, unless the other day is earlier."""
    if told.kind == "nobody":
        return False
    if told.kind == "other":
        return coming.due_on > today and not coming.waits
    return (told.due_on or today) <= coming.due_on
