"""Verbs of a participation and of a vacancy whose consequences reach placements."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accounts.models import User
from audit.grouping import as_one
from audit.models import Event
from programmes.employers.models import Vacancy
from programmes.participants.follow_ups import schedule_follow_ups
from programmes.participants.labour import status_at_the_end
from programmes.participants.models import CallRequest, Interest, Participation
from programmes.participants.services import finish_steps
from programmes.participants.states import InterestState
from programmes.placements.models import Placement
from programmes.placements.services.openings import end_pauses
from programmes.placements.states import BEFORE_AGREED
from programmes.telling import enqueue_messages
from workflow.engine import apply
from workflow.locks import lock, lock_all
from workflow.notes import remember_made


@as_one()
def withdraw_participation(participation: Participation, *, by: User, **fields: Any) -> Event:
    """The person has left the service; suggestions not agreed yet and open wishes are called off with it."""
    return _leave(participation, "withdraw", by=by, **fields)


@as_one()
def end_participation(participation: Participation, *, by: User, **fields: Any) -> Event:
    """The participation has ended with its exit status and class; open suggestions are called off with it.

    How things are is asked 1, 3, 6 and 12 months later.
    """
    event = _leave(participation, "end", by=by, **fields)
    schedule_follow_ups(participation, event)
    status_at_the_end(participation, event)
    return event


@as_one()
def close_referral(participation: Participation, *, by: User, **fields: Any) -> Event:
    """The referral has led to nothing; what interested the person meanwhile waits for nobody any more."""
    return _leave(participation, "close_referral", by=by, **fields)


def _leave(participation: Participation, name: str, *, by: User, **fields: Any) -> Event:
    open_ones, wishes = _held_suggestions(participation), _held_interests(participation)
    event = apply(participation, name, by=by, **fields)
    _cancel(open_ones, by=by, cause=event)
    for wish in wishes:  # the end itself is told: nobody hears of each wish apart
        apply(wish, "cancel", by=by, consequence_of=event)
    finish_steps(participation, event, on=event.on or timezone.localdate())
    enqueue_messages(event, participation)
    return event


@as_one()
def close_vacancy(vacancy: Vacancy, *, by: User, **fields: Any) -> Event:
    """The place is closed; open suggestions are called off and a worker is asked to ring each person."""
    open_ones = _held_suggestions(vacancy)
    event = apply(vacancy, "close", by=by, **fields)
    _cancel(open_ones, by=by, cause=event)
    end_pauses(vacancy, event)
    asked = [
        CallRequest.objects.get_or_create(
            participation=placement.participation, called_at=None, defaults={"about": vacancy.title}
        )
        for placement in open_ones
    ]
    remember_made(event, *(request for request, made in asked if made))
    enqueue_messages(event, vacancy)
    return event


def _held_suggestions(parent: Participation | Vacancy) -> list[Placement]:
    """What stands before an agreement under the parent: all is locked, the parent and the people too."""
    lock(parent)
    rows = parent.placements.filter(state__in=sorted(BEFORE_AGREED))
    lock(*{row.participation for row in rows.select_related("participation")})
    return [row for row in lock_all(rows.all()) if row.state in BEFORE_AGREED]


def _held_interests(participation: Participation) -> list[Interest]:
    """What interests the person and waits for an answer, locked; the participation is held already."""
    return lock_all(Interest.objects.filter(participation=participation, state=InterestState.SENT))


def _cancel(placements: list[Placement], *, by: User, cause: Event) -> None:
    """The suggestions are called off as a consequence of `cause`."""
    for placement in placements:
        event = apply(placement, "cancel", by=by, consequence_of=cause)
        if cause.object_type != "vacancy":  # a closed place is one message to its host
            enqueue_messages(event, placement, verb="placement.fell_away")
