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
from programmes.agents import EMPLOYER_AGENT, JOB_AGENT
from programmes.agents import ROLES as AGENT_ROLES
from programmes.appointments.models import Appointment
from programmes.assessments.models import WorkAbilityAssessment
from programmes.assessments.states import LIVE
from programmes.employers.models import HostEmployer
from programmes.employers.states import HostState
from programmes.participants.models import Participation
from programmes.participants.states import OPEN
from programmes.placements.models import Session
from programmes.placements.states import SessionState
from programmes.servicepoints.models import Complaint
from programmes.servicepoints.states import UNANSWERED
from programmes.who_may import who_can_have
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
            JOB_AGENT.column,
            lambda: Participation.objects.filter(state__in=sorted(OPEN)).select_related("participant"),
            AGENT_ROLES,
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
            EMPLOYER_AGENT.column,
            lambda: HostEmployer.objects.exclude(state=HostState.CLOSED),
            AGENT_ROLES,
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
    return who_can_have(rows, roles=kind.roles, town=kind.town)


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
