"""The newest letters of the demo coordinators' people, so that the page of messages has one in each state.

No message is made for the rest of the history: nobody would read sixty thousand letters.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import islice
from typing import Any

from accounts.models import User
from audit.models import Event
from notifications.models import Channel, Delivery, Message, MessageText, MessageTextVersion, MorningMail
from notifications.services import ATTEMPTS, Recipient, rendered
from programmes.exchange.demo.course import instant
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import World
from programmes.exchange.demo.writing import dated_by_hand
from programmes.messages import MESSAGES
from programmes.participants.models import Participation
from programmes.telling import told_by

OWN_WORDS = (
    "Sinulle on ehdotettu jotain",
    "Työntekijäsi on ehdottanut sinulle paikkaa tai palvelua. Lue rauhassa, kiirettä ei ole. Jos et vastaa, "
    "työntekijäsi soittaa.\n\nKatso tästä: {linkki}\nKysyttävää? Soita: {työntekijä}, {puhelin}\n\nVälityö",
)
TOLD_ABOUT = 60
STILL_TO_TELL = 6
TRIES: dict[str, int] = {Delivery.SENT: 1, Delivery.FAILED: ATTEMPTS}
HOLD = timedelta(minutes=10)
# How the newest letters by e-mail stand, the newest first; all that are older have gone.
NEWEST = (
    Delivery.PENDING, Delivery.PENDING, Delivery.SENT, Delivery.SENDING, Delivery.FAILED, Delivery.SENT,
    Delivery.IN_DOUBT, Delivery.SENT, Delivery.CANCELLED, Delivery.SENT, Delivery.FAILED, Delivery.GATHERED,
    Delivery.PASSED_ON,
)  # fmt: skip


def fill_outbox(world: World, coordinators: list[User]) -> None:
    """The newest acts about the people of `coordinators` have their messages."""
    letters = [
        (happened, recipient, told.template)
        for happened in _newest(world, coordinators)
        for told in MESSAGES[happened.verb]
        for recipient in told_by(told, happened.row)
    ]
    by_email = [letter for letter in letters if letter[1].channel == Channel.EMAIL and letter[1].address]
    by_hand = [letter for letter in letters if letter not in by_email]
    states = {id(letter): state for letter, state in zip(by_email, NEWEST, strict=False)}
    states |= {id(letter): Delivery.BY_HAND for letter in by_hand[:STILL_TO_TELL]}
    messages = [_message(*letter, states.get(id(letter), Delivery.SENT)) for letter in letters]
    for one in messages:
        if one.state == Delivery.SENT:
            one.subject, one.body = rendered(one)
    once = {(one.event_id, one.template, one.recipient_id, one.address): one for one in messages}
    with dated_by_hand(Message):
        Message.objects.bulk_create(sorted(once.values(), key=lambda one: one.event_id))


def _newest(world: World, coordinators: list[User]) -> list[Happened]:
    """The last acts that tell anybody anything, newest first."""
    told = (one for one in reversed(world.journal.happened) if one.verb in MESSAGES)
    wanted = (
        one for one in told if not one.verb.startswith("attendance.")
    )  # a month fills the page with them
    about = (happened for happened in wanted if _coordinator_of(happened.row) in coordinators)
    return list(islice(about, TOLD_ABOUT))


def _coordinator_of(row: Any) -> User | None:
    participation = row if isinstance(row, Participation) else getattr(row, "participation", None)
    return participation.coordinator if participation is not None else None


def _message(happened: Happened, recipient: Recipient, template: str, state: str) -> Message:
    at = instant(happened.at)
    due = at + HOLD
    return Message(
        event=Event(pk=happened.event_id),
        recipient=recipient.user,
        recipient_name=recipient.name,
        channel=recipient.channel,
        address=recipient.address,
        template=template,
        language=recipient.language,
        context={
            "reference": happened.row.reference,  # type: ignore[union-attr]
            "object_type": happened.row._meta.model_name,  # type: ignore[union-attr]
            **recipient.end,
        },
        state=state,
        not_before=due,
        created_at=at,
        claimed_at=due if state in {Delivery.SENDING, Delivery.IN_DOUBT, Delivery.SENT} else None,
        sent_at=due + timedelta(seconds=8) if state == Delivery.SENT else None,
        attempts=TRIES.get(state, 0),
        error="SMTPRecipientsRefused" if state == Delivery.FAILED else "",
    )


def write_own_words(world: World, manager: User, coordinator: User) -> None:
    """One message has words of the manager's own, and the coordinator reads one mail a morning."""
    subject, body = OWN_WORDS
    text, _made = MessageText.objects.update_or_create(
        template="places_suggested", language="fi", defaults={"subject": subject, "body": body}
    )
    at = instant(datetime.combine(world.course.back(3), time(9)))
    MessageTextVersion.objects.create(text=text, subject=subject, body=body, by=manager, at=at)
    MorningMail.objects.create(user=coordinator, how=MorningMail.How.BESIDE)
