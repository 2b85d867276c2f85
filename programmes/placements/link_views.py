"""What a workplace does from the mail, without signing in: renew a place, answer an introduction.

Looking changes nothing; the press on the page does. A link that was used says what came of it.
"""

from __future__ import annotations

import contextlib
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.knocks import too_many
from areas.selectors import service_phone
from programmes.employers.additionality import STILL_SO
from programmes.employers.models import OPEN_DAYS, Vacancy
from programmes.employers.states import VacancyState
from programmes.placements.forms.by_link import NoByLinkForm, YesByLinkForm
from programmes.placements.introduction import what_host_sees
from programmes.placements.links import placement_behind, vacancy_behind
from programmes.placements.models import Placement
from programmes.placements.services import accept, refuse_by_link, renew_vacancy
from programmes.placements.services.openings import BY_LINK
from programmes.placements.states import PlacementState
from ui.addresses import SeeOther
from workflow.errors import OutOfTurn

TRIES, WITHIN_SECONDS = 60, 3600


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, link: str) -> HttpResponse:
    """One press renews the place for ninety days; the link works once."""
    if too_many(request, "renew-by-link", tries=TRIES, within_seconds=WITHIN_SECONDS):
        return render(request, "429.html", status=429)
    row, used = vacancy_behind(link)
    if row is None:
        return _over(request)
    may = not used and row.state in {VacancyState.OPEN, VacancyState.EXPIRED} and row.may_be_renewed
    if request.method == "POST" and may:
        return _renewed(request, row)
    page = {"vacancy": row, "may": may, "days": OPEN_DAYS, "phone": _phone(), "is_open": _is_open(row)}
    return render(request, "placements/renew_by_link.html", page)


def _renewed(request: HttpRequest, row: Vacancy) -> HttpResponse:
    with contextlib.suppress(
        OutOfTurn, ValidationError
    ):  # somebody was quicker: the page tells how it stands
        renew_vacancy(row, by=None, on_word=BY_LINK)
    return SeeOther(request.path)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, link: str) -> HttpResponse:
    """The introduced person as far as they chose to show themselves; a yes or a no with one press more."""
    if too_many(request, "answer-by-link", tries=TRIES, within_seconds=WITHIN_SECONDS):
        return render(request, "429.html", status=429)
    row = placement_behind(link)
    if row is None:
        return _over(request)
    waits = row.state == PlacementState.INTRODUCED
    says_no = request.POST.get("answer") == "no"
    yes = YesByLinkForm(None if says_no else request.POST or None, placement=row)
    no = NoByLinkForm(request.POST if says_no else None)
    form = no if says_no else yes
    if request.method == "POST" and waits and form.is_valid() and _answered(row, form, says_no=says_no):
        return SeeOther(request.path)
    page: dict[str, Any] = {
        "placement": row,
        "first_name": row.participation.participant.first_name,
        "waits": waits,
        "said_yes": row.accepted_on is not None,
        "sees": what_host_sees(row) if waits else [],
        "still_so": STILL_SO,
        "yes": yes,
        "no": no,
        "phone": _phone(),
    }
    return render(
        request, "placements/answer_by_link.html", page, status=422 if waits and form.errors else 200
    )


def _answered(row: Placement, form: Any, *, says_no: bool) -> bool:
    """Whether the answer is on record; what stands against it is told beside the form."""
    try:
        if says_no:
            refuse_by_link(row, **form.cleaned_data)
        else:
            accept(row, by=None, on_word=BY_LINK, guide=form.cleaned_data["guide"])
    except OutOfTurn:
        return True  # somebody was quicker: the page tells what was said
    except ValidationError as stop:
        form.add_error(None, stop)
        return False
    return True


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "placements/link_over.html", {"phone": _phone()}, status=404)


def _is_open(row: Vacancy) -> bool:
    return row.state == VacancyState.OPEN and not row.out_of_date


def _phone() -> str:
    """The number on one line."""
    return service_phone().replace(" ", "\N{NO-BREAK SPACE}")
