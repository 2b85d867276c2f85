"""The employer agent: the worker who knows an employer, and whom the employer rings."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.models import Event
from audit.services import record
from programmes.employers.models import HostEmployer
from workflow.locks import lock
from workflow.notes import keep_note

AGENT_NAMED = "host.agent_named"


@transaction.atomic
def name_agent(host: HostEmployer, *, agent: User | None, by: User) -> Event | None:
    """The worker is the employer's agent, or nobody is; the same again changes nothing and answers None."""
    lock(host)
    if not by.has_perm("programmes.name_agent_of_host", host):
        raise PermissionDenied
    if host.agent == agent:
        return None
    before = {"agent_id": host.agent_id}
    host.agent = agent
    host.save(update_fields=["agent"])
    event = record(AGENT_NAMED, host, by=by, data={"agent": agent.pk if agent else None})
    keep_note(event, before=before)
    return event
