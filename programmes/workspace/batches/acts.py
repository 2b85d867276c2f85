"""The acts that can be done to many people at once; each stands in one line of `ACTS`.

An act brings its form, whom it leaves out and why, and what it does to one person. The rest (looking at it
first, one transaction a row, progress, report, undo) is the same for all: `workspace.batches.running`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.roles import Role
from accounts.selectors import holders_of
from audit.models import Event
from audit.selectors import last_event
from programmes.participants.beyond import (
    archive,
    bring_back,
    move_next_step,
    why_not_archived,
    why_not_brought_back,
    why_not_moved,
)
from programmes.participants.likeness import found_for
from programmes.participants.models import Participation
from programmes.participants.services import set_next_step
from programmes.participants.states import IN_SERVICE, ParticipationState
from programmes.personal import conversation
from programmes.relations import why_barred
from programmes.workspace.batches import forms as asked
from workflow.services import act as make_transition

Values = dict[str, Any]


@dataclass(frozen=True)
class BatchAct:
    """One act over many people.

    form: what is asked once for all; it is made with `user`. left_out: why this person is not touched, empty
    when they are; asked before and again when it is done. do: the act on one person, in a transaction that
    holds the row; answers the event by which it is taken back. minds_changes: whoever has been acted on since
    the worker looked is left out. tells: the message that each person has of it, by its template, empty for
    none; tells_officers: whether those who made the referrals have one too.
    """

    label: str | Promise
    form: type[forms.Form]
    left_out: Callable[[Participation, User], str]
    do: Callable[[Participation, User, Values], Event]
    minds_changes: bool = False
    tells: str = ""
    tells_officers: bool = False


def _may(act: str, row: Participation, by: User) -> str:
    """Why the worker may not do the act to this person; empty when they may."""
    if by.has_perm(f"programmes.{act}", row):
        return ""
    return str(why_barred(row, by) or _("Somebody else is responsible for the person."))


def _no_step(row: Participation, by: User) -> str:
    if row.state not in IN_SERVICE:
        return _("The person is not in the service now.")
    return _may("set_next_step", row, by)


def _no_move(row: Participation, by: User) -> str:
    return _no_step(row, by) or why_not_moved(row)


def _no_message(row: Participation, by: User) -> str:
    if row.participant.deceased_on:
        return _("The person has died.")
    return _may("read_conversation", row, by)


def _not_accepted(row: Participation, by: User) -> str:
    if row.state != ParticipationState.REFERRED:
        return _("It is no new referral.")
    if why := _may("accept_participation", row, by):
        return why
    alike = found_for(by, row.participant, officer=False)
    return _("Somebody alike is known already: compare on the person's own page.") if alike else ""


def _set_step(row: Participation, by: User, values: Values) -> Event:
    set_next_step(row, by=by, **values)
    return _last(row)


def _write(row: Participation, by: User, values: Values) -> Event:
    return _last(conversation.write(row, by=by, **values))


def _accept(row: Participation, by: User, values: Values) -> Event:
    coordinator = values["coordinator"]
    if coordinator not in holders_of(Role.COORDINATOR, row.municipality):
        raise forms.ValidationError(
            _("%(name)s is no coordinator of %(place)s.") % {"name": coordinator, "place": row.municipality}
        )
    return make_transition(row, "accept", by=by, coordinator=coordinator)


def _last(row: Any) -> Event:
    event = last_event(row)
    assert event is not None  # noqa: S101 - the act has just recorded it
    return event


# An act more is a line more: its label, its form, whom it leaves out, what it does.
ACTS: dict[str, BatchAct] = {
    "step": BatchAct(
        gettext_lazy("Set the next step"), asked.StepForm, _no_step, _set_step, minds_changes=True
    ),
    "move": BatchAct(
        gettext_lazy("Put the next step on another day"),
        asked.MoveForm,
        _no_move,
        lambda row, by, values: move_next_step(row, by=by, **values),
        minds_changes=True,
    ),
    "message": BatchAct(
        gettext_lazy("Write a message"), asked.MessageForm, _no_message, _write, tells="worker_wrote"
    ),
    "accept": BatchAct(
        gettext_lazy("Accept the referrals"),
        asked.AcceptForm,
        _not_accepted,
        _accept,
        tells="referral_accepted",
        tells_officers=True,
    ),
    "archive": BatchAct(
        gettext_lazy("Archive"),
        asked.NothingAsked,
        lambda row, by: why_not_archived(row) or _may("archive_participation", row, by),
        lambda row, by, values: archive(row, by=by),
    ),
    "bring_back": BatchAct(
        gettext_lazy("Bring back from the archive"),
        asked.NothingAsked,
        lambda row, by: why_not_brought_back(row) or _may("archive_participation", row, by),
        lambda row, by, values: bring_back(row, by=by),
    ),
}


@dataclass(frozen=True)
class Led:
    """An act over many that has a page of its own, to which the people chosen are taken along.

    page: the name of its address, which takes references as `people`, with commas between.
    """

    label: str | Promise
    page: str


LED_TO: dict[str, Led] = {
    "hand_over": Led(gettext_lazy("Hand over to another worker"), "work:handover_new"),
}
