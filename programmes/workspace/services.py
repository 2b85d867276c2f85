"""Small acts of the workspace that move no state: messages told or sent again, a call that was made."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.grouping import as_one
from audit.models import Event
from audit.services import record
from notifications.models import Delivery, Message
from notifications.services import mark_told, retry
from programmes.participants import corrections
from programmes.participants.models import CallRequest, Participation
from programmes.participants.services import ask_for_a_call, mark_called
from programmes.placements.models import Placement
from programmes.placements.states import AFTER_A_NO, ASKED_FOR, PlacementState
from programmes.turns import due_on
from workflow.locks import lock
from workflow.notes import keep_note


@transaction.atomic
def tell(message: Message, *, by: User) -> None:
    """The worker has told the message; twice is once."""
    if mark_told(message):
        record("message.told", message, by=by, data={"event": message.event_id})


@as_one()
def correct_person(participation: Participation, *, by: User, values: dict[str, Any]) -> list[str]:
    """The person's data are as given; answers the names of the fields that changed, which the trail keeps.

    The way in follows the e-mail address. Raises ValidationError when another account has the new one.
    """
    person = participation.participant
    lock(person, participation)
    changed = corrections.put_right(person, values, by=by)
    if changed:
        participation.participant = person
        corrections.tell(participation, changed, by=by)
    return changed


@transaction.atomic
def send_again(message: Message, *, by: User) -> None:
    """A failed or doubtful message waits to be sent once more."""
    if message.state in {Delivery.FAILED, Delivery.IN_DOUBT}:
        retry(message)
        record("message.sent_again", message, by=by, data={"event": message.event_id})


@transaction.atomic
def call_was_made(request: CallRequest, *, by: User) -> Event | None:
    """The person who asked has been rung; twice is once, and answers None then."""
    if not by.has_perm("programmes.set_next_step", request.participation):
        raise PermissionDenied
    lock(request.participation)
    request.refresh_from_db(fields=["called_at"])
    return mark_called(request, by=by) if request.called_at is None else None


@as_one()
def called_about(placement: Placement, *, by: User) -> Event | None:
    """Someone was rung about the placement; answers an event of it, None where nobody was to be rung.

    After a no the person has heard it from a human. While an answer is waited for it was asked for once more,
    and the days for it are counted from today.
    """
    if not by.has_perm("programmes.set_next_step", placement):
        raise PermissionDenied
    together = _asked_together(placement)
    lock(*together)
    if placement.state in AFTER_A_NO:
        return call_was_made(ask_for_a_call(placement.participation, by=by, about=placement.title), by=by)
    event = None
    if placement.state in ASKED_FOR:
        for row in together:
            if row.state != placement.state:
                continue
            before, row.due_on = row.due_on, due_on("placement", row, timezone.localdate())
            row.save(update_fields=["due_on"])
            event = record("placement.asked_again", row, by=by, data={"due_on": row.due_on})
            keep_note(event, before={"due_on": before})
    return event


def _asked_together(placement: Placement) -> list[Placement]:
    """The placement, and with a suggestion the others of its round that still wait for an answer."""
    if placement.state != PlacementState.PROPOSED or placement.offer_round is None:
        return [placement]
    others = placement.offer_round.placements.filter(state=PlacementState.PROPOSED).exclude(pk=placement.pk)
    return [placement, *others]
