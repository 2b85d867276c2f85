"""What a page of a placement's act shows beside its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from audit.services import record_read
from programmes.participants.likeness import found_for
from programmes.participants.models import Participation, nothing_running
from programmes.participants.selectors import participations_for
from programmes.placements.introduction import what_host_sees
from programmes.placements.models import Placement
from programmes.placements.paper import agreement_paper
from programmes.placements.selectors import effect_of_answer
from programmes.relations import is_participant
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


# A yes is told as a yes: what happens then, and that nothing is bound yet.
YES: dict[bool, Any] = {
    True: _(
        "Your worker introduces you to the workplace. You are not bound yet: nothing is agreed before you "
        "have read and signed an agreement."
    ),
    False: _(
        "Your worker keeps a seat for you in the group. You are not bound yet: nothing is agreed before you "
        "have read and signed an agreement."
    ),
}
LEADS_TO = _("What my answer leads to")


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
    if act == "decline" or (act == "cancel" and own):
        effect = effect_of_answer(row)
        page["notes"] = [Note("warn" if effect != "voluntary" else "info", LEADS_TO, EFFECTS[effect])]
    if act == "want":
        page["notes"] = [Note("info", LEADS_TO, what_a_yes_leads_to(row))]
    if act in {"decline", "want"} and not own:
        page["notes"].insert(
            0, Note("info", _("Read this to the participant"), _("Here “you” is the participant."))
        )
    if act in {"want", "introduce"} and (sees := what_host_sees(row)):
        page |= {"preview_template": "placements/host_sees.html", "host_sees": sees}
        page["of_you"] = act == "want"
    if act == "sign":
        page |= {"preview_template": "placements/agreement.html", "agreement": agreement_paper(row, user)}
    return page


def what_a_yes_leads_to(placement: Placement) -> str:
    """What happens after a yes, and then what holds of a no later on."""
    return f"{YES[placement.vacancy_id is not None]} {EFFECTS[effect_of_answer(placement)]}"


def participation_context(row: models.Model, user: Any, act: str) -> dict[str, Any]:
    """Extra values for the page of `act` on a time in the service: what leaving it leads to."""
    assert isinstance(row, Participation)  # noqa: S101 - the registry hands this machine's rows only
    if act == "accept":
        return _who_it_may_be(row, user)
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


def _who_it_may_be(row: Participation, user: Any) -> dict[str, Any]:
    """People who may be the same one, for whoever takes the referral up; the look at them is on record."""
    found = found_for(user, row.participant, officer=False)
    if not found:
        return {}
    shown = [(one, participations_for(user).filter(participant=one.person).first()) for one in found.seen]
    for one in (*found.seen, *found.unseen):
        record_read(user, one.person, page="workflow:act", role=Role.COORDINATOR)
    page = {"alike": shown, "others_alike": len(found.unseen)}
    return {"preview_template": "participants/alike.html"} | page
