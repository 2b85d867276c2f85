"""What still waits at a person's time in the service: whoever leaves must hand it on."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from programmes.employers.models import SupplementApplication
from programmes.participants.models import (
    CallRequest,
    CorrectionRequest,
    CorrectionStatus,
    FollowUp,
    Participation,
    WorkerMessage,
)
from programmes.participants.states import OPEN
from programmes.placements.models import AttendanceMonth, Placement
from programmes.placements.states import LIVE, MonthState, PlacementState

# Of places: what goes on, and what is over but has no closing talk yet.
TO_SEE_TO = sorted(LIVE | {PlacementState.ENDED})


def something_waits() -> Combinable | Q:
    """Participations with something that their worker has to see to, whatever state they are in."""
    mine = {"participation": OuterRef("pk")}
    by_place = {"placement__participation": OuterRef("pk")}
    return (
        Q(state__in=sorted(OPEN))
        | Exists(FollowUp.objects.filter(answered_on=None, **mine))
        | Exists(Placement.objects.filter(state__in=TO_SEE_TO, **mine).order_by())
        | Exists(WorkerMessage.objects.filter(by_person=True, answered_at=None, **mine).order_by())
        | Exists(CorrectionRequest.objects.filter(status=CorrectionStatus.SENT, **mine).order_by())
        | Exists(CallRequest.objects.filter(called_at=None, **mine).order_by())
        | Exists(AttendanceMonth.objects.filter(**by_place).exclude(state=MonthState.APPROVED).order_by())
        | Exists(SupplementApplication.objects.filter(due_on__isnull=False, **by_place).order_by())
    )


def with_something_waiting(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """Those of the rows at which something waits for a worker."""
    return rows.filter(something_waits())
