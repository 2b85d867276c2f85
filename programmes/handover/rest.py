"""What a worker has beside their people: assessments, complaints, meetings. Each kind goes on whole.

A row that a worker owns by a column of its own is one kind here; `tests/programmes/handover/test_owners.py`
finds every such column of the programme, so that none is forgotten when somebody leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import COORDINATING, Role
from audit.grouping import as_one
from audit.models import Event
from audit.services import record
from programmes.appointments.models import Appointment
from programmes.assessments.models import WorkAbilityAssessment
from programmes.assessments.states import LIVE
from programmes.employers.models import HostEmployer
from programmes.employers.states import HostState
from programmes.participants.models import Participation
from programmes.participants.states import OPEN
from programmes.placements.models import Session
from programmes.placements.states import SessionState
from programmes.relations import participation_of
from programmes.servicepoints.models import Complaint
from programmes.servicepoints.states import UNANSWERED
from programmes.who_may import Taker, takers_on
from workflow.locks import lock
from workflow.notes import keep_note


@dataclass(frozen=True)
class Kind:
    """Rows that a worker owns: the column that names them, which are open, in which roles one can have them.

    town: the municipality of a row.
    """

    code: str
    name: str | Promise
    model: type[Model]
    column: str
    rows: Callable[[], QuerySet[Any]]
    roles: tuple[str, ...]
    town: Callable[[Any], str | None]


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "assessment",
            _("work ability assessments"),
            WorkAbilityAssessment,
            "worker",
            lambda: WorkAbilityAssessment.objects.filter(state__in=sorted(LIVE)).select_related(
                "participation__participant"
            ),
            (Role.WORK_ABILITY_COORDINATOR,),
            lambda row: row.participation.municipality_id,
        ),
        Kind(
            "job_agent",
            _("people whose job agent they are"),
            Participation,
            "job_agent",
            lambda: Participation.objects.filter(state__in=sorted(OPEN)).select_related("participant"),
            tuple(sorted(COORDINATING)),
            lambda row: row.municipality_id,
        ),
        Kind(
            "appointment",
            _("appointments"),
            Appointment,
            "worker",
            lambda: Appointment.objects.filter(starts_at__gt=timezone.now()).select_related("participation"),
            tuple(sorted(COORDINATING)),
            lambda row: row.municipality_id,
        ),
        Kind(
            "employer_agent",
            _("employers whose agent they are"),
            HostEmployer,
            "agent",
            lambda: HostEmployer.objects.exclude(state=HostState.CLOSED),
            tuple(sorted(COORDINATING)),
            lambda row: row.municipality_id,
        ),
        # The other side's worker is named by whoever has the assessment: who may read it hangs on that.
        Kind(
            "counterpart",
            _("work ability assessments of the other side"),
            WorkAbilityAssessment,
            "counterpart",
            lambda: WorkAbilityAssessment.objects.filter(state__in=sorted(LIVE)).select_related(
                "participation__participant"
            ),
            (),
            lambda row: row.participation.municipality_id,
        ),
        Kind(
            "complaint",
            _("complaints"),
            Complaint,
            "handler",
            lambda: Complaint.objects.filter(state__in=sorted(UNANSWERED)),
            (*sorted(COORDINATING), Role.MANAGER),
            lambda row: row.municipality_id,
        ),
        Kind(
            "session",
            _("meetings of groups"),
            Session,
            "instructor",
            lambda: Session.objects.filter(
                state=SessionState.PLANNED, on__gte=timezone.localdate()
            ).select_related("intake__environment"),
            (Role.INSTRUCTOR,),
            lambda row: (
                row.intake.environment.municipality_id if row.intake.environment_id else row.municipality_id
            ),
        ),
    )
}


def owned_by(worker: User, kind: Kind) -> QuerySet[Any]:
    """The open rows of the kind that are the worker's."""
    return kind.rows().filter(**{kind.column: worker}).order_by("pk")


def takers_of(kind: Kind, rows: Collection[Any]) -> list[User]:
    """Who can have all of the rows today, by name: in a role of the kind, where each of them is."""
    found: dict[int, list[Taker]] = {}
    for role in kind.roles:
        for taker in takers_on(timezone.localdate(), role):
            found.setdefault(taker.user.pk, []).append(taker)
    return [takers[0].user for takers in found.values() if all(_may_have(takers, kind, row) for row in rows)]


def _may_have(takers: Collection[Taker], kind: Kind, row: Any) -> bool:
    """Whether it is their municipality, and not about them."""
    town, participation = kind.town(row), participation_of(row)
    if getattr(row, "subject_id", None) == next(iter(takers)).user.pk:
        return False
    if participation is not None:
        return any(taker.may_take(participation) for taker in takers)
    return any(taker.towns is None or town is None or town in taker.towns for taker in takers)


@as_one()
def hand_over_rest(
    worker: User, kind: Kind, *, to: User, by: User, may: Callable[[Any], bool]
) -> list[Event]:
    """Every open row of the kind that was the worker's is `to`'s; one event each, taken back as one.

    may: whether `by` may hand over the row. Raises PermissionDenied, or ValidationError where `to` cannot.
    """
    rows = list(owned_by(worker, kind))
    if not all(may(row) for row in rows):
        raise PermissionDenied
    if to.pk == worker.pk or to not in takers_of(kind, rows):
        raise ValidationError(_("This worker cannot have all of them."))
    lock(*rows)
    events = []
    for row in rows:
        if getattr(row, f"{kind.column}_id") != worker.pk:
            continue
        event = record(f"{kind.code}.handed_over", row, by=by, data={"to": to.pk}, held=True)
        keep_note(event, before={f"{kind.column}_id": worker.pk})
        setattr(row, kind.column, to)
        row.save(update_fields=[kind.column])
        events.append(event)
    return events
