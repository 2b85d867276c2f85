"""The participant's own pages: one thing at a time, and the worker's number on each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.roles import Role
from programmes.participants import services
from programmes.participants.follow_ups import open_question
from programmes.participants.links import address_of
from programmes.participants.models import Participation, WorkProfile
from programmes.participants.own import current, home_of, offers_headline, open_call, worker_of
from programmes.participants.selectors import asked_now, own_interests, own_participations, unread_messages
from programmes.participants.states import ParticipationState
from programmes.participants.worker_news import time_ahead, worker_news
from programmes.placements.agreement_page import agreement_paper
from programmes.placements.comparison import AT_LENGTH, columns
from programmes.placements.context import EFFECTS
from programmes.placements.first_day.card import page_part
from programmes.placements.induction.part import page_part as induction_part
from programmes.placements.introduction import what_host_sees
from programmes.placements.models import Placement
from programmes.placements.presentation import glance_at, place_facts
from programmes.placements.reviews import reviews_of
from programmes.placements.seats import taken_by_others
from programmes.placements.selectors import effect_of_answer, own_offer_round, own_placement, own_placements
from programmes.placements.sessions import next_meetings
from programmes.placements.states import (
    ASKED_OF_PERSON,
    LIVE,
    MAY_VISIT,
    RUNNING,
    SHOWN_TO_PERSON,
    SUGGESTION,
    WORKED,
    PlacementState,
    own_words,
)
from programmes.placements.visits import card_of
from programmes.placements.weekly_words import newest_word, weekly_words
from ui.addresses import SeeOther
from ui.elements import Link
from ui.formats import typed_language

# A yes has been said, and the work has not begun.
BEFORE_WORK = LIVE - ASKED_OF_PERSON - RUNNING
INTERESTS_SHOWN = 3
only_participants = role_required(Role.PARTICIPANT)


def page(
    request: HttpRequest, template: str, participation: Participation | None, **values: Any
) -> HttpResponse:
    """The page with what stands on each: the worker, and whether a call has been asked for.

    values: with the call, where the page has read it already.
    """
    if "call" not in values:
        values["call"] = open_call(participation) if participation else None
    frame = {
        "participation": participation,
        "worker": worker_of(participation),
        "typed_in_finnish": bool(typed_language()),
    }
    return render(request, template if "/" in template else f"participants/{template}.html", frame | values)


@require_safe
@never_cache
@only_participants
def home(request: HttpRequest) -> HttpResponse:
    """The one thing to do now, and where the person is on the path."""
    rows = list(own_participations(request.user))
    now = current(rows)
    if now is None:
        return page(request, "not_linked", None)
    mine = home_of(now, list(own_placements(request.user).filter(participation=now)))
    home_code = now.participant.municipality_id
    in_group = [one for one in (mine.focus, *mine.others) if isinstance(one, Placement) and one.intake_id]
    return page(
        request,
        "home",
        now,
        mine=mine,
        call=mine.call,
        full=_is_filled(mine.focus),
        question_url=_question_url(now),
        meetings=next_meetings(in_group) if in_group else [],
        weekly_words=[word] if in_group and (word := newest_word(in_group)) else [],
        offers=[(row, glance_at(row, home=home_code)) for row in mine.offered],
        **(page_part(mine.focus, own=True) if isinstance(mine.focus, Placement) else {"first_day": None}),
        rounds={row.offer_round for row in mine.offered if row.offer_round},
        effects=effects_of(mine.offered),
        interests=list(own_interests(request.user)[:INTERESTS_SHOWN]),
        experience=asked_now(now),
        unread=unread_messages(request.user).count(),
        time_ahead=(ahead := time_ahead(now)),
        asked_for_time=ahead is None and now.time_invitations.filter(settled_on=None).exists(),
        news=worker_news(now),
        profile_begun=WorkProfile.objects.filter(participant=now.participant).exists(),
        earlier=[row for row in rows if row is not now],
    )


def _is_filled(focus: Any) -> bool:
    """Whether the person has said yes to a place in which others hold every seat: no turn is promised."""
    waits = isinstance(focus, Placement) and focus.state == PlacementState.WANTED
    return waits and taken_by_others(focus)


def _question_url(participation: Participation) -> str:
    """Where the question that waits for the person's answer is answered by one tap; empty where none does."""
    question = open_question(participation) if participation.state == ParticipationState.ENDED else None
    return address_of(question) if question else ""


def effects_of(placements: list[Any]) -> list[Any]:
    """What an answer leads to, each sentence once."""
    return [EFFECTS[effect] for effect in dict.fromkeys(effect_of_answer(row) for row in placements)]


@require_safe
@never_cache
@only_participants
def places(request: HttpRequest) -> HttpResponse:
    """Every suggestion and place of the person, what waits for an answer first."""
    rows = list(own_placements(request.user))
    groups = [
        (title, [row for row in rows if row.state in states])
        for title, states in (
            (_("Waiting for your answer"), ASKED_OF_PERSON),
            (_("On the way to a place"), BEFORE_WORK),
            (_("You work here now"), RUNNING),
            (_("Earlier"), set(PlacementState) - LIVE),
        )
    ]
    shown = [(title, [(row, own_words(row)) for row in group]) for title, group in groups if group]
    return page(request, "places", current(own_participations(request.user)), groups=shown)


@require_safe
@never_cache
@only_participants
def place(request: HttpRequest, reference: str) -> HttpResponse:
    """One suggestion or place: whose turn, what it is, the agreement, what one can do."""
    row = own_placement(request.user, reference)
    participation = row.participation
    return page(
        request,
        "place",
        participation,
        placement=row,
        asked=row.state in ASKED_OF_PERSON,
        full=row.state in SUGGESTION and taken_by_others(row),
        state=own_words(row),
        facts=place_facts(
            row, home=participation.participant.municipality_id, profile=_profile_of(participation)
        ),
        agreement=agreement_paper(row, request.user),
        may_visit=row.state in MAY_VISIT and not row.visit_ahead,
        **card_of(row, "visits:own"),
        **page_part(row, own=True),
        **induction_part(row, at="induction:own", own=True),
        **reviews_of(row),
        meetings=next_meetings([row]) if row.intake_id else [],
        weekly_words=weekly_words([row]) if row.intake_id else [],
        worked=row.state in WORKED,
        effect=EFFECTS[effect_of_answer(row)],
        host_sees=what_host_sees(row) if row.state in SHOWN_TO_PERSON else [],
    )


@require_safe
@never_cache
@only_participants
def offers(request: HttpRequest, reference: str) -> HttpResponse:
    """The places of one round side by side, and what an answer leads to."""
    offer_round, rows = own_offer_round(request.user, reference)
    waiting = [row for row in rows if row.state in ASKED_OF_PERSON]
    focus = (waiting or rows)[0]
    shown = next((row for row in rows if row.reference == request.GET.get("show")), focus)
    labels, offers = columns(rows, request, profile=_profile_of(offer_round.participation))
    return page(
        request,
        "offers",
        offer_round.participation,
        title=offers_headline(len(waiting)) if waiting else _("Places suggested to you"),
        offer_round=offer_round,
        focus=focus,
        labels=labels,
        columns=offers,
        at_length=[str(label) for label in AT_LENGTH],
        shown=rows.index(shown),
        tabs=[
            Link(
                f"{place}. {row.title}",
                f"{reverse('my:offers', args=[reference])}?show={row.reference}#compare",
                row is shown,
            )
            for place, row in enumerate(rows, start=1)
        ],
        effects=effects_of(waiting),
        waiting=waiting,
        full=[row for row in waiting if taken_by_others(row)],
    )


def _profile_of(participation: Participation) -> WorkProfile | None:
    """What the person has told of themself and work, if anything."""
    return WorkProfile.objects.filter(participant=participation.participant_id).first()


class CallMeForm(forms.Form):
    """What the call is about, if the person wants to tell."""

    about = forms.CharField(
        label=gettext_lazy("What would you like to talk about?"), required=False, max_length=200,
        help_text=gettext_lazy("You can leave this empty."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def call_me(request: HttpRequest) -> HttpResponse:
    """The worker sees that the person wants to be called; asked twice it is the same wish."""
    participation = current(own_participations(request.user))
    if participation is None:
        raise Http404
    form = CallMeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        answer = page(request, "call", participation, form=form)
        answer.status_code = 422 if form.errors else 200
        return answer
    services.ask_for_a_call(participation, by=request.user, about=form.cleaned_data["about"])  # type: ignore[arg-type]
    messages.success(request, _("Your worker calls you."))
    return SeeOther(reverse("my:home"))
