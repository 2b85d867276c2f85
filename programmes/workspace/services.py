"""Small acts of the workspace that move no state: messages told or sent again, a call that was made."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.services import record
from notifications.models import Delivery, Message
from notifications.services import mark_told, retry
from programmes.participants.models import CallRequest
from programmes.participants.services import ask_for_a_call, mark_called
from programmes.placements.models import Placement


@transaction.atomic
def tell(message: Message, *, by: User) -> None:
    """The worker has told the message; twice is once."""
    if mark_told(message):
        record("message.told", message, by=by, data={"event": message.event_id})


@transaction.atomic
def send_again(message: Message, *, by: User) -> None:
    """A failed or doubtful message waits to be sent once more."""
    if message.state in {Delivery.FAILED, Delivery.IN_DOUBT}:
        retry(message)
        record("message.sent_again", message, by=by, data={"event": message.event_id})


@transaction.atomic
def call_was_made(request: CallRequest, *, by: User) -> None:
    """The person who asked has been rung; twice is once."""
    if not by.has_perm("programmes.set_next_step", request.participation):
        raise PermissionDenied
    if request.called_at is None:
        mark_called(request, by=by)


@transaction.atomic
def called_about(placement: Placement, *, by: User) -> None:
    """The person was rung about the placement: a no was told by a human, or an answer was asked for."""
    if not by.has_perm("programmes.set_next_step", placement):
        raise PermissionDenied
    call_was_made(ask_for_a_call(placement.participation, by=by, about=placement.title), by=by)
