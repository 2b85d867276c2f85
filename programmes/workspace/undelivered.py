"""What has not reached a person: it stands on their page until it has, or somebody has told it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from accounts.selectors import Viewer
from notifications.failures import reason_of
from notifications.models import Delivery, Message
from notifications.services import said_by
from programmes.participants.models import Participant
from programmes.who_is_who import participation_of
from programmes.workspace.outbox import rows_of

DID_NOT_ARRIVE = (Delivery.FAILED, Delivery.IN_DOUBT)


def undelivered_to(person: Participant, viewer: Viewer) -> list[Message]:
    """Messages to the person that failed or may have, the newest first, about what the viewer may act on.

    Who has no account is known by the name in the message; a namesake's is about a row of somebody else.
    """
    to_them = Q(recipient=None, recipient_name=str(person))
    if person.user_id is not None:
        to_them |= Q(recipient=person.user_id)
    stuck = Message.objects.filter(to_them, state__in=DID_NOT_ARRIVE).select_related("event", "recipient")
    found = list(stuck.order_by("-id"))
    rows = rows_of(found, viewer) if found else {}
    about = {key: participation_of(row) for key, row in rows.items()}
    return [
        message
        for message in found
        if (time := about.get((message.event.object_type, message.event.object_id or 0))) is not None
        and time.participant_id == person.pk
    ]


@dataclass(frozen=True)
class Undelivered:
    """One of them in words: what it says, and why it did not arrive."""

    message: Message
    subject: str
    body: str
    reason: Any


def in_words(messages: list[Message]) -> list[Undelivered]:
    """As the person's page tells them."""
    return [Undelivered(one, *said_by(one), reason_of(one.error)) for one in messages]
