""" "Host again?" by the link in the mail: looking changes nothing, one press answers, once."""

from __future__ import annotations

import contextlib

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.knocks import too_many
from areas.selectors import service_phone
from programmes.employers.states import VacancyState
from programmes.placements.links import closed_behind
from programmes.placements.services.again import answer_again
from ui.addresses import SeeOther
from workflow.errors import OutOfTurn

TRIES, WITHIN_SECONDS = 60, 3600
ANSWERS = {"yes": True, "no": False}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, link: str) -> HttpResponse:
    """Would the workplace take somebody again to the same work? It names nobody."""
    if too_many(request, "again-by-link", tries=TRIES, within_seconds=WITHIN_SECONDS):
        return render(request, "429.html", status=429)
    phone = service_phone().replace(" ", "\N{NO-BREAK SPACE}")
    row = closed_behind(link)
    if row is None:
        return render(request, "placements/link_over.html", {"phone": phone}, status=404)
    told = ANSWERS.get(request.POST.get("answer", ""))
    if request.method == "POST" and told is not None:
        with contextlib.suppress(OutOfTurn, ValidationError):  # the page tells how it stands
            answer_again(row, is_yes=told)
        return SeeOther(request.path)
    known = row.host_again.select_related("vacancy").first()
    made = known.vacancy if known else None
    page = {
        "title": row.title,
        "place": row.place_name,
        "known": known,
        "vacancy": made,
        "is_draft": made is not None and made.state == VacancyState.DRAFT,
        "phone": phone,
    }
    return render(request, "placements/again_by_link.html", page)
