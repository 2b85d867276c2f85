"""Verbs of a host employer whose consequences reach its places and the people in them (decision 101)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.grouping import as_one
from audit.models import Event
from programmes.employers.models import HostEmployer, Vacancy
from programmes.employers.states import VacancyState
from programmes.participants.models import CallRequest
from programmes.placements.models import Placement
from programmes.placements.services.openings import begin_pause, end_pauses
from programmes.placements.states import BEFORE_AGREED, HOLDS_PLACE, LIVE
from programmes.telling import enqueue_messages
from workflow.engine import apply
from workflow.locks import lock, lock_all
from workflow.notes import remember_made

SOMEBODY_IS_THERE = _(
    "Somebody works there, or has an agreed place. Each place is ended first, together with the person."
)


@as_one()
def reject_host(host: HostEmployer, *, by: User, **fields: Any) -> Event:
    """The host is not accepted: what it has written of places is closed with it, and it reads the reason."""
    return _stop(host, "reject", by=by, **fields)


@as_one()
def close_host(host: HostEmployer, *, by: User, **fields: Any) -> Event:
    """The host offers no places any more: its places are closed, and workers ring whose suggestion fell.

    Raises ValidationError while somebody works there or has an agreed place.
    """
    return _stop(host, "close", by=by, **fields)


@as_one()
def suspend_host(host: HostEmployer, *, by: User, **fields: Any) -> Event:
    """The host is on hold: its open places are off the public pages until the hold ends, and the worker of
    everybody who is suggested there or works there is asked to ring them."""
    places, people = held_with(host)
    event = apply(host, "suspend", by=by, **fields)
    for place in places:
        if place.state == VacancyState.OPEN:
            apply(
                place, "pause", by=by, consequence_of=event, paused_until=None,
                beside=lambda paused, row=place: begin_pause(row, paused, by_quota=False),
            )  # fmt: skip
    _ask_to_ring(event, people, about=host.name)
    enqueue_messages(event, host)
    return event


@as_one()
def reinstate_host(host: HostEmployer, *, by: User, **fields: Any) -> Event:
    """The hold is over: the places that it paused are open again. What the host paused keeps its day."""
    places, _people = held_with(host)
    event = apply(host, "reinstate", by=by, **fields)
    for place in places:
        if place.state == VacancyState.PAUSED and place.paused_until is None:
            place.host = host  # as it is now: its guard is asked
            apply(
                place, "resume", by=by, consequence_of=event,
                beside=lambda resumed, row=place: end_pauses(row, resumed),
            )  # fmt: skip
    enqueue_messages(event, host)
    return event


def held_with(host: HostEmployer) -> tuple[list[Vacancy], list[Placement]]:
    """The host's places that are not closed, and who is suggested, agreed or at work there: all is locked."""
    lock(host)
    places = lock_all(host.vacancies.exclude(state=VacancyState.CLOSED))
    rows = Placement.objects.filter(vacancy__host=host, state__in=sorted(LIVE))
    lock(*{row.participation for row in rows.select_related("participation")})
    return places, [row for row in lock_all(rows.all()) if row.state in LIVE]


def _stop(host: HostEmployer, name: str, *, by: User, **fields: Any) -> Event:
    places, people = held_with(host)
    if any(row.state in HOLDS_PLACE for row in people):
        raise ValidationError(SOMEBODY_IS_THERE)
    event = apply(host, name, by=by, **fields)
    fallen = [row for row in people if row.state in BEFORE_AGREED]
    for row in fallen:
        apply(row, "cancel", by=by, consequence_of=event)
    for place in places:
        closed = apply(place, "close", by=by, consequence_of=event, reason=None)
        end_pauses(place, closed)
    _ask_to_ring(event, fallen, about=host.name)
    enqueue_messages(event, host)
    return event


def _ask_to_ring(event: Event, people: list[Placement], *, about: str) -> None:
    """A worker is asked to ring each of the people, who hear it from a human first."""
    asked = [
        CallRequest.objects.get_or_create(
            participation_id=key, called_at=None, by_host=False, defaults={"about": about}
        )
        for key in sorted({row.participation_id for row in people})
    ]
    remember_made(event, *(request for request, made in asked if made))
