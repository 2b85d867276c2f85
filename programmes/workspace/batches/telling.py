"""Who would hear of an act over many people, and how, before it is begun; who would not, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.models import Channel
from notifications.services import Recipient
from programmes.participants.models import Participation
from programmes.recipients import Reach, as_chosen, reach_of, referrers_of, to_participant

WAYS: dict[str, Any] = {
    Channel.EMAIL: gettext_lazy("By e-mail"),
    Channel.SMS: gettext_lazy("By text message"),
    "sms_by_hand": gettext_lazy("By text message that a worker sends"),
    Channel.LETTER: gettext_lazy("By letter that a worker sends"),
    Channel.WORKER: gettext_lazy("A worker tells it"),
}


@dataclass
class Telling:
    """How many hear by which way, how many do not and why, and how each person does.

    others: how many officers have a mail of it.
    """

    ways: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    of_each: dict[int, str] = field(default_factory=dict)
    others: int = 0

    @property
    def facts(self) -> list[tuple[str, str]]:
        """As a list of facts, the ways in their order, then those who hear nothing."""
        told = [(str(label), str(self.ways[way])) for way, label in WAYS.items() if self.ways[way]]
        told += [(_("Hears nothing"), f"{number}: {why}") for why, number in self.silent.items()]
        if self.others:
            told.append((_("Mails to officers"), str(self.others)))
        return told

    @property
    def by_hand(self) -> int:
        """How many messages come to the workers to be told or sent."""
        return sum(self.ways[way] for way in ("sms_by_hand", Channel.LETTER, Channel.WORKER))


def telling_of(rows: Sequence[Participation], template: str, *, officers: bool = False) -> Telling:
    """Who of the people would hear a message of the template, as it is known now."""
    prefetch_related_objects(list(rows), "participant__user", "referrer")
    reach, told = reach_of([row.participant for row in rows]), Telling()
    for row in rows:
        way = _way_of(row, template, reach[row.participant_id])
        if way in WAYS:
            told.ways[way] += 1
            told.of_each[row.pk] = str(WAYS[way])
        else:
            told.silent[way] += 1
            told.of_each[row.pk] = way
    if officers:
        told.others = len(referrers_of(rows))
    return told


def _way_of(row: Participation, template: str, reach: Reach) -> str:
    """The way by which the person hears; else why they do not."""
    usual = to_participant(row.participant, reach)
    if usual.silent:
        return _("The person has died.")
    chosen = as_chosen(usual, row, template, reach)
    if chosen is None:
        return _("Has chosen to read it on their own page.")
    return _by(chosen)


def _by(recipient: Recipient) -> str:
    if not recipient.by_hand:
        return recipient.channel
    return "sms_by_hand" if recipient.channel == Channel.SMS and recipient.address else _hand(recipient)


def _hand(recipient: Recipient) -> str:
    return Channel.LETTER if recipient.channel == Channel.LETTER else Channel.WORKER
