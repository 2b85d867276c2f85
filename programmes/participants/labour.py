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
from django.db.models import BooleanField, ExpressionWrapper, Q, Value
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.models import Event
from audit.services import record
from programmes.participants.codes import ExitStatus, FollowUpAnswer, LabourStatus
from programmes.participants.happened import refuse_unlived
from programmes.participants.models import FollowUp, Participation, StatusChange
from workflow.engine import first_time
from workflow.locks import lock
from workflow.notes import keep_note, remember_made

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
    by_worker = ExpressionWrapper(Q(follow_up=None), output_field=BooleanField())
    recorded = StatusChange.objects.filter(participation=row).order_by().annotate(how=by_worker)
    answers = FollowUp.objects.filter(participation=row, answered_on__isnull=False)
    asked = (
        answers.filter(status_change=None)
        .exclude(status__in=SAYS_NOTHING)
        .order_by()
        .annotate(how=Value(False))
    )
    both = recorded.values_list("on", "status", "how").union(
        asked.values_list("answered_on", "status", "how"), all=True
    )
    for on, status, is_recorded in both:
        found.append(Position(on, L(status), _("Recorded") if is_recorded else _("Follow-up")))
    if row.ended_on and row.exit_status in AT_THE_END:
        end = Position(row.ended_on, AT_THE_END[row.exit_status], _("The end of the service"))
        found = [one for one in found if (one.on, one.status) != (end.on, end.status)] + [end]
    return sorted(found, key=lambda one: one.on, reverse=True)


def status_at_the_end(row: Participation, event: Event) -> None:
    """What the end says of the labour market stands as a change; taking the end back takes it away."""
    status, on = AT_THE_END.get(row.exit_status), row.ended_on
    if status is None or on is None:
        return
    change, made = StatusChange.objects.get_or_create(participation=row, on=on, status=str(status))
    if made:
        remember_made(event, change)


def status_of_answer(answer: FollowUp) -> None:
    """What the answer says stands as a change; an answer that says nothing of it has none."""
    StatusChange.objects.filter(follow_up=answer).delete()
    if answer.answered_on is None or answer.status in SAYS_NOTHING:
        return
    StatusChange.objects.get_or_create(
        participation_id=answer.participation_id,
        on=answer.answered_on,
        status=answer.status,
        defaults={"follow_up": answer},
    )


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
    refuse_unlived(row, on)
    if StatusChange.objects.filter(participation=row, on=on, status=status).exists():
        raise ValidationError({"status": _("This has been recorded for the day already.")})
    change = StatusChange(participation=row, on=on, status=status)
    change.full_clean()
    change.save()
    event = record(RECORDED, row, by=by, on=on, data={"status": status}, token=token)
    keep_note(event, change)
    return event
