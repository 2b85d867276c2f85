"""What a person has chosen about pages and messages is kept: on their account, and beside their data."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from accounts.services import choose_language, choose_text_size
from audit.grouping import as_one
from audit.services import record
from programmes.participants.models import Participant, Participation
from programmes.telling import enqueue_messages
from workflow.locks import lock


@as_one()
def choose(
    person: Participant,
    *,
    by: User,
    language: str,
    large_text: bool,
    contact_channel: str,
    message_choices: dict[str, str],
) -> list[str]:
    """The choices stand from now on; answers the names of those that changed, which the trail keeps."""
    lock(person)
    choose_language(by, language)
    choose_text_size(by, large=large_text)
    changed = _keep(person, contact_channel=contact_channel, message_choices=message_choices)
    if changed:
        time = person.participations.order_by("-referred_on", "-pk").first()
        record("participation.settings_changed", time or person, by=by, data={"fields": changed})
    return changed


@as_one()
def record_wishes(
    time: Participation, *, by: User, contact_channel: str, message_choices: dict[str, str]
) -> list[str]:
    """How messages come is kept on the person's word, who hears of it; answers what changed."""
    lock(time.participant, time)
    changed = _keep(time.participant, contact_channel=contact_channel, message_choices=message_choices)
    if changed:
        event = record("participation.settings_recorded", time, by=by, data={"fields": changed})
        enqueue_messages(event, time, verb="participation.data_corrected")
    return changed


def _keep(person: Participant, **values: Any) -> list[str]:
    """The values stand; answers the names of those that changed."""
    changed = sorted(name for name, value in values.items() if getattr(person, name) != value)
    for name in changed:
        setattr(person, name, values[name])
    if changed:
        person.save(update_fields=changed)
    return changed
