"""How the table of messages is told: who hears of an act when it is done, and who when the message goes.

The table (`messages.MESSAGES`) is asked twice (`told_now`): who cares for the matter may have changed, an
address may have been corrected.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.apps import apps

from accounts.models import User
from audit.models import Event
from letters.numbers import whole_number
from notifications.models import Message, MorningMail
from notifications.services import NewMessage, Recipient, enqueue, enqueue_all
from programmes.messages import MESSAGES, QUEUES, Told
from programmes.participants.models import Participation
from programmes.recipients import as_chosen
from programmes.relations import worker_now, worker_shown


def enqueue_messages(event: Event, row: Any, *, verb: str = "") -> None:
    """Everyone the table names has a message of the event in the outbox; it waits before it goes.

    verb: another line of the table than the event's own, where one act tells of two things.
    """
    key = verb or event.verb
    lines = MESSAGES.get(key, ())
    if not lines:
        return
    worker = _worker_to_ring(row, _who_acts(event))
    enqueue_all(
        event,
        [
            NewMessage(
                recipient,
                told.template,
                line=f"{key}:{number}",
                gather=told.gather,
                at_once=told.at_once,
                rests=told.rests,
            )
            for number, told in enumerate(lines)
            for recipient in _told_by(told, row, worker)
        ],
    )


def told_by(told: Told, row: Any) -> list[Recipient]:
    """Who the line names today, with the page and the telephone number for the end of the message."""
    return _told_by(told, row, _worker_to_ring(row))


def _told_by(told: Told, row: Any, worker: User | None) -> list[Recipient]:
    chosen = (as_chosen(one, row, told.template) for one in told.who(row) if not one.silent)
    people = [one for one in chosen if one is not None]
    if told.template in QUEUES:
        people = _without_who_reads_in_the_morning(people)
    if told.open:
        people = [replace(one, signs_in=True) for one in people]
    return [
        replace(one, path=told.at(row))
        if worker is None or one.user == worker
        else replace(one, path=told.at(row), worker=str(worker), phone=worker.phone)
        for one in people
    ]


def _without_who_reads_in_the_morning(people: list[Recipient]) -> list[Recipient]:
    """Who has chosen one mail a morning in place of messages about queues finds this there."""
    users = [one.user.pk for one in people if one.user is not None]
    in_the_morning = MorningMail.objects.filter(user__in=users, how=MorningMail.How.INSTEAD)
    left_out = set(in_the_morning.values_list("user_id", flat=True))
    return [one for one in people if one.user is None or one.user.pk not in left_out]


def _who_acts(event: Event) -> User | None:
    """Whose act it is, where they are in hand: who works here has been read for them already."""
    return event.actor if Event.actor.is_cached(event) else None


def _worker_to_ring(row: Any, viewer: User | None = None) -> User | None:
    """The person's own worker today, where the row is about a person and has one."""
    participation = row if isinstance(row, Participation) else getattr(row, "participation", None)
    if participation is None:
        return None
    return worker_now(participation) if viewer is None else worker_shown(participation, viewer)


def told_now(message: Message) -> list[Recipient] | None:
    """Who the message is for today, asked of the table again; None where the table does not name them."""
    key, _colon, place = str(message.context.get("line", "")).rpartition(":")
    lines = MESSAGES.get(key, ())
    number = whole_number(place, most=len(lines) - 1)
    if number is None:
        return None
    told = lines[number]
    about = message.event.object_type
    model: Any = User if about == "user" else apps.get_model("programmes", about)
    row = model._default_manager.filter(pk=message.event.object_id).first()
    return None if row is None or told.template != message.template else told_by(told, row)


def enqueue_correction(event: Event, message: Message) -> Message:
    """Whoever got `message` hears that it no longer holds."""
    end = {name: message.context.get(name, "") for name in ("path", "worker")}
    recipient = Recipient(
        message.recipient,
        message.recipient_name,
        message.channel,
        message.address,
        message.language,
        signs_in=bool(end["path"]),
        phone=message.context.get("worker_phone", ""),
        **end,
    )
    return enqueue(event, recipient, "correction")
