"""Reads of times: what is free, what a worker has, what a person has chosen."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.selectors import Viewer
from programmes.appointments.due import coming
from programmes.appointments.models import Appointment, TimeInvitation
from programmes.participants.models import Participation
from programmes.policies import visible

AHEAD = timedelta(days=28)
# A visitor's time is not within the next hours: the worker has to hear of it.
NOTICE = timedelta(hours=4)
KEPT_IN_SIGHT = timedelta(days=14)


def appointments_for(viewer: Viewer) -> QuerySet[Appointment]:
    """Times where the viewer works, of the last two weeks and all to come, by day."""
    since = timezone.now() - KEPT_IN_SIGHT
    return _whole(visible(viewer, Appointment).filter(starts_at__gte=since))


def free_times(**where: object) -> QuerySet[Appointment]:
    """Times that may still be chosen, the nearest first."""
    soon = timezone.now() + NOTICE
    rows = Appointment.objects.filter(starts_at__gt=soon, starts_at__lte=soon + AHEAD, booked_at=None)
    return _whole(rows.filter(worker__is_active=True, **where))


def times_for_person(row: Participation) -> QuerySet[Appointment]:
    """Free times with the person's own worker; where there is none, those of the municipality."""
    own = free_times(worker=row.coordinator_id) if row.coordinator_id else free_times().none()
    return own if own.exists() else free_times(municipality=row.municipality_id)


def coming_of(row: Participation) -> QuerySet[Appointment]:
    """What the person has chosen and is still to come."""
    return _whole(row.appointments.filter(coming()))


def open_invitation(row: Participation) -> TimeInvitation | None:
    """The invitation that waits for the person's choice."""
    return row.time_invitations.filter(settled_on=None).first()


def _whole(rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    names = ("worker", "point", "municipality", "participation__participant")
    return rows.select_related(*names).defer("municipality__shape").order_by("starts_at", "pk")
