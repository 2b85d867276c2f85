"""A place is on a break, and goes on: dated rows, so that any past day can be told."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.models import Event
from programmes.placements.models import Placement, PlacementPause
from programmes.placements.services.agreement import signatures_come_first
from programmes.telling import enqueue_messages
from ui.formats import day as in_words
from workflow.engine import apply
from workflow.locks import lock
from workflow.notes import change_beside, remember_made


@transaction.atomic
def pause(placement: Placement, *, by: User, resumes_on: date, reason: Any = None, **common: Any) -> Event:
    """The place is on a break from the day on: its days are not told, its seat is kept.

    Raises ValidationError where the break would begin before the work or last past its end.
    """
    lock(placement)
    first = common.get("on") or timezone.localdate()
    _check_days(placement, first, resumes_on)

    def begin(event: Event) -> None:
        row = PlacementPause(placement=placement, from_on=first, resumes_on=resumes_on, reason=reason)
        row.save(force_insert=True)
        remember_made(event, row)

    event = apply(placement, "pause", by=by, beside=begin, resumes_on=resumes_on, reason=reason, **common)
    signatures_come_first(placement)
    enqueue_messages(event, placement)
    return event


@transaction.atomic
def resume(placement: Placement, *, by: User, **common: Any) -> Event:
    """The work goes on from the day on."""
    lock(placement)
    first = common.get("on") or timezone.localdate()
    last = placement.pauses.filter(until_on=None).first()
    if last is not None and first < last.from_on:
        told = _("The break began on %(day)s: the work goes on that day or later.")
        raise ValidationError({"on": told % {"day": in_words(last.from_on)}})
    event = apply(
        placement, "resume", by=by, beside=lambda event: end_breaks(placement, event, first), **common
    )
    signatures_come_first(placement)
    enqueue_messages(event, placement)
    return event


def end_breaks(placement: Placement, event: Event, day: date) -> None:
    """A break that lasts has its end; taking the event back lets it last again."""
    for row in placement.pauses.filter(until_on=None):
        rows = PlacementPause.objects.filter(pk=row.pk)
        change_beside(event, rows, until_on=max(row.from_on, day))


def _check_days(placement: Placement, first: date, resumes_on: date) -> None:
    begun = placement.started_on or placement.starts_on
    if begun and first < begun:
        raise ValidationError({"on": _("The day is before the first day of the work.")})
    if resumes_on <= first:
        raise ValidationError({"resumes_on": _("The work goes on after the break has begun.")})
    if placement.ends_on and resumes_on > placement.ends_on:
        told = _("The place ends on %(day)s. Give a day on or before it, extend the place first, or end it.")
        raise ValidationError({"resumes_on": told % {"day": in_words(placement.ends_on)}})
    last = placement.pauses.exclude(until_on=None).order_by("-until_on").first()
    if last is not None and last.until_on and first < last.until_on:
        told = _("A break until %(day)s is on record already.")
        raise ValidationError({"on": told % {"day": in_words(last.until_on)}})
