"""A sign of interest is sent, and a suggestion answers it (decision 0077)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.grouping import as_one
from audit.services import record
from programmes.catalogue.models import Intake
from programmes.participants.models import Interest, Participation
from programmes.participants.models.interest import LONGEST_WISH
from programmes.participants.states import InterestState
from programmes.telling import enqueue_messages
from workflow.engine import create, first_time
from workflow.locks import lock
from workflow.notes import keep_note

ON_WORD = "interest.sent_on_word"


@as_one()
def send(
    participation: Participation,
    target: Any,
    *,
    by: User,
    wish: str = "",
    on_word: str = "",
    token: str | None = None,
) -> Interest:
    """The worker of the person, or the queue of their municipality, has the interest; sent twice it is one.

    target: a service, a group or an open place. What is added later stands below what was said before.
    Raises ValidationError when the person has died, or when there is no room for what is added.
    """
    lock(participation)
    name = target._meta.model_name
    if (known := first_time(token, Interest)) is not None:
        return Interest.objects.get(pk=known.object_id)
    if participation.participant.deceased_on:
        raise ValidationError(_("The person has died."))
    waiting = Interest.objects.filter(participation=participation, state=InterestState.SENT)
    if (same := waiting.filter(**{name: target}).first()) is not None:
        _add(same, wish, by=by, token=token)
        return same
    row = Interest(participation=participation, wish=wish, sent_on=timezone.localdate(), **{name: target})
    event = create(row, "send", by=by, past="sent", on_word=on_word, token=token)
    keep_note(event, row)
    enqueue_messages(event, row, verb=ON_WORD if on_word else "")
    return row


def _add(row: Interest, words: str, *, by: User, token: str | None) -> None:
    """What is said now and was not said before stands below it, and the worker sees that it was added."""
    words = words.strip()
    if not words or words in row.wish:
        return
    together = f"{row.wish}\n{words}" if row.wish else words
    room = LONGEST_WISH - len(row.wish) - 1
    if len(together) > LONGEST_WISH:
        raise ValidationError(
            _("You have written of this before, and there is room for %(room)s signs more. Shorten this.")
            % {"room": max(room, 0)}
        )
    row.wish = together
    row.save(update_fields=["wish"])
    record("interest.words_added", row, by=by, token=token)


def waiting_of(participation: Participation) -> list[Interest]:
    """The signs of interest of this time in the service that wait for an answer."""
    return list(Interest.objects.filter(participation=participation, state=InterestState.SENT))


def answered_by(interests: Iterable[Interest], places: Iterable[Any], *, also: str = "") -> list[Interest]:
    """Those of the interests that a suggestion of these places answers: the place itself, or its service.

    also: the reference of one that the worker answers by it, whatever it was in.
    """
    places = list(places)
    named = {(type(place).__name__, place.pk) for place in places}
    services = {("Programme", place.programme_id) for place in places if isinstance(place, Intake)}
    return [
        one
        for one in interests
        if one.state == InterestState.SENT
        and (one.reference == also or (type(one.target).__name__, one.target.pk) in named | services)
    ]
