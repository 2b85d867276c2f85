"""Open places: the list, what is to be checked, and one place with its people."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.selectors import Viewer
from letters.fields import has_words
from programmes.employers.models import Vacancy
from programmes.employers.selectors import vacancies_for, vacancy_for
from programmes.employers.states import NOT_CHECKED, VacancyState
from programmes.looking import record_list
from programmes.placements.presentation import demand_scales
from programmes.placements.seats import with_free_seats
from programmes.placements.selectors import placements_for
from programmes.workspace import presentation
from programmes.workspace.access import worker_required
from programmes.workspace.beneath import turn_over
from programmes.workspace.forms import VacancyFilter
from programmes.workspace.lists import filtered_list
from programmes.workspace.timeline import timeline_of
from ui.formats import number as format_number


@require_safe
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """Places by the filters of the address; those to be checked first."""
    form = VacancyFilter(request.GET)
    tone = presentation.vacancy_tone
    return filtered_list(request, "workspace/vacancies.html", form, rows=_rows, tone=tone, counted=_counted)


def _counted(number: int) -> str:
    words = ngettext("%(total)s open place", "%(total)s open places", number)
    return words % {"total": format_number(number)}


def _rows(viewer: Viewer, wanted: dict[str, Any]) -> Any:
    rows = with_free_seats(vacancies_for(viewer))
    passed = Q(state=VacancyState.OPEN, valid_until__lt=timezone.localdate())
    if wanted.get("state") == VacancyState.EXPIRED:
        rows = rows.filter(passed | Q(state=VacancyState.EXPIRED))
    elif wanted.get("state"):
        rows = rows.filter(state=wanted["state"]).exclude(passed)
    else:
        rows = rows.exclude(state=VacancyState.CLOSED)
    if wanted.get("municipality"):
        rows = rows.filter(municipality=wanted["municipality"])
    if wanted.get("free"):
        rows = rows.filter(free_seats__gt=0)
    if wanted.get("q"):
        rows = rows.filter(has_words(["title_words", "host__name_words"], wanted["q"]))
    first = Q(state=VacancyState.SUBMITTED)
    return rows.alias(to_check=first).order_by("-to_check", "due_on", "-opened_on", "-pk")


@require_safe
@worker_required
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One place as the one who checks it sees it, with what is missing and the people at it."""
    row: Vacancy = vacancy_for(request.user, reference)
    counted = with_free_seats(Vacancy.objects.filter(pk=row.pk)).values("taken_seats", "free_seats").get()
    unchecked = row.state in NOT_CHECKED
    placements = list(placements_for(request.user).filter(vacancy=row)[:30])
    turn, named = turn_over(row, request.user)
    record_list(request, [*placements, *named], page="work:vacancy")
    values = {
        "vacancy": row,
        "turn": turn,
        "tone": presentation.vacancy_tone(row),
        "facts": presentation.vacancy_facts(row),
        "demands": demand_scales(row.demands),
        "types": list(row.programme_types.all()),
        "missing": row.missing() if unchecked else [],
        "unchecked": unchecked,
        "taken": counted["taken_seats"],
        "free": counted["free_seats"],
        "placements": [(one, one.facts.tone) for one in placements],
        "entries": timeline_of([row]),
        "may_change": unchecked and request.user.has_perm("programmes.change_vacancy", row),
        "here": request.path,
        "lead": _("A draft on the host's word") if row.state == VacancyState.DRAFT else "",
    }
    return render(request, "workspace/vacancy.html", values)
