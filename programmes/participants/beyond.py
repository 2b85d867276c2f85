"""What a worker does to a time in the service that moves no state.

The next step comes on another day; what is over leaves the lists, and comes back.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.models import Event
from audit.services import record
from programmes.participants.models import NextStep, Participation
from programmes.participants.states import OVER
from programmes.participants.steps import tell_last_day
from workflow.locks import lock
from workflow.notes import change_beside, keep_note


def why_not_moved(participation: Participation) -> str:
    """Why no step can be put on another day; empty when one can."""
    return "" if _open_steps(participation).exists() else _("There is no next step that could be moved.")


def why_not_archived(participation: Participation) -> str:
    """Why it cannot be archived; empty when it can."""
    if participation.archived_on:
        return _("Archived already.")
    return "" if participation.state in OVER else _("The time in the service is not over.")


def why_not_brought_back(participation: Participation) -> str:
    """Why it cannot be brought back on the lists; empty when it can."""
    return "" if participation.archived_on else _("It is not archived.")


@transaction.atomic
def move_next_step(participation: Participation, *, due_on: date, by: User) -> Event:
    """What was to happen next happens on another day. Raises ValidationError when there is no open step, or
    the day has passed."""
    _held(participation, "programmes.set_next_step", by, why_not_moved)
    if due_on < timezone.localdate():
        raise ValidationError({"due_on": _("The day has already passed.")})
    told = {"due_on": due_on.isoformat()}
    event = record("participation.next_step_moved", participation, by=by, data=told)
    keep_note(event)
    change_beside(event, _open_steps(participation), due_on=due_on)
    tell_last_day([participation.pk])
    return event


@transaction.atomic
def archive(participation: Participation, *, by: User) -> Event:
    """What is over stands on no list any more, but is found by name. Raises ValidationError while it is not
    over. Any transition brings it back (workflows.md, 10)."""
    _held(participation, "programmes.archive_participation", by, why_not_archived)
    return _archived(participation, "participation.archived", timezone.localdate(), by)


@transaction.atomic
def bring_back(participation: Participation, *, by: User) -> Event:
    """What was archived stands on the lists again. Raises ValidationError when it was not."""
    _held(participation, "programmes.archive_participation", by, why_not_brought_back)
    return _archived(participation, "participation.brought_back", None, by)


def _open_steps(participation: Participation) -> QuerySet[NextStep]:
    return NextStep.objects.filter(participation=participation, done_on=None)


def _held(participation: Participation, act: str, by: User, why_not: Callable[[Participation], str]) -> None:
    """The row is locked, `by` may do the act, and nothing stands in its way."""
    lock(participation)
    if not by.has_perm(act, participation):
        raise PermissionDenied
    if why := why_not(participation):
        raise ValidationError(why)


def _archived(participation: Participation, verb: str, on: date | None, by: User) -> Event:
    before, participation.archived_on = participation.archived_on, on
    participation.save(update_fields=["archived_on"])
    event = record(verb, participation, by=by)
    keep_note(event, before={"archived_on": before})
    return event
