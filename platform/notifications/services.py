"""The outbox: queued in the act's transaction, sent after the hold, each at most once."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from notifications.models import Channel, Delivery, Message
from notifications.texts import message_in

log = logging.getLogger("valityo.outbox")
ATTEMPTS = 5
DOUBT_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class Recipient:
    """One person and how they are reached. `silent`: nobody is told (a death was marked)."""

    user: User | None
    name: str
    channel: str
    address: str
    language: str
    silent: bool = False


def enqueue(event: Event, recipient: Recipient, template: str) -> Message:
    """A message of the event waits in the outbox for ten minutes; the same one is queued once."""
    by_hand = recipient.channel != Channel.EMAIL or not recipient.address
    message, _made = Message.objects.get_or_create(
        event=event,
        recipient=recipient.user,
        address=recipient.address,
        template=template,
        defaults={
            "recipient_name": recipient.name,
            "channel": recipient.channel,
            "language": recipient.language,
            "state": Delivery.BY_HAND if by_hand else Delivery.PENDING,
            "not_before": timezone.now() + timedelta(minutes=settings.OUTBOX_HOLD_MINUTES),
            "context": {"reference": event.reference, "object_type": event.object_type},
        },
    )
    return message


def cancel_for(event: Event) -> tuple[int, list[Message]]:
    """Messages of the event that have not gone are taken back; answers how many, and those that had gone."""
    waiting = Message.objects.filter(event=event, state__in=[Delivery.PENDING, Delivery.BY_HAND])
    taken = waiting.update(state=Delivery.CANCELLED)
    gone = Message.objects.filter(event=event, state__in=[Delivery.SENT, Delivery.SENDING, Delivery.IN_DOUBT])
    return taken, list(gone.select_related("recipient"))


def send_due(limit: int = 100) -> int:
    """Up to `limit` messages whose time has come have been tried once; answers how many were sent."""
    mark_doubtful()
    sent = 0
    for pk in list(_due().values_list("pk", flat=True)[:limit]):
        message = _claim(pk)
        if message is not None and _deliver(message):
            sent += 1
    return sent


def mark_doubtful() -> int:
    """Messages whose sender died in the act are in doubt: a person decides, none is sent again by itself."""
    old = timezone.now() - DOUBT_AFTER
    return Message.objects.filter(state=Delivery.SENDING, claimed_at__lt=old).update(state=Delivery.IN_DOUBT)


def retry(message: Message) -> None:
    """A failed or doubtful message waits to be sent once more, because a person said so."""
    Message.objects.filter(pk=message.pk, state__in=[Delivery.FAILED, Delivery.IN_DOUBT]).update(
        state=Delivery.PENDING, not_before=timezone.now(), attempts=0, error=""
    )


def _due() -> QuerySet[Message]:
    return Message.objects.filter(state=Delivery.PENDING, not_before__lte=timezone.now())


def _claim(pk: int) -> Message | None:
    """The message is ours to send, or None when another worker took it or it was taken back."""
    with transaction.atomic():
        claimed = Message.objects.filter(pk=pk, state=Delivery.PENDING).update(
            state=Delivery.SENDING, claimed_at=timezone.now()
        )
    return Message.objects.select_related("recipient").get(pk=pk) if claimed else None


def _deliver(message: Message) -> bool:
    """One attempt outside any transaction; the row tells how it went."""
    try:
        subject, body = rendered(message)
        EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [message.address]).send()
    except Exception as failure:
        _failed(message, failure)
        return False
    Message.objects.filter(pk=message.pk).update(
        state=Delivery.SENT, sent_at=timezone.now(), attempts=message.attempts + 1, error=""
    )
    return True


def _failed(message: Message, failure: Exception) -> None:
    attempts = message.attempts + 1
    state = Delivery.FAILED if attempts >= ATTEMPTS else Delivery.PENDING
    wait = timedelta(minutes=2**attempts)
    Message.objects.filter(pk=message.pk).update(
        state=state, attempts=attempts, error=type(failure).__name__, not_before=timezone.now() + wait
    )
    log.warning("message %s: attempt %s failed with %s", message.pk, attempts, type(failure).__name__)


def rendered(message: Message) -> tuple[str, str]:
    """Subject and text in the recipient's language; no personal data beyond the greeting stands in them."""
    return message_in(message.language, message.template, {"message": message} | message.context)


def mark_told(message: Message) -> bool:
    """The worker has told what the message says; answers whether it was still to be told."""
    told = Message.objects.filter(pk=message.pk, state=Delivery.BY_HAND)
    return bool(told.update(state=Delivery.SENT, sent_at=timezone.now()))
