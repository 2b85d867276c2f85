"""Which times and invitations are due: to come, over and not told of, to be reminded of, lapsed."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from programmes.appointments.models import Appointment, TimeInvitation

AHEAD = timedelta(days=7)
KEPT_AFTER = timedelta(days=30)


def coming() -> Q:
    """Times that are not over."""
    return Q(ends_at__gt=timezone.now())


def unsaid() -> Q:
    """Taken times that are over, of which nobody has said whether they came."""
    return Q(ends_at__lte=timezone.now(), booked_at__isnull=False, came=None)


def to_remind_of() -> QuerySet[Appointment]:
    """Times of participants within a week, of which they have not been reminded."""
    now = timezone.now()
    rows = Appointment.objects.filter(participation__isnull=False, reminded_on=None)
    return rows.filter(starts_at__gt=now, starts_at__lte=now + AHEAD).order_by("pk")


def lapsed() -> QuerySet[TimeInvitation]:
    """Invitations whose day has gone by, and nobody has chosen."""
    return TimeInvitation.objects.filter(settled_on=None, choose_by__lt=timezone.localdate()).order_by("pk")


def of_visitors_long_over() -> QuerySet[Appointment]:
    """Times of visitors without an account that were over a month ago, while something is known of them."""
    rows = Appointment.objects.filter(participation=None, ends_at__lt=timezone.now() - KEPT_AFTER)
    return rows.exclude(name="", phone="")
