"""People go from one worker to another: who is chosen, what became of each, the letters, and who is left."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.roles import COORDINATING
from accounts.selectors import scope_of
from letters.numbers import whole_number
from programmes.handover import services
from programmes.handover.forms import HandOverForm, add_errors
from programmes.handover.left import rest_without_anybody, without_anybody
from programmes.handover.letters import letters_of
from programmes.handover.selectors import batch_for, batches_for, chosen, possible_takers, whole_caseload
from programmes.looking import record_list
from programmes.participants.models import Participation
from programmes.workspace.access import worker_required
from programmes.workspace.batches.telling import telling_of
from ui.addresses import SeeOther
from workflow.models import new_reference
from workflow.views import with_undo

SHOWN = 100


@require_safe
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """Who is without a worker or soon will be, and who goes to whom."""
    rows = without_anybody(request.user)
    shown = list(rows[:SHOWN])
    record_list(request, shown, page="work:handovers")
    values = {
        "rows": shown,
        "more": len(shown) == SHOWN and rows.count() > SHOWN,
        "rest": rest_without_anybody(request.user),
        "batches": batches_for(request.user),
        "is_coordinator": scope_of(request.user).holds(*COORDINATING),
        "today": timezone.localdate(),
    }
    return render(request, "workspace/handovers.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def new(request: HttpRequest) -> HttpResponse:
    """The chosen people, or a worker's whole list, go to another worker.

    Address: `people` (references, several or with commas between) or `of` (a worker's key). A list that
    chooses people leads here with `people`.
    """
    rows, unseen = _chosen(request)
    takers = possible_takers(rows)
    if request.method != "POST" or "to" not in request.POST:
        form = HandOverForm(initial={"token": new_reference()}, rows=rows, takers=takers)
        return _page(request, form, rows, unseen)
    form = HandOverForm(request.POST, rows=rows, takers=takers)
    if form.is_valid():
        wanted = form.cleaned_data
        going = [row for row in rows if row.reference in wanted["people"]]
        try:
            batch = services.hand_over(
                going,
                to=wanted["to"],
                by=request.user,  # type: ignore[arg-type]
                on=wanted["on"],
                greeting=wanted["greeting"],
                batch=wanted["token"],
            )
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            return SeeOther(with_undo(reverse("work:handover", args=[batch]), services.first_event(batch)))
    return _page(request, form, rows, unseen)


def _chosen(request: HttpRequest) -> tuple[list[Participation], int]:
    """The people of the address or the form that the viewer may see; and how many others were asked for."""
    given = request.POST if request.method == "POST" else request.GET
    if (worker := whole_number(request.GET.get("of", ""))) is not None:
        return whole_caseload(request.user, worker), 0
    asked = [*given.getlist("people"), *request.GET.getlist("people")]
    wanted = {one for several in asked for one in several.split(",") if one}
    rows = chosen(request.user, sorted(wanted))
    return rows, len(wanted) - len(rows)


def _page(request: HttpRequest, form: HandOverForm, rows: list[Participation], unseen: int) -> HttpResponse:
    record_list(request, rows, page="work:handover_new")
    words = ngettext(
        "%(number)s of the chosen people is not in your area and stays where they are.",
        "%(number)s of the chosen people are not in your area and stay where they are.",
        unseen,
    )
    values = {
        "form": form,
        "rows": rows,
        "telling": telling_of(rows, "worker_changed") if rows else None,
        "unseen": words % {"number": unseen} if unseen else "",
        "address": request.get_full_path(),
    }
    return render(request, "workspace/handover_new.html", values, status=422 if form.errors else 200)


@require_safe
@worker_required
def detail(request: HttpRequest, batch: str) -> HttpResponse:
    """What became of each person of the handover, and why somebody stays."""
    changes = batch_for(request.user, batch)
    record_list(request, [change.participation for change in changes], page="work:handover")
    values: dict[str, Any] = {
        "changes": changes,
        "batch": batch,
        "first": changes[0],
        "moved": [one for one in changes if one.done_at and not one.called_off_at],
        "waiting": [one for one in changes if one.waits],
        "left": [one for one in changes if one.left_because],
        "may_call_off": any(_may(request, one.participation) for one in changes if one.waits),
        "here": request.get_full_path(),
    }
    return render(request, "workspace/handover.html", values)


@require_POST
@worker_required
def call_off(request: HttpRequest, batch: str) -> HttpResponse:
    """What of the handover is still to come does not come."""
    waiting = [one for one in batch_for(request.user, batch) if one.waits]
    if waiting and not all(_may(request, one.participation) for one in waiting):
        raise PermissionDenied
    number = services.call_off(batch, by=request.user) if waiting else 0  # type: ignore[arg-type]
    words = ngettext(
        "%(number)s person stays with their worker.", "%(number)s people stay with their worker.", number
    )
    messages.success(request, words % {"number": number})
    return redirect("work:handover", batch)


@require_safe
@worker_required
def letters(request: HttpRequest, batch: str) -> HttpResponse:
    """The letters from the old and the new worker, one a page, each in the language of its reader."""
    changes = [
        one for one in batch_for(request.user, batch) if not one.left_because and not one.called_off_at
    ]
    if not any(_may(request, one.participation) or one.made_by == request.user for one in changes):
        raise PermissionDenied
    if "post" in request.GET:
        changes = [one for one in changes if one.participation.participant.contact_channel == "letter"]
    record_list(request, [change.participation for change in changes], page="work:handover_letters")
    values = {"letters": letters_of(changes), "batch": batch, "only_post": "post" in request.GET}
    return render(request, "workspace/handover_letters.html", values)


def _may(request: HttpRequest, row: Participation) -> bool:
    user: User = request.user  # type: ignore[assignment]
    return user.has_perm("programmes.hand_over_participation", row)
