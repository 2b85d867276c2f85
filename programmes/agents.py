"""Agents: the worker who looks for a job with a person, and the one who knows an employer, whom it rings.

Who may be one, how one is named; both are handed on with the rest of what a worker has (`handover.rest`).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import COORDINATING
from audit.models import Event
from audit.services import record
from programmes.employers.models import HostEmployer
from programmes.participants.models import Participation
from programmes.who_may import who_can_have
from workflow.locks import lock
from workflow.notes import keep_note


@dataclass(frozen=True)
class Agency:
    """One kind of agent: the column that names them, the act by which one is named, and its event."""

    column: str
    act: str
    verb: str


JOB_AGENT = Agency("job_agent", "name_agent", "participation.agent_named")
EMPLOYER_AGENT = Agency("agent", "name_agent_of_host", "host.agent_named")
ROLES = tuple(sorted(COORDINATING))


def agency_of(row: Participation | HostEmployer) -> Agency:
    """Which agent the row can have."""
    return EMPLOYER_AGENT if isinstance(row, HostEmployer) else JOB_AGENT


def possible_agents(row: Participation | HostEmployer) -> list[User]:
    """Who can be the agent today, by name: who coordinates there; nobody is their own."""
    return who_can_have([row], roles=ROLES, town=lambda one: one.municipality_id)


@transaction.atomic
def name_agent(row: Participation | HostEmployer, *, agent: User | None, by: User) -> Event | None:
    """The worker is the agent, or nobody is; the same again changes nothing and answers None.

    Raises PermissionDenied; ValidationError for who cannot be it.
    """
    lock(row)
    agency = agency_of(row)
    if not by.has_perm(f"programmes.{agency.act}", row):
        raise PermissionDenied
    before = {f"{agency.column}_id": getattr(row, f"{agency.column}_id")}
    if before == {f"{agency.column}_id": agent.pk if agent else None}:
        return None
    if agent is not None and agent not in possible_agents(row):
        raise ValidationError(_("This worker does not coordinate there today. Choose another one."))
    setattr(row, agency.column, agent)
    row.save(update_fields=[agency.column])
    event = record(agency.verb, row, by=by, data={"agent": agent.pk if agent else None})
    keep_note(event, before=before)
    return event
