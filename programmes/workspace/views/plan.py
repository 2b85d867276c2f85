"""Words for the person's plan in the state's system, ready to be copied."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programmes.looking import record_look
from programmes.participants.selectors import participation_for
from programmes.placements.selectors import placements_for
from programmes.workspace.access import refuse_own, worker_required
from programmes.workspace.plan_text import LANGUAGES, PLANS, plan_text, usual_plan
from ui.elements import Link

NAMES = {"fi": "Suomi", "sv": "Svenska"}


@require_safe
@worker_required
def text(request: HttpRequest, reference: str) -> HttpResponse:
    """The words that fit the person now, or those of another template; the look is on record."""
    row = participation_for(request.user, reference)
    refuse_own(request, row)
    placements = list(placements_for(request.user).filter(participation=row))
    plan = request.GET.get("plan", "")
    plan = plan if plan in PLANS else usual_plan(row, placements)
    language = request.GET.get("language", "")
    language = language if language in LANGUAGES else LANGUAGES[0]
    record_look(request, row.participant, page="work:plan_text")
    values = {
        "participation": row,
        "person": row.participant,
        "text": plan_text(row, placements, plan, language),
        "language": language,
        "plans": [
            Link(str(label), f"?plan={code}&language={language}", code == plan)
            for code, label in PLANS.items()
        ],
        "languages": [
            Link(NAMES[code], f"?plan={plan}&language={code}", code == language) for code in LANGUAGES
        ],
    }
    return render(request, "workspace/plan_text.html", values)
