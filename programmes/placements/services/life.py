"""A place while it is lived: its start, its end, the closing talk, and calling it off before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.models import Event
from programmes.placements.ending import days_beyond, what_does_not_fit
from programmes.placements.models import Placement
from programmes.placements.services.agreement import void_what_waits
from programmes.placements.services.breaks import end_breaks
from programmes.placements.services.in_force import with_the_start
from programmes.placements.services.reviews import schedule_review
from programmes.telling import enqueue_messages
from ui.formats import day
from workflow.engine import apply
from workflow.locks import lock
from workflow.notes import remember_made


@transaction.atomic
def start(placement: Placement, *, by: User, **fields: Any) -> Event:
    """The work has begun, on or after the agreed day."""
    lock(placement)
    first = fields.get("on") or timezone.localdate()
    if placement.starts_on and first < placement.starts_on <= timezone.localdate():
        raise ValidationError(
            {
                "on": _("The agreed start is %(day)s. If the work began before it, make a new version first.")
                % {"day": day(placement.starts_on)}
            }
        )
    if placement.starts_on and placement.starts_on > timezone.localdate():
        raise ValidationError(
            _("The agreed start is %(day)s. It can be recorded on that day.")
            % {"day": day(placement.starts_on)}
        )
    event = apply(placement, "start", by=by, **fields)
    remember_made(event, schedule_review(placement, begins_on=first), *with_the_start(placement))
    enqueue_messages(event, placement)
    return event


@transaction.atomic
def end(placement: Placement, *, by: User, ended_on: date, **fields: Any) -> Event:
    """The place has ended on its last day; the seat is free from the next."""
    lock(placement)
    if ended_on > timezone.localdate():
        raise ValidationError({"ended_on": _("The last day cannot be after today.")})
    problems = what_does_not_fit(
        placement, ended_on, fields.get("end_kind", ""), fields.get("days_beyond_text", "")
    )
    if problems:
        raise ValidationError(problems)
    beyond = days_beyond(placement, ended_on)
    event = apply(placement, "end", by=by, ended_on=ended_on, days_beyond=beyond, **fields)
    end_breaks(placement, event, ended_on + timedelta(days=1))
    void_what_waits(placement)
    enqueue_messages(event, placement)
    return event
