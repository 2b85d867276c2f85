"""The vacancy editor: five short steps, kept on the server at each, also while much is still missing."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from accounts.access import role_required
from accounts.roles import HOST
from audit.selectors import made_by
from programmes.employers import services
from programmes.employers.models import HostEmployer, Vacancy
from programmes.employers.selectors import offering_hosts, own_vacancies, own_vacancy
from programmes.employers.states import EDITABLE
from programmes.employers.vacancy_forms import STEPS, EditStep, TaskForm, step_after, step_by, values_of
from typed.sent import token_sent
from ui.addresses import SeeOther
from ui.elements import Link

COPIED = (
    "workplace", "title", "tasks", "occupation_group", "municipality", "street_address", "directions", "bus",
    "weekly_hours_min", "weekly_hours_max", "daily_hours", "graded_hours", "seats", "monthly_quota",
    "demands", "language_levels", "skills", "adjustments", "guide", "clothes", "lunch",
    "lift_offered",
)  # fmt: skip


@method_decorator([never_cache, role_required(*HOST)], name="dispatch")
class VacancyNew(View):
    """The first step; a new vacancy is kept as soon as it has a name."""

    def get(self, request: HttpRequest) -> HttpResponse:
        earlier = self._earlier(request)
        form = TaskForm(instance=self._new(self._host(request), earlier))
        return self._page(request, form, token=secrets.token_urlsafe(24), earlier=earlier)

    def post(self, request: HttpRequest) -> HttpResponse:
        earlier, token = self._earlier(request), token_sent(request)
        known = made_by(token, Vacancy)
        if known is not None:
            return SeeOther(reverse("host:vacancy_edit", args=[known.reference]))
        vacancy = self._new(self._host(request), earlier)
        form = TaskForm(request.POST, instance=vacancy)
        if not form.is_valid():
            return self._page(request, form, token=token, earlier=earlier, status=422)
        kinds = earlier.programme_types.all() if earlier else ()
        try:
            event = services.draft(vacancy, by=request.user, programme_types=kinds, token=token)  # type: ignore[arg-type]
        except ValidationError as refused:
            form.add_error(None, refused.messages)
            return self._page(request, form, token=token, earlier=earlier, status=422)
        return onward(request, own_vacancy(request.user, event.reference), STEPS[0], form)

    def _host(self, request: HttpRequest) -> HostEmployer:
        """The host that was chosen, or the only one."""
        hosts = list(offering_hosts(request.user))
        wanted = request.POST.get("host") or request.GET.get("host")
        found = next((host for host in hosts if host.reference == wanted), hosts[0] if hosts else None)
        if found is None:
            raise Http404
        return found

    def _earlier(self, request: HttpRequest) -> Vacancy | None:
        reference = request.POST.get("copy") or request.GET.get("copy")
        return own_vacancy(request.user, reference) if reference else None

    def _new(self, host: HostEmployer, earlier: Vacancy | None) -> Vacancy:
        """A vacancy not saved: empty, or as an earlier one."""
        if earlier is not None:
            return Vacancy(host=earlier.host, **{name: getattr(earlier, name) for name in COPIED})
        first = host.workplaces.filter(closed_on=None).order_by("pk").first()
        municipality = first.municipality if first else host.municipality
        address = first.street_address if first else ""
        return Vacancy(host=host, workplace=first, municipality=municipality, street_address=address)

    def _page(
        self, request: HttpRequest, form: TaskForm, *, token: str, earlier: Vacancy | None, status: int = 200
    ) -> HttpResponse:
        page = {
            "form": form, "step": STEPS[0], "total": len(STEPS), "token": token, "copy": earlier,
            "hosts": list(offering_hosts(request.user)),
            "host": form.instance.host, "earlier": own_vacancies(request.user)[:20],
        }  # fmt: skip
        return render(request, "employers/vacancy_new.html", page, status=status)


@method_decorator([never_cache, role_required(*HOST)], name="dispatch")
class VacancyEdit(View):
    """One step of a vacancy that is a draft, or was returned for a change."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        vacancy, step = self._vacancy(request, reference), step_by(request.GET.get("step", ""))
        if vacancy.state not in EDITABLE:
            return SeeOther(reverse("host:vacancy", args=[reference]))
        searched = {"search": request.GET["search"]} if request.GET.get("search") else {}
        return self._page(request, vacancy, step, step.form(instance=vacancy, initial=searched))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        vacancy, step = self._vacancy(request, reference), step_by(request.GET.get("step", ""))
        form: Any = step.form(request.POST, instance=self._vacancy(request, reference))
        if not form.is_valid():
            return self._page(request, vacancy, step, form, status=422)
        try:
            services.change_vacancy(vacancy, by=request.user, values=values_of(form))  # type: ignore[arg-type]
        except ValidationError as refused:
            form.add_error(None, refused.messages)
            return self._page(request, vacancy, step, form, status=422)
        return onward(request, vacancy, step, form)

    def _vacancy(self, request: HttpRequest, reference: str) -> Vacancy:
        vacancy = own_vacancy(request.user, reference)
        if not request.user.has_perm("programmes.change_vacancy", vacancy):
            raise PermissionDenied
        return vacancy

    def _page(
        self, request: HttpRequest, vacancy: Vacancy, step: EditStep, form: Any, status: int = 200
    ) -> HttpResponse:
        tabs = [
            Link(f"{number}. {one.label}", address(vacancy, one), current=one is step)
            for number, one in enumerate(STEPS, start=1)
        ]
        number = STEPS.index(step) + 1
        page = {
            "vacancy": vacancy,
            "step": step,
            "number": number,
            "total": len(STEPS),
            "tabs": tabs,
            "missing": vacancy.missing(),
            "form": form,
        }
        return render(request, "employers/vacancy_edit.html", page, status=status)


def onward(request: HttpRequest, vacancy: Vacancy, step: EditStep, form: Any) -> HttpResponse:
    """What was typed is kept; the next step, the list, or the same step to pick an occupation."""
    if isinstance(form, TaskForm) and (form.must_pick or "find" in request.POST):
        query = urlencode({"step": step.code, "search": form.searched})
        return SeeOther(f"{reverse('host:vacancy_edit', args=[vacancy.reference])}?{query}")
    messages.success(request, _("Saved."))
    following = step_after(step)
    if "later" in request.POST:
        return SeeOther(reverse("host:vacancy", args=[vacancy.reference]))
    if following is None:
        return SeeOther(reverse("host:vacancy_preview", args=[vacancy.reference]))
    return SeeOther(address(vacancy, following))


def address(vacancy: Vacancy, step: EditStep) -> str:
    """Where a step of the vacancy is edited."""
    return f"{reverse('host:vacancy_edit', args=[vacancy.reference])}?{urlencode({'step': step.code})}"
