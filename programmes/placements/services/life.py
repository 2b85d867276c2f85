"""A place while it is lived: its start, its end, the closing talk, and calling it off before."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.models import Event
from programmes.messages import enqueue_messages
from programmes.placements.models import Placement
from workflow.engine import apply


@transaction.atomic
def start(placement: Placement, *, by: User, **fields: Any) -> Event:
    """The work has begun, on or after the agreed day."""
    if placement.starts_on and placement.starts_on > timezone.localdate():
        raise ValidationError(
            _("The agreed start is %(day)s. It can be recorded on that day.")
            % {"day": f"{placement.starts_on:%-d.%-m.%Y}"}
        )
    event = apply(placement, "start", by=by, **fields)
    enqueue_messages(event, placement)
    return event


@transaction.atomic
def end(placement: Placement, *, by: User, ended_on: date, **fields: Any) -> Event:
    """The place has ended on its last day; the seat is free from the next."""
    if ended_on > timezone.localdate():
        raise ValidationError({"ended_on": _("The last day cannot be after today.")})
    event = apply(placement, "end", by=by, ended_on=ended_on, **fields)
    enqueue_messages(event, placement)
    return event


def close(placement: Placement, *, by: User, **fields: Any) -> Event:
    """The closing talk is on record: the host's view, the person's agreement or own words, the outcome."""
    return apply(placement, "close", by=by, **fields)


@transaction.atomic
def cancel(placement: Placement, *, by: User, **fields: Any) -> Event:
    """The place is called off before its start and the seat is free."""
    event = apply(placement, "cancel", by=by, **fields)
    enqueue_messages(event, placement)
    return event
