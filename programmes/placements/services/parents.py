"""Verbs of a participation and of a vacancy whose consequences reach placements."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.models import User
from audit.models import Event
from programmes.employers.models import Vacancy
from programmes.messages import enqueue_messages
from programmes.participants.models import CallRequest, NextStep, Participation
from programmes.placements.models import Placement
from programmes.placements.states import BEFORE_AGREED
from workflow.engine import apply, lock


@transaction.atomic
def withdraw_participation(participation: Participation, *, by: User, **fields: Any) -> Event:
    """The person has left the service; suggestions that were not agreed yet are called off with it."""
    lock(participation)
    event = apply(participation, "withdraw", by=by, **fields)
    _cancel_suggestions(participation.placements.all(), by=by, cause=event)
    NextStep.objects.filter(participation=participation, done_on=None).update(done_on=event.on)
    enqueue_messages(event, participation)
    return event


@transaction.atomic
def end_participation(participation: Participation, *, by: User, **fields: Any) -> Event:
    """The participation has ended with its exit status and class; open suggestions are called off with it."""
    lock(participation)
    event = apply(participation, "end", by=by, **fields)
    _cancel_suggestions(participation.placements.all(), by=by, cause=event)
    NextStep.objects.filter(participation=participation, done_on=None).update(done_on=event.on)
    enqueue_messages(event, participation)
    return event


@transaction.atomic
def close_vacancy(vacancy: Vacancy, *, by: User, **fields: Any) -> Event:
    """The place is closed; open suggestions are called off and a worker is asked to ring each person."""
    lock(vacancy)
    event = apply(vacancy, "close", by=by, **fields)
    for placement in _cancel_suggestions(vacancy.placements.all(), by=by, cause=event):
        CallRequest.objects.get_or_create(
            participation=placement.participation, called_at=None, defaults={"about": vacancy.title}
        )
    enqueue_messages(event, vacancy)
    return event


def _cancel_suggestions(placements: Any, *, by: User, cause: Event) -> list[Placement]:
    """What stood before an agreement is called off as a consequence of `cause`."""
    cancelled = []
    for placement in placements.filter(state__in=sorted(BEFORE_AGREED)).order_by("pk"):
        apply(placement, "cancel", by=by, consequence_of=cause)
        cancelled.append(placement)
    return cancelled
