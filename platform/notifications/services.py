"""The outbox: queued in the act's transaction, sent after the hold and not at night, each at most once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import lazy

from accounts.models import User
from audit.models import Event
from notifications import sms
from notifications.models import Channel, Delivery, Message
from notifications.quiet import when_it_may_go, without_what_rests_now
from notifications.texts import Words, message_in
from ui.formats import day as in_words

log = logging.getLogger("valityo.outbox")
ATTEMPTS = 5
DOUBT_AFTER = timedelta(minutes=10)
NOT_AGAIN_WITHIN = timedelta(hours=4)
END_NAMES = ("path", "no_way_in", "worker", "worker_phone")
KINDS = ("at_once", "rests")


_ASKERS: list[Callable[[Message], list[Recipient] | None]] = []


@dataclass(frozen=True)
class Recipient:
    """One person, how they are reached, and what the end of the message tells them.

    person: whether it is the person whom the matter is about, who has chosen how each kind comes.
    silent: nobody is told (a death was marked). signs_in: whether the person can open a page of theirs.
    path: the page that the message is about; worker, phone: whom to ring, the service's own number if empty.
    """

    user: User | None
    name: str
    channel: str
    address: str
    language: str
    silent: bool = False
    person: bool = False
    signs_in: bool = False
    path: str = ""
    worker: str = ""
    phone: str = ""

    @property
    def by_hand(self) -> bool:
        """Whether a worker has to tell it: text messages too, where no gateway sends them."""
        by_itself = self.channel == Channel.EMAIL or (self.channel == Channel.SMS and sms.has_gateway())
        return not by_itself or not self.address

    @property
    def end(self) -> dict[str, str]:
        """What the end of the message is made of; nobody is sent to a page that they cannot open."""
        to_open = self.path if self.signs_in else ""
        no_way_in = "yes" if self.path and not to_open and not self.by_hand else ""
        told = {"path": to_open, "no_way_in": no_way_in, "worker": self.worker, "worker_phone": self.phone}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True)
class NewMessage:
    """One message to one person, before it is in the outbox.

    line: where the table of recipients names them, so that they are asked for again before it goes.
    gather: what waits for the same person goes as one message, and not again within four hours.
    at_once: it may not wait for the morning. rests: it reminds or asks, and does so on no day of rest.
    """

    recipient: Recipient
    template: str
    line: str = ""
    gather: bool = False
    at_once: bool = False
    rests: bool = False

    @property
    def once(self) -> tuple[int | None, str, str]:
        """Of one event, who gets the same message at the same address gets it once."""
        user = self.recipient.user
        return (user.pk if user else None, self.recipient.address, self.template)


def enqueue(event: Event, recipient: Recipient, template: str, *, line: str = "", **kind: bool) -> Message:
    """A message of the event waits in the outbox for ten minutes; the same one is queued once.

    kind: `gather`, `at_once`, `rests` as of NewMessage.
    """
    one = NewMessage(recipient, template, line, **kind)
    enqueue_all(event, [one])
    return Message.objects.get(
        event=event, recipient=recipient.user, address=recipient.address, template=template
    )


def enqueue_all(event: Event, new: Iterable[NewMessage]) -> None:
    """As `enqueue`, for everyone who hears of the event at once."""
    wanted = {one.once: one for one in new}
    if not wanted:
        return
    told = Message.objects.filter(event=event).order_by()
    queued = set() if event.is_new else set(told.values_list("recipient_id", "address", "template"))
    event.is_new = False
    Message.objects.bulk_create([_message(event, one) for once, one in wanted.items() if once not in queued])


def _message(event: Event, one: NewMessage) -> Message:
    recipient = one.recipient
    held_until = timezone.now() + timedelta(minutes=settings.OUTBOX_HOLD_MINUTES)
    kind = {name: True for name in KINDS if getattr(one, name)}
    return Message(
        event=event,
        recipient=recipient.user,
        recipient_name=recipient.name,
        channel=recipient.channel,
        address=recipient.address,
        template=one.template,
        language=recipient.language,
        state=Delivery.BY_HAND if recipient.by_hand else Delivery.PENDING,
        not_before=held_until if one.at_once else when_it_may_go(held_until, rests=one.rests),
        context={
            "reference": event.reference,
            "object_type": event.object_type,
            "line": one.line,
            "gather": one.gather,
            **kind,
            **recipient.end,
        },
    )


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


def retry(message: Message) -> bool:
    """A failed or doubtful message waits to be sent once more, because a person said so; pressed twice, once.

    Answers whether it was one of these.
    """
    stuck = Message.objects.filter(pk=message.pk, state__in=[Delivery.FAILED, Delivery.IN_DOUBT])
    return bool(stuck.update(state=Delivery.PENDING, not_before=timezone.now(), attempts=0, error=""))


def _due() -> QuerySet[Message]:
    """What may go now."""
    return without_what_rests_now(
        Message.objects.filter(state=Delivery.PENDING, not_before__lte=timezone.now())
    )


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
        if not to_whom_it_goes_now(message) or _waits_for_others(message):
            return False
        subject, body = rendered(message)
        if message.channel == Channel.SMS:
            sms.send(message.address, sms.text_of(subject, body))
        else:
            EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [message.address]).send()
    except Exception as failure:
        _failed(message, failure)
        return False
    Message.objects.filter(pk=message.pk).update(
        state=Delivery.SENT,
        sent_at=timezone.now(),
        attempts=message.attempts + 1,
        error="",
        subject=subject,
        body=body,
    )
    if message.context.get("gather"):
        _alike(message).filter(state=Delivery.PENDING).update(state=Delivery.GATHERED)
    return True


def _alike(message: Message) -> QuerySet[Message]:
    """The same message about other things to the same person."""
    same = Message.objects.filter(template=message.template, recipient=message.recipient)
    return same.exclude(pk=message.pk)


def _waits_for_others(message: Message) -> bool:
    """Whether the person has just had the same message: it waits then, and goes with what comes meanwhile."""
    if not message.context.get("gather"):
        return False
    since = timezone.now() - NOT_AGAIN_WITHIN
    last = _alike(message).filter(state=Delivery.SENT, sent_at__gt=since).order_by("-sent_at").first()
    if last is None or last.sent_at is None:
        return False
    again = last.sent_at + NOT_AGAIN_WITHIN
    Message.objects.filter(pk=message.pk).update(state=Delivery.PENDING, not_before=again)
    return True


def to_whom_it_goes_now(message: Message) -> bool:
    """Whether the message goes, to the address that its person has today.

    Who cares for the matter is asked again, since much may have happened since the act: an address corrected,
    a role ended, somebody away. It is passed on to who it is for today; when it is for nobody any more, it is
    taken back; whom a worker tells is told by a worker.
    """
    asker = _ASKERS[0] if _ASKERS else None
    today = asker(message) if asker is not None else None
    if today is None:
        return True
    same = next((one for one in today if _is_the_one(message, one, today)), None)
    if same is None:
        _pass_on(message, today)
        return False
    return _refresh(message, same)


def _is_the_one(message: Message, recipient: Recipient, today: list[Recipient]) -> bool:
    if message.recipient_id is None:
        return len(today) == 1
    return recipient.user is not None and recipient.user.pk == message.recipient_id


def _refresh(message: Message, recipient: Recipient) -> bool:
    """The message has the address of today; answers whether it goes by itself."""
    message.recipient, message.address, message.channel = recipient.user, recipient.address, recipient.channel
    message.context = {
        name: value for name, value in message.context.items() if name not in END_NAMES
    } | recipient.end
    told_otherwise = (
        Message.objects.filter(event=message.event_id, template=message.template)
        .filter(recipient=message.recipient, address=message.address)
        .exclude(pk=message.pk)
    )
    if told_otherwise.exists():
        Message.objects.filter(pk=message.pk).update(state=Delivery.PASSED_ON)
        return False
    fields = {"recipient": message.recipient, "address": message.address, "context": message.context}
    if recipient.by_hand:
        fields["state"] = Delivery.BY_HAND
    Message.objects.filter(pk=message.pk).update(channel=message.channel, **fields)
    return not recipient.by_hand


@transaction.atomic
def _pass_on(message: Message, today: list[Recipient]) -> None:
    """Those it is for today have a message of their own, without another ten minutes of waiting."""
    line = message.context.get("line", "")
    kind = {name: bool(message.context.get(name)) for name in ("gather", *KINDS)}
    for recipient in today:
        made = enqueue(message.event, recipient, message.template, line=line, **kind)
        if made.state == Delivery.PENDING:
            Message.objects.filter(pk=made.pk).update(not_before=timezone.now())
    state = Delivery.PASSED_ON if today else Delivery.CANCELLED
    Message.objects.filter(pk=message.pk).update(state=state)


def ask_before_sending(asker: Callable[[Message], list[Recipient] | None]) -> None:
    """`asker` names who a message is for today; None where it stays as it was queued."""
    _ASKERS[:] = [asker]


def _failed(message: Message, failure: Exception) -> None:
    attempts = message.attempts + 1
    state = Delivery.FAILED if attempts >= ATTEMPTS else Delivery.PENDING
    wait = timedelta(minutes=2**attempts)
    Message.objects.filter(pk=message.pk).update(
        state=state, attempts=attempts, error=type(failure).__name__, not_before=timezone.now() + wait
    )
    log.warning("message %s: attempt %s failed with %s", message.pk, attempts, type(failure).__name__)


def rendered(message: Message) -> tuple[str, str]:
    """Subject and text in the recipient's language; no personal data beyond the greeting stands in them.

    Of the event's data a text may say `day`, `counts` of what waits, and `why`: the reason by language, which
    is nobody's own matter.
    """
    context = {"message": message} | message.context
    data = message.event.data if message.event_id else {}
    if told := data.get("day"):  # in the language of the message, which is chosen later
        context["day"] = lazy(in_words, str)(date.fromisoformat(told))
    context["counts"] = data.get("counts", {})
    context["why"] = data.get("why", {}).get(message.language, "")
    tried = message.context.get("tried")  # a text that somebody tries out, sent to themself
    return message_in(message.language, message.template, context, words=Words(**tried) if tried else None)


def said_by(message: Message) -> tuple[str, str]:
    """What the message said when it went; what it would say now where it has not gone."""
    return (message.subject, message.body) if message.body else rendered(message)


def mark_told(message: Message) -> bool:
    """The worker has told what the message says; answers whether it was still to be told.

    What did not arrive, or perhaps did not, can be told too.
    """
    told = Message.objects.filter(
        pk=message.pk, state__in=[Delivery.BY_HAND, Delivery.FAILED, Delivery.IN_DOUBT]
    )
    subject, body = rendered(message)
    channel = message.channel if message.state == Delivery.BY_HAND else Channel.WORKER
    values = {"state": Delivery.SENT, "channel": channel, "subject": subject, "body": body, "error": ""}
    return bool(told.update(sent_at=timezone.now(), **values))
