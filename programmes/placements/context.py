"""What a page of a placement's act shows beside its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from areas.selectors import languages
from programmes.participants.models import Participation, nothing_running
from programmes.placements.codes import Shown
from programmes.placements.models import Placement
from programmes.placements.paper import agreement_paper
from programmes.placements.presentation import hours_number
from programmes.placements.selectors import effect_of_answer
from programmes.placements.states import CAME_TO_NOTHING
from programmes.relations import is_participant
from ui.formats import day, typed
from workflow.steps import step_of

# words.md section 6 (†): a lawyer of the area approves these.
EFFECTS: dict[str, Any] = {
    "voluntary": _("You may say no. No reason needed. We look for something else."),
    "in_plan": _(
        "This is in your employment plan. Talk with your officer before you say no or stop: "
        "it can affect your benefit."
    ),
    "job": _("This is paid work. Ask your officer how your answer affects your benefit before you answer."),
}


@dataclass(frozen=True)
class Note:
    """A box above the form."""

    tone: str
    title: Any
    text: Any


def placement_context(row: models.Model, user: Any, act: str) -> dict[str, Any]:
    """Extra values for the page of `act` on the placement."""
    assert isinstance(row, Placement)  # noqa: S101 - the registry hands this machine's rows only
    own = is_participant(user, row)
    page: dict[str, Any] = {"notes": [], "own": own}
    if act in {"decline", "want"} or (act == "cancel" and own):
        effect = effect_of_answer(row)
        page["notes"] = [
            Note("warn" if effect != "voluntary" else "info", _("What my answer leads to"), EFFECTS[effect])
        ]
    if act in {"decline", "want"} and not own:
        page["notes"].insert(
            0, Note("info", _("Read this to the participant"), _("Here “you” is the participant."))
        )
    if act == "want":
        page |= {"preview_template": "placements/host_sees.html", "host_sees": what_host_sees(row)}
        page["may_be_shown"] = list(may_be_shown(row).values())
    if act == "sign":
        page |= {"preview_template": "placements/agreement.html", "agreement": agreement_paper(row, user)}
    return page


def participation_context(row: models.Model, user: Any, act: str) -> dict[str, Any]:
    """Extra values for the page of `act` on a time in the service: what leaving it leads to."""
    assert isinstance(row, Participation)  # noqa: S101 - the registry hands this machine's rows only
    if act != "withdraw":
        return {}
    if not is_participant(user, row):
        told = _(
            "Suggestions without an agreement are called off. Say first that stopping can affect the benefit."
        )
        return {"notes": [Note("info", _("What this leads to"), told)]}
    if not nothing_running(row):
        told = _("You are still in a place. It is ended first, together with your worker: call them.")
        return {"notes": [Note("warn", _("Talk with your worker first"), told)]}
    days = step_of(Participation, "withdraw").mind_days
    leads_to = _(
        "The places suggested to you are called off. Stopping can affect your benefit: talk first with your "
        "officer, if you can. You can change your mind for %(days)s days."
    ) % {"days": days}
    return {"notes": [Note("warn", _("What stopping leads to"), leads_to)]}


def what_host_sees(placement: Placement) -> list[tuple[Any, Any]]:
    """Label and value, word for word as the host reads them; nothing else of the person is shown.

    When the host has said no, or the place was called off, only the first name is left.
    """
    participation = placement.participation
    values: list[tuple[Any, Any]] = [(_("First name"), participation.participant.first_name)]
    if placement.state in CAME_TO_NOTHING:
        return values
    hours = placement.weekly_hours or participation.weekly_hours_max
    if hours:
        values.append((_("Hours a week"), hours_number(hours)))
    if placement.tasks_shown:
        values.append((_("Tasks that fit"), typed(placement.tasks_shown)))
    return values + [pair for key, pair in may_be_shown(placement).items() if key in placement.shown_to_host]


def may_be_shown(placement: Placement) -> dict[str, tuple[Any, Any]]:
    """What the person may choose to show beside the first name: label and value, those that are known."""
    participation = placement.participation
    person = participation.participant
    known: dict[str, tuple[Any, Any]] = {
        Shown.PHONE: (_("Telephone"), person.phone),
        Shown.SKILLS: (_("What I hope to learn or do"), participation.aim),
        Shown.LANGUAGE: (_("Language"), _language_name(person.language)),
        Shown.START: (_("Can start at the earliest"), day(participation.earliest_start_on)),
    }
    return {key: pair for key, pair in known.items() if pair[1]}


def _language_name(code: str) -> str:
    """The language in the words of the page; empty when it is not known."""
    return next((str(language.name) for language in languages() if language.code == code), "") if code else ""
