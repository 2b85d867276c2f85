"""Who is the job agent of a person, and the employer agent of a host."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from audit.selectors import last_event
from programmes.desk.forms import AgentForm
from programmes.desk.selectors import possible_agents
from programmes.employers import agents as employer_agents
from programmes.employers.selectors import host_for
from programmes.looking import record_look
from programmes.participants.coaching import name_agent
from programmes.workspace.access import participation_to_act_on, refuse, worker_required
from ui.addresses import SeeOther
from workflow.views import with_undo


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def of_person(request: HttpRequest, reference: str) -> HttpResponse:
    """The person has the job agent."""
    row, user = participation_to_act_on(request, reference, "name_agent"), cast(User, request.user)
    sent = request.POST if request.method == "POST" else None
    possible = possible_agents(row.municipality)
    form = AgentForm(sent, possible=possible, initial={"agent": row.job_agent_id or user.pk})
    if sent is not None and form.is_valid():
        event = name_agent(row, agent=form.cleaned_data["agent"], by=user)
        messages.success(request, _("The job agent is written down."))
        page = reverse("work:person", args=[reference])
        return SeeOther(with_undo(page, last_event(row)) if event else page)
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
    host, user = host_for(request.user, reference), cast(User, request.user)
    if not user.has_perm("programmes.name_agent_of_host", host):
        refuse(request, host)
    sent = request.POST if request.method == "POST" else None
    possible = possible_agents(host.municipality)
    form = AgentForm(sent, possible=possible, initial={"agent": host.agent_id or user.pk})
    if sent is not None and form.is_valid():
        event = employer_agents.name_agent(host, agent=form.cleaned_data["agent"], by=user)
        messages.success(request, _("The employer agent is written down."))
        page = reverse("work:host", args=[reference])
        return SeeOther(with_undo(page, last_event(host)) if event else page)
    values = {"host": host, "form": form}
    return render(request, "desk/host_agent.html", values, status=422 if form.errors else 200)
