"""Everything about one person's time in the service in one place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit.selectors import last_event
from programmes import doors
from programmes.assessments.selectors import assessments_for
from programmes.looking import record_look
from programmes.participants import services
from programmes.participants.coaching import coached
from programmes.participants.eura import eura_of
from programmes.participants.forms import NextStepForm
from programmes.participants.labour import positions
from programmes.participants.likeness import found_for
from programmes.participants.models import Participation, WorkProfile
from programmes.participants.notes import texts_of
from programmes.participants.selectors import (
    interests_for,
    merged_times,
    merged_to,
    participation_for,
    participations_for,
)
from programmes.participants.states import IN_SERVICE, TAKES_OFFERS, ParticipationState
from programmes.placements.selectors import placements_for
from programmes.placements.weekly_words import weekly_words
from programmes.workspace import nearest, presentation
from programmes.workspace.access import back_to, participation_to_act_on, refuse_own, worker_required
from programmes.workspace.timeline import EVERYTHING, SHOWN, beside_the_line, timeline_of
from programmes.workspace.undelivered import in_words, undelivered_to
from programmes.workspace.views.notes import NoteForm, may_write_to
from ui.addresses import own_address
from ui.rows import field_ids, key_of
from workflow.in_place import move_on, show
from workflow.views import with_undo


@require_safe
@worker_required
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One person's time in the service; the look is on record."""
    try:
        participation = participation_for(request.user, reference)
    except Http404:
        if (goes_on := merged_to(request.user, reference)) is None:
            raise
        return redirect("work:person", goes_on.reference)
    refuse_own(request, participation)
    return _page(request, participation, _step_form(request))


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def next_step(request: HttpRequest, reference: str) -> HttpResponse:
    """A new next step stands; a mistake is told where the form was, with what was typed."""
    participation = participation_to_act_on(request, reference, "set_next_step")
    if request.method != "POST":
        return _step_page(request, participation, _step_form(request))
    form = _step_form(request, request.POST)
    if form.is_valid():
        try:
            services.set_next_step(participation, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except ValidationError as refused:
            form.add_error("due_on", refused.messages[0])
        else:
            messages.success(request, _("The next step is set."))
            address = back_to(request, "work:person", reference)
            return move_on(request, with_undo(address, last_event(participation)))
    page = _step_page if key_of(request) or "step" in request.POST else _page
    return page(request, participation, form, status=422)


def _step_form(request: HttpRequest, data: Any = None) -> NextStepForm:
    ids: dict[str, Any] = field_ids(request)
    return NextStepForm(data, **ids)


def _step_page(
    request: HttpRequest, row: Participation, form: NextStepForm, status: int = 200
) -> HttpResponse:
    """The form alone: on a page of its own, or in the row of a list."""
    _looked(request, row, "work:next_step")
    step = row.next_steps.filter(done_on=None).first()
    back = own_address(request, (request.POST or request.GET).get("next", ""))
    values = {
        "participation": row,
        "form": form,
        "step": step,
        "next": back,
        "back": back or reverse("work:person", args=[row.reference]),
    }
    return show(request, "workspace/next_step.html", values, status=status)


def _looked(request: HttpRequest, row: Participation, page: str) -> None:
    record_look(request, row.participant, page=page)


def _page(request: HttpRequest, row: Participation, form: NextStepForm, status: int = 200) -> HttpResponse:
    _looked(request, row, "work:person")
    placements = list(placements_for(request.user).filter(participation=row))
    may = request.user.has_perm
    in_group = [one for one in placements if one.intake_id and may("programmes.read_weekly_word", one)]
    interests = list(interests_for(request.user).filter(participation=row))
    profile = WorkProfile.objects.filter(participant=row.participant).first()
    step = row.next_steps.filter(done_on=None).select_related("owner").first()
    calls = list(row.call_requests.filter(called_at=None))
    may_note, whole = may("programmes.write_note", row), request.GET.get("line") == "whole"
    alike = (
        found_for(request.user, row.participant, officer=False).seen
        if may("programmes.merge_participation", row)
        else []
    )
    values: dict[str, Any] = {
        "participation": row,
        "alike": [
            (one, time)
            for one in alike
            if (time := participations_for(request.user).filter(participant=one.person).first())
        ],
        "undelivered": in_words(undelivered_to(row.participant, request.user)),
        "turn": nearest.turn_of(row, placements, step, request.user, calls),
        "person": row.participant,
        "form": form,
        "facts": presentation.person_facts(row),
        "head_facts": presentation.head_facts(row, step, nearest.offer_words(row, placements)),
        "referral_facts": presentation.referral_facts(row),
        "tone": row.facts.tone,
        "step": step,
        "step_opened": "step" in request.GET,
        "calls": calls,
        "placements": [(placement, placement.facts.tone) for placement in placements],
        "entries": timeline_of(
            [row, *merged_times(row), *placements, *interests, *([profile] if profile else [])],
            beside=beside_the_line(row, request.user),
            texts=texts_of(row) if may_note else {},
            most=EVERYTHING if whole else SHOWN,
        ),
        "whole": whole,
        "shown": SHOWN,
        "note_form": NoteForm(may_write=may_write_to(request.user, row)) if may_note else None,  # type: ignore[arg-type]
        "may_note": may_note,
        "may_see_address": row.participant.restricted and may("programmes.see_protected_address", row),
        "interests": interests,
        "position": positions(row)[0],
        "eura": eura_of(row),
        "coached": coached(row),
        "may_coach": may("programmes.coach_participation", row),
        "may_ask_for_time": may("programmes.invite_to_time", row),
        "may_name_agent": may("programmes.name_agent", row),
        "may_record_status": may("programmes.record_status", row),
        "weekly_words": weekly_words(in_group) if in_group else [],
        "may_read_conversation": (may_read_conversation := may("programmes.read_conversation", row)),
        "assessments": (assessments := list(assessments_for(request.user).filter(participation=row))),
        "may_assess": row.state in IN_SERVICE
        and not any(one.facts.live for one in assessments)
        and may("programmes.open_workabilityassessment", row),
        "unanswered": row.unanswered if may_read_conversation else 0,  # type: ignore[attr-defined]
        "may_tell": may("programmes.change_profile", row),
        "profile_begun": profile is not None,
        "may_set_step": row.state in IN_SERVICE and may("programmes.set_next_step", row),
        "follow_ups": list(row.follow_ups.all()) if row.state == ParticipationState.ENDED else [],
        "may_record": may("programmes.record_follow_up", row),
        "door": (door := doors.door_of(row.participant)),
        "may_correct": (may_correct := may("programmes.correct_person", row)),
        "may_hand_over": may("programmes.hand_over_participation", row),
        "may_open": may_correct and doors.may_press(row.participant, door),
        "may_propose": row.state in TAKES_OFFERS and may("programmes.propose_placement", row),
        "today": timezone.localdate(),
        "here": request.path if status == 200 else "",
    }
    return render(request, "workspace/person.html", values, status=status)
