"""One placement: whose turn, what was agreed, who has signed, what has happened."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from programmes.facts import SIGNATORY
from programmes.hosting.supplement.part import page_part as supplement_part
from programmes.looking import record_look
from programmes.placements.agreement_page import agreement_paper
from programmes.placements.attendance.keys import key_of
from programmes.placements.attendance.selectors import LIVES
from programmes.placements.codes import Face
from programmes.placements.first_day.card import page_part
from programmes.placements.induction.part import page_part as induction_part
from programmes.placements.models import Placement
from programmes.placements.policies import waiting_parties
from programmes.placements.selectors import overrides_of, placement_for
from programmes.placements.services import remind_to_sign
from programmes.placements.services.reminders import was_reminded
from programmes.placements.states import (
    AFTER_A_NO,
    AGREEMENT_OF_HOST,
    ASKED_FOR,
    HOLDS_SEAT,
    LIVE,
    LIVED,
    MAY_VISIT,
    RUNNING,
)
from programmes.placements.visits import ahead, tells, visit_facts, visits_of
from programmes.turns import wait_of
from programmes.workspace import caseload, presentation, services
from programmes.workspace.access import back_to, refuse_own, worker_required
from programmes.workspace.beneath import turn_over
from programmes.workspace.timeline import timeline_of
from workflow.in_place import move_on
from workflow.views import with_undo

FACE_TONES = {Face.GOOD: "ok", Face.SO_SO: "warn", Face.BAD: "late"}


@require_safe
@worker_required
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """The placement and its agreement; the look at the person is on record."""
    row = placement_for(request.user, reference)
    refuse_own(request, row)
    record_look(request, row.participation.participant, page="work:placement")
    may = request.user.has_perm("programmes.hold_review", row)
    calls = caseload.call_requests(request.user, everyone=True)
    changes_asked = list(calls.filter(place=row.reference))
    paper = agreement_paper(row, request.user)
    values = {
        "placement": row,
        "turn": turn_over(row, request.user, changes_asked=bool(changes_asked))[0],
        "person": row.participation.participant,
        "tone": row.facts.tone,
        "facts": presentation.placement_facts(row),
        "paper": paper,
        "overrides": list(overrides_of(row, paper.version)) if paper else [],
        "pdf_url": _pdf_url(row),
        "beside": _beside(row),
        "changes_asked": changes_asked,
        "reviews": list(row.reviews.all()),
        "adjustments": list(row.adjustments.all()),
        "may_review": row.state in RUNNING | LIVED and may,
        "runs": row.state in RUNNING,
        "may_adjust": row.state in HOLDS_SEAT | LIVED and may,
        "may_correct_review": may,
        "may_mend": row.state in AGREEMENT_OF_HOST and request.user.has_perm("programmes.mend_contact", row),
        "may_keep_paper": request.user.has_perm("programmes.keep_signed_paper", row),
        **_visit(request, row),
        **_first_day(request, row),
        **induction_part(row, at="work:induction"),
        **_supplement(request, row),
        "entries": timeline_of([row]),
        "needs_call": row.state in AFTER_A_NO | ASKED_FOR
        and request.user.has_perm("programmes.set_next_step", row),
        "may_remind": _may_remind(request, row),
        "days_url": _days_url(request, row),
        "here": request.path,
    }
    return render(request, "workspace/placement.html", values)


@require_POST
@worker_required
def called(request: HttpRequest, reference: str) -> HttpResponse:
    """Someone was rung about the placement: a no was told, or an answer asked for."""
    row = placement_for(request.user, reference)
    refuse_own(request, row)
    event = services.called_about(row, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The call is recorded."))
    return move_on(request, with_undo(back_to(request, "work:placement", reference), event))


@require_POST
@worker_required
def remind(request: HttpRequest, reference: str) -> HttpResponse:
    """Who has still to sign has one message more."""
    row = placement_for(request.user, reference)
    refuse_own(request, row)
    try:
        remind_to_sign(row, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("A message goes in ten minutes."))
    except ValidationError as refused:
        messages.info(request, refused.messages[0])
    return redirect("work:placement", reference)


def _first_day(request: HttpRequest, row: Placement) -> dict[str, Any]:
    """The card of the first day, and how it went as both told it."""
    shown = page_part(row, own=False)
    first_day = shown["first_day"]
    if first_day is None:
        return shown
    return shown | {
        "own_face_tone": FACE_TONES.get(first_day.own_face, "quiet"),
        "host_face_tone": FACE_TONES.get(first_day.host_face, "quiet"),
        "may_fill_first_day": request.user.has_perm("programmes.fill_first_day", row),
    }


def _supplement(request: HttpRequest, row: Placement) -> dict[str, Any]:
    """The application for the supplement that stands, or that one may be written down."""
    told = supplement_part(row, one="work:supplement", new="work:supplement_new")
    may = "supplement" in told or request.user.has_perm("programmes.apply_for_supplement", row)
    return told if may else {}


def _visit(request: HttpRequest, row: Placement) -> dict[str, Any]:
    """The newest visit, and whether one may be arranged or moved."""
    visits = visits_of(row)
    coming, newest = ahead(visits), visits[0] if visits else None
    may = request.user.has_perm("programmes.arrange_visit", row)
    return {
        "visit": newest,
        "visit_facts": visit_facts(newest) if newest else [],
        "visit_ahead": coming is not None and coming.starts_at is not None,
        "visit_tells": may and newest is not None and tells(newest),
        "may_arrange_visit": may and row.state in (LIVE if coming else MAY_VISIT),
    }


def _may_remind(request: HttpRequest, row: Placement) -> bool:
    """Whether the button that reminds of a signature stands on the page."""
    waits = wait_of("placement", row).who == SIGNATORY
    may = request.user.has_perm("programmes.set_next_step", row)
    return waits and may and bool(waiting_parties(row)) and not was_reminded(row)


def _days_url(request: HttpRequest, row: Placement) -> str:
    """Where the worker tells the days of the place, while it runs or when it has."""
    may = row.state in LIVES and request.user.has_perm("programmes.check_days", row)
    return f"{reverse('work:days_week')}?at={key_of(row)}" if may else ""


def _beside(row: Placement) -> list[Placement]:
    """The other places of the same round."""
    if row.offer_round is None:
        return []
    others = row.offer_round.placements.exclude(pk=row.pk)
    return list(
        others.select_related(
            "vacancy__host", "vacancy__workplace", "intake__programme", "intake__municipality"
        )
    )


def _pdf_url(row: Placement) -> str:
    """Where the agreement is printed, when there is one to print."""
    try:
        return reverse("documents:agreement", args=[row.reference])
    except NoReverseMatch:
        return ""
