"""Words for the person's plan in the state's system, ready to be copied: templates fill what stands here.

Names, numbers and health are left out: the system has the person already. A type of service is told with its
legal basis as the catalogue has it on that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from programmes.catalogue.selectors import rule_on
from programmes.participants.models import NextStep, Participation
from programmes.placements.models import Placement
from programmes.placements.presentation import hours_words
from programmes.placements.states import LIVE, RUNNING

PLANS: dict[str, str | Promise] = {
    "start": _("The service begins"),
    "places": _("Places are looked for"),
    "place": _("A place is agreed or under way"),
    "end": _("The service ends"),
}
LANGUAGES = ("fi", "sv")


def usual_plan(row: Participation, placements: Sequence[Placement]) -> str:
    """Which of `PLANS` fits the person now."""
    if row.ended_on or row.withdrawn_on:
        return "end"
    if _place(placements) is not None:
        return "place"
    return "places" if placements else "start"


def plan_text(row: Participation, placements: Sequence[Placement], plan: str, language: str) -> str:
    """The words of the plan in the language, a sentence for each thing that is known."""
    place = _place(placements)
    step = NextStep.objects.filter(participation=row, done_on=None).order_by("due_on", "pk").first()
    with override(language if language in LANGUAGES else LANGUAGES[0]):
        values: dict[str, Any] = {
            "row": row,
            "place": place,
            "legal": _legal_basis(place),
            "hours": hours_words(row.weekly_hours_min, row.weekly_hours_max),
            "step": step,
            "shown": len(placements),
            "today": timezone.localdate(),
        }
        text = render_to_string(f"workspace/plan/{plan if plan in PLANS else 'start'}.txt", values)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join(line for line in lines if line)


def _place(placements: Sequence[Placement]) -> Placement | None:
    """The place that the plan is of: one under way before one that is coming."""
    alive = [one for one in placements if one.state in LIVE and one.agreed_on]
    running = [one for one in alive if one.state in RUNNING]
    return next(iter(running or alive), None)


def _legal_basis(place: Placement | None) -> str:
    if place is None:
        return ""
    return rule_on(place.programme_type, place.starts_on).legal_basis
