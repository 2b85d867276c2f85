"""Who is the job agent of a person, and the employer agent of a host."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from programmes.agents import EMPLOYER_AGENT, JOB_AGENT, agency_of, name_agent, possible_agents
from programmes.desk.forms import AgentForm
from programmes.employers.models import HostEmployer
from programmes.employers.selectors import host_for
from programmes.looking import record_look
from programmes.participants.models import Participation
from programmes.workspace.access import participation_to_act_on, refuse, worker_required
from ui.addresses import SeeOther
from workflow.views import with_undo


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def of_person(request: HttpRequest, reference: str) -> HttpResponse:
    """The person has the job agent."""
    row = participation_to_act_on(request, reference, JOB_AGENT.act)
    form = _form(request, row)
    if page := _named(request, row, form, reverse("work:person", args=[reference])):
        messages.success(request, _("The job agent is written down."))
        return SeeOther(page)
    record_look(request, row.participant, page="desk:agent")
    values = {
        "participation": row,
        "person": row.participant,
        "form": form,
        "title": _("Job agent"),
        "lead": _("Who looks for a job with the person and stays beside them in it."),
        "button": _("Save"),
    }
    return render(request, "workspace/person_form.html", values, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def of_host(request: HttpRequest, reference: str) -> HttpResponse:
    """The host employer has the agent."""
    host = host_for(request.user, reference)
    if not request.user.has_perm(f"programmes.{EMPLOYER_AGENT.act}", host):
        refuse(request, host)
    form = _form(request, host)
    if page := _named(request, host, form, reverse("work:host", args=[reference])):
        messages.success(request, _("The employer agent is written down."))
        return SeeOther(page)
    values = {"host": host, "form": form}
    return render(request, "desk/host_agent.html", values, status=422 if form.errors else 200)


def _form(request: HttpRequest, row: Participation | HostEmployer) -> AgentForm:
    """The form, in which whoever looks is named where nobody is the agent yet."""
    stands = getattr(row, f"{agency_of(row).column}_id") or request.user.pk
    sent = request.POST if request.method == "POST" else None
    return AgentForm(sent, possible=possible_agents(row), initial={"agent": stands})


def _named(request: HttpRequest, row: Participation | HostEmployer, form: AgentForm, page: str) -> str:
    """The page to go on to, once the agent is named; empty where nothing was sent or it cannot be taken."""
    if not form.is_bound or not form.is_valid():
        return ""
    try:
        event = name_agent(row, agent=form.cleaned_data["agent"], by=cast(User, request.user))
    except ValidationError as refused:
        form.add_error("agent", refused)
        return ""
    return with_undo(page, event) if event else page
