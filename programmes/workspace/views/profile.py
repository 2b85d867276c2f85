"""A person's work profile, read by their worker and written down on the person's word."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from programmes.looking import record_look
from programmes.participants.models import Participation
from programmes.participants.profile import pages
from programmes.participants.selectors import participation_for
from programmes.workspace.access import refuse, refuse_own, worker_required
from ui.elements import Link
from workflow.forms import OnWord


@require_safe
@worker_required
def whole(request: HttpRequest, reference: str) -> HttpResponse:
    """What the person has said; the look is on record."""
    return pages.whole(request, _desk(request, _person(request, reference)))


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def step(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """One step, filled in with the person."""
    participation = _person(request, reference)
    if not request.user.has_perm("programmes.change_profile", participation):
        refuse(request, participation)
    return pages.step(request, _desk(request, participation), code)


def _person(request: HttpRequest, reference: str) -> Participation:
    participation = participation_for(request.user, reference)
    refuse_own(request, participation)
    return participation


def _desk(request: HttpRequest, row: Participation) -> pages.Desk:
    word = request.GET.get("word", "")
    word = word if word in OnWord.values else OnWord.DESK.value
    home = reverse("work:profile", args=[row.reference])

    def at(code: str) -> str:
        return f"{reverse('work:profile_step', args=[row.reference, code])}?{urlencode({'word': word})}"

    def show(request: HttpRequest, template: str, *, status: int = 200, **values: Any) -> HttpResponse:
        record_look(request, row.participant, page="work:profile")
        words = [
            Link(str(label), f"{home}?{urlencode({'word': way})}", current=way == word)
            for way, label in OnWord.choices
        ]
        frame = {
            "participation": row,
            "person": row.participant,
            "may_change": request.user.has_perm("programmes.change_profile", row),
            "words": words,
        }
        return render(request, f"workspace/{template}.html", frame | values, status=status)

    return pages.Desk(row, home=f"{home}?{urlencode({'word': word})}", step=at, show=show, on_word=word)
