"""Where a person stands on the labour market over time: one press of a worker records a change.

Figure O4 and the ESF+ table read the changes (indicators.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.models import Event
from audit.services import record
from programmes.participants.codes import ExitStatus, FollowUpAnswer, LabourStatus
from programmes.participants.models import FollowUp, Participation, StatusChange
from ui.formats import day
from workflow.engine import first_time
from workflow.locks import lock
from workflow.notes import keep_note

RECORDED = "participation.status_recorded"
L, E = LabourStatus, ExitStatus
# Where the end says that the person stands; what says nothing of it is left out.
AT_THE_END: Mapping[str, LabourStatus] = {
    E.EMPLOYED_OPEN: L.EMPLOYED,
    E.EMPLOYED_SUBSIDISED: L.EMPLOYED,
    E.SELF_EMPLOYED: L.SELF_EMPLOYED,
    E.EDUCATION_DEGREE: L.EDUCATION,
    E.EDUCATION_OTHER: L.EDUCATION,
    E.REHABILITATION: L.INACTIVE,
    E.PENSION: L.INACTIVE,
    E.UNEMPLOYED: L.UNEMPLOYED,
    E.INACTIVE: L.INACTIVE,
}
SAYS_NOTHING = frozenset({FollowUpAnswer.UNKNOWN, FollowUpAnswer.NOT_REACHED})


@dataclass(frozen=True)
class Position:
    """Where the person stands from the day on, and who has told."""

    on: date
    status: LabourStatus
    told: Any


def positions(row: Participation) -> list[Position]:
    """All that is known of where the person stood, the newest first: of the referral, what was recorded, the
    end, and the follow-ups."""
    found = [Position(row.referred_on, L(row.labour_status_at_referral), _("The referral"))]
    if row.ended_on and row.exit_status in AT_THE_END:
        found.append(Position(row.ended_on, AT_THE_END[row.exit_status], _("The end of the service")))
    recorded = StatusChange.objects.filter(participation=row).order_by().annotate(how=Value(True))
    answers = FollowUp.objects.filter(participation=row, answered_on__isnull=False)
    asked = answers.exclude(status__in=SAYS_NOTHING).order_by().annotate(how=Value(False))
    both = recorded.values_list("on", "status", "how").union(
        asked.values_list("answered_on", "status", "how"), all=True
    )
    for on, status, is_recorded in both:
        found.append(Position(on, L(status), _("Recorded") if is_recorded else _("Follow-up")))
    return sorted(found, key=lambda one: one.on, reverse=True)


@transaction.atomic
def record_status(row: Participation, *, status: str, on: date, by: User, token: str | None = None) -> Event:
    """From the day on the person stands so; the same form twice is one change. Taken back, it is gone.

    Raises PermissionDenied; ValidationError, in words, for a day that is to come or lies before the referral,
    and for what stands already.
    """
    lock(row)
    if not by.has_perm("programmes.record_status", row):
        raise PermissionDenied
    if (known := first_time(token, Participation)) is not None:
        return known
    if on > timezone.localdate():
        raise ValidationError({"on": _("The day is still to come.")})
    if on < row.referred_on:
        told = _("The day is before the referral, %(date)s.")
        raise ValidationError({"on": told % {"date": day(row.referred_on)}})
    if StatusChange.objects.filter(participation=row, on=on, status=status).exists():
        raise ValidationError({"status": _("This has been recorded for the day already.")})
    change = StatusChange(participation=row, on=on, status=status)
    change.full_clean()
    change.save()
    event = record(RECORDED, row, by=by, on=on, data={"status": status}, token=token)
    keep_note(event, change)
    return event
