"""A place written down on the host's word: the host's own five steps, filled in by a worker."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.selectors import made_by
from programmes.employers import services
from programmes.employers.contacts import contacts_of, draft_place
from programmes.employers.models import EmployerContact, HostEmployer, Vacancy
from programmes.employers.selectors import host_for, vacancy_for
from programmes.employers.states import EDITABLE
from programmes.employers.vacancy_forms import STEPS, EditStep, TaskForm, step_after, step_by, values_of
from programmes.workspace.access import refuse, worker_required
from typed.sent import token_sent
from ui.addresses import SeeOther
from ui.elements import Link
from workflow.forms import OnWordForm


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def new(request: HttpRequest) -> HttpResponse:
    """The first step; the place is kept as soon as it has a name."""
    known = made_by(token_sent(request), Vacancy)
    if known is not None:
        return SeeOther(reverse("work:vacancy_edit", args=[known.reference]))
    host = host_for(request.user, request.POST.get("host") or request.GET.get("host", ""))
    vacancy = _blank(host)
    if vacancy.municipality is None or not request.user.has_perm("programmes.draft_vacancy", vacancy):
        refuse(request, vacancy)
    contact = _contact_of(request, host)
    if request.method != "POST":
        vacancy.title = contact.job if contact else ""
        return _new_page(request, host, TaskForm(instance=vacancy), OnWordForm(), secrets.token_urlsafe(24))
    form, word = TaskForm(request.POST, instance=vacancy), OnWordForm(request.POST)
    token = token_sent(request)
    if not (form.is_valid() and word.is_valid()):
        return _new_page(request, host, form, word, token, status=422)
    try:
        event = draft_place(
            contact,
            vacancy,
            by=request.user,  # type: ignore[arg-type]
            on_word=word.cleaned_data["on_word"],
            token=token,
        )
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return _new_page(request, host, form, word, token, status=422)
    return _onward(request, vacancy_for(request.user, event.reference), STEPS[0], form)


def _contact_of(request: HttpRequest, host: HostEmployer) -> EmployerContact | None:
    """The contact with the host of whose hidden job the place is made, where the address names one."""
    contact = contacts_of(host).filter(reference=request.GET.get("contact", "")).first()
    return contact if contact and request.user.has_perm("programmes.keep_contact", contact) else None


def _blank(host: HostEmployer) -> Vacancy:
    """A place not saved, at the host's first workplace. A closed or refused host has none: 404."""
    if not host.facts.offers:
        raise Http404
    first = host.workplaces.filter(closed_on=None).order_by("pk").first()
    municipality = first.municipality if first else host.municipality
    address = first.street_address if first else ""
    return Vacancy(host=host, workplace=first, municipality=municipality, street_address=address)


def _new_page(
    request: HttpRequest, host: HostEmployer, form: TaskForm, word: OnWordForm, token: str, status: int = 200
) -> HttpResponse:
    values = {"form": form, "word": word, "step": STEPS[0], "total": len(STEPS), "host": host, "token": token}
    return render(request, "workspace/vacancy_new.html", values, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def edit(request: HttpRequest, reference: str) -> HttpResponse:
    """One step of a draft, or of a place that was returned for a change."""
    vacancy = vacancy_for(request.user, reference)
    if not request.user.has_perm("programmes.change_vacancy", vacancy):
        refuse(request, vacancy)
    if vacancy.state not in EDITABLE and request.method != "POST":
        return redirect("work:vacancy", reference)
    step = step_by(request.GET.get("step", ""))
    if request.method != "POST":
        searched = {"search": request.GET["search"]} if request.GET.get("search") else {}
        return _edit_page(request, vacancy, step, step.form(instance=vacancy, initial=searched))  # type: ignore[call-arg]
    form: Any = step.form(request.POST, instance=vacancy_for(request.user, reference))  # type: ignore[call-arg]
    if not form.is_valid():
        return _edit_page(request, vacancy, step, form, status=422)
    try:
        services.change_vacancy(vacancy, by=request.user, values=values_of(form))  # type: ignore[arg-type]
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return _edit_page(request, vacancy, step, form, status=422)
    return _onward(request, vacancy, step, form)


def _edit_page(
    request: HttpRequest, vacancy: Vacancy, step: EditStep, form: Any, status: int = 200
) -> HttpResponse:
    tabs = [
        Link(f"{number}. {one.label}", _address(vacancy, one), current=one is step)
        for number, one in enumerate(STEPS, start=1)
    ]
    values = {
        "vacancy": vacancy,
        "step": step,
        "number": STEPS.index(step) + 1,
        "total": len(STEPS),
        "tabs": tabs,
        "missing": vacancy.missing(),
    }
    return render(request, "workspace/vacancy_edit.html", values | {"form": form}, status=status)


def _onward(request: HttpRequest, vacancy: Vacancy, step: EditStep, form: Any) -> HttpResponse:
    """What was typed is kept; the next step, the place's page, or the same step to pick an occupation."""
    if isinstance(form, TaskForm) and (form.must_pick or "find" in request.POST):
        return SeeOther(f"{_address(vacancy, step)}&{urlencode({'search': form.searched})}")
    messages.success(request, _("Saved."))
    following = step_after(step)
    if "later" in request.POST or following is None:
        return SeeOther(reverse("work:vacancy", args=[vacancy.reference]))
    return SeeOther(_address(vacancy, following))


def _address(vacancy: Vacancy, step: EditStep) -> str:
    return f"{reverse('work:vacancy_edit', args=[vacancy.reference])}?{urlencode({'step': step.code})}"
