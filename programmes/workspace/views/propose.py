"""Suggesting places to a person: two or three side by side, or one with a reason."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.selectors import last_event
from letters.folding import line, words
from programmes.catalogue.models import ProgrammeType
from programmes.looking import record_look
from programmes.participants.models import Participation
from programmes.placements.forms import ProposeForm
from programmes.placements.models import OfferRound
from programmes.placements.services import propose as propose_places
from programmes.workspace import presentation
from programmes.workspace.access import participation_to_act_on, worker_required
from programmes.workspace.forms import SuitableFilter
from programmes.workspace.suitable import Candidate, Suitable, candidates, excluded_words, with_details
from workflow.views import with_undo

SHOWN = 15
LOOK, ALL = "look", "all"
MOST_KEPT = 20
REASON = "propose-reason-%s"


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def propose(request: HttpRequest, reference: str) -> HttpResponse:
    """Places that fit, nearest first; the chosen ones become one round of suggestions."""
    row = participation_to_act_on(request, reference, "propose_placement")
    if request.method == "POST" and LOOK in request.POST:
        return _look(request, reference)
    sent = request.POST if request.method == "POST" else request.GET
    asked = str(request.GET.get("q", ""))
    found, excluded = candidates(request.user, row, asked=asked, chosen=sent.getlist("places")[:MOST_KEPT])
    if request.method == "POST":
        form = ProposeForm(request.POST, choices=[(one.key, one.title) for one in found])
        if form.is_valid() and (offers := _proposed(request, row, form, found)):
            messages.success(request, _("The places are suggested. The person hears of them in ten minutes."))
            return redirect(with_undo(reverse("work:person", args=[reference]), last_event(offers)))
        return _page(request, row, form, found, excluded, status=422)
    blank = ProposeForm(
        initial={
            "token": secrets.token_urlsafe(24),
            "only_one_reason": request.session.pop(REASON % reference, ""),
        },
        choices=[(one.key, one.title) for one in found],
    )
    return _page(request, row, blank, found, excluded)


def _look(request: HttpRequest, reference: str) -> HttpResponse:
    """Another search: what was ticked comes along in the address, a written reason in the session."""
    words = {name: request.POST.get(name, "") for name in SuitableFilter.base_fields}
    chosen = request.POST.getlist("places")[:MOST_KEPT]
    kinds = {f"type-{key}": request.POST.get(f"type-{key}", "") for key in chosen}
    asked = {name: value for name, value in (words | kinds).items() if value}
    if request.GET.get("interest"):
        asked["interest"] = request.GET["interest"][:20]
    if request.POST[LOOK] == ALL:
        asked["show"] = ALL
    request.session[REASON % reference] = request.POST.get("only_one_reason", "")
    return redirect(f"{request.path}?{urlencode(asked | {'places': chosen}, doseq=True)}")


def _proposed(
    request: HttpRequest, row: Participation, form: ProposeForm, found: list[Candidate]
) -> OfferRound | None:
    """The round of the chosen places; None when they cannot be suggested, and the form says why."""
    chosen = set(form.cleaned_data["places"])
    wanted = with_details([one for one in found if one.key in chosen], row)
    kinds = {one.key: _type_of(one, request.POST) for one in wanted}
    if unchosen := [one for one in wanted if kinds[one.key] is None]:
        titles = ", ".join(f"{one.title} ({one.where})" for one in unchosen)
        told_why = _("Choose the type of service: it decides the benefit and the law. %(places)s")
        form.add_error(None, told_why % {"places": titles})
        return None
    choices = [(one.place, kind) for one in wanted if (kind := kinds[one.key]) is not None]
    try:
        return propose_places(
            row,
            choices,
            by=request.user,  # type: ignore[arg-type]
            only_one_reason=form.cleaned_data["only_one_reason"],
            token=form.cleaned_data["token"],
            interest=request.GET.get("interest", ""),
        )
    except ValidationError as refused:
        told = refused.message_dict if hasattr(refused, "error_dict") else {None: refused.messages}
        for name, words in told.items():
            form.add_error(name if name in form.fields else None, words)
        return None


def _type_of(one: Suitable, data: Any) -> ProgrammeType | None:
    """The type of service chosen for the place; the one it takes where there is no choice."""
    if len(one.types) == 1:
        return one.types[0]
    wanted = data.get(f"type-{one.key}")
    return next((kind for kind in one.types if kind.code == wanted), None)


def _page(
    request: HttpRequest,
    row: Participation,
    form: ProposeForm,
    found: list[Candidate],
    excluded: dict[str, int],
    status: int = 200,
) -> HttpResponse:
    record_look(request, row.participant, page="work:propose")
    filters = SuitableFilter(request.GET)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    sent = request.POST if form.is_bound else request.GET
    chosen = set(sent.getlist("places"))
    matching = [one for one in found if one.key in chosen or _matches(one, wanted)]
    limit = len(matching) if request.GET.get("show") == ALL else SHOWN
    shown = [one for one in matching if one.key in chosen]
    shown += [one for one in matching[:limit] if one.key not in chosen]
    told = with_details(shown, row)
    values = {
        "participation": row,
        "person": row.participant,
        "form": form,
        "filters": filters,
        "picked": [f"{one.title} ({one.where})" for one in told if one.key in chosen],
        "places": [(one, one.key in chosen, sent.get(f"type-{one.key}", "")) for one in told],
        "count": sum(_matches(one, wanted) for one in matching),
        "more": len(matching) - len(shown),
        "left_out": excluded_words(excluded),
        "facts": presentation.referral_facts(row)[:4],
    }
    return render(request, "workspace/propose.html", values, status=status)


def _matches(one: Candidate, wanted: dict[str, Any]) -> bool:
    """Whether the place has the words and is near enough."""
    told = line(one.title, one.place)
    if any(word not in told for word in words(wanted.get("q") or "")):
        return False
    return not wanted.get("km") or (one.km is not None and one.km <= wanted["km"])
