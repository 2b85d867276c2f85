"""Small acts of the workspace that move no state: messages told or sent again, a call that was made."""

from __future__ import annotations

from datetime import timedelta
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
from programmes.personal.preferences import record_wishes
from programmes.placements.models import Placement
from programmes.placements.states import AFTER_A_NO, ASKED_FOR, PlacementState
from programmes.turns import due_on
from programmes.workspace.undelivered import undelivered_to
from workflow.locks import lock
from workflow.notes import keep_note

# What a correction changes of how a person is reached, and for how long a message is still news.
REACHED_BY = {"email", "phone", "contact_channel"}
STILL_NEWS = timedelta(days=14)


@transaction.atomic
def tell(message: Message, *, by: User) -> None:
    """The worker has told the message; twice is once."""
    if mark_told(message):
        record("message.told", message, by=by, data={"event": message.event_id})


@as_one()
def correct_person(
    participation: Participation, *, by: User, values: dict[str, Any]
) -> tuple[list[str], int]:
    """The person's data are as given; answers the names of the fields that changed, which the trail keeps,
    and how many messages that had not arrived go again at once, to where they reach the person now.

    The way in follows the e-mail address. Raises ValidationError when another account has the new one.
    """
    person = participation.participant
    lock(person, participation)
    changed = corrections.put_right(person, values, by=by)
    if changed:
        participation.participant = person
        corrections.tell(participation, changed, by=by)
    reached = REACHED_BY & set(changed)
    return changed, send_what_failed(participation, by=by) if reached else 0


@as_one()
def record_way_of_hearing(participation: Participation, *, by: User, **wishes: Any) -> tuple[list[str], int]:
    """How messages come is kept on the person's word; answers as `correct_person` does."""
    changed = record_wishes(participation, by=by, **wishes)
    return changed, send_what_failed(participation, by=by) if changed else 0


@transaction.atomic
def send_again(message: Message, *, by: User) -> bool:
    """A failed or doubtful message waits to be sent once more; answers whether it was one."""
    again = retry(message)
    if again:
        record("message.sent_again", message, by=by, data={"event": message.event_id})
    return again


def send_what_failed(participation: Participation, *, by: User) -> int:
    """What has not reached the person in the last fortnight goes again; answers how many. What may have
    arrived is left for somebody to decide, and what is older has been overtaken."""
    since = timezone.now() - STILL_NEWS
    found = undelivered_to(participation.participant, by)
    failed = [one for one in found if one.state == Delivery.FAILED and one.created_at >= since]
    return sum(send_again(message, by=by) for message in failed)


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
