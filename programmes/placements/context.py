"""What a page of a placement's act shows beside its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import COORDINATING, Role
from accounts.selectors import scope_of
from audit.services import record_read
from programmes.catalogue.money import money_of
from programmes.catalogue.selectors import rule_on
from programmes.employers.models import Vacancy
from programmes.participants.likeness import found_for
from programmes.participants.models import Participation, nothing_running
from programmes.participants.selectors import participations_for
from programmes.placements.agreement_page import agreement_paper
from programmes.placements.agreements import current_agreement
from programmes.placements.introduction import what_host_sees
from programmes.placements.models import Placement
from programmes.placements.presentation import vacancy_facts
from programmes.placements.selectors import effect_of_answer
from programmes.placements.states import RUNNING, PlacementState
from programmes.relations import is_participant
from ui.formats import day
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
        paper = agreement_paper(row, user, to_sign=True)
        page |= {"preview_template": "placements/agreement.html", "agreement": paper}
        page["notes"] += late_to_sign(row)
    if act == "issue_agreement":
        page["notes"] += what_a_new_version_does(row)
    return page


def late_to_sign(placement: Placement) -> list[Note]:
    """What the person reads before signing when the agreed start has passed: late is said, not forbidden."""
    start, today = placement.starts_on, timezone.localdate()
    if placement.state != PlacementState.SIGNING or start is None or start >= today:
        return []
    told = _(
        "The work was to begin on %(start)s, and not all have signed. You can still sign. If yours is the "
        "last signature, the first day is today or later: agree on it with the worker."
    ) % {"start": day(start)}
    return [Note("warn", _("The agreed start has passed"), told)]


def what_a_new_version_does(placement: Placement) -> list[Note]:
    """What becomes of the version that stands, before a new one is made."""
    agreement = current_agreement(placement)
    if agreement is None:
        return []
    if placement.state in RUNNING:
        told = _(
            "Version %(version)s is in force until all have signed the new one. The first day stays. "
            "Every party is told, and reads what has changed."
        )
    else:
        told = _(
            "The signatures under version %(version)s no longer hold: everyone signs the new one. "
            "Every party is told, and reads what has changed."
        )
    return [Note("info", _("A new version"), told % {"version": agreement.version})]


def signed_late(row: Any, event: Any) -> Any:
    """What the one who signed last, and late, has to know at once; empty otherwise."""
    if "moved_to" not in event.data:
        return ""
    return _("All have signed, after the agreed start. The first day is now %(day)s or later.") % {
        "day": day(row.starts_on)
    }


def vacancy_context(row: models.Model, user: Any, act: str) -> dict[str, Any]:
    """Extra values for the page of `act` on a place: what is about to be public, and what it still lacks."""
    assert isinstance(row, Vacancy)  # noqa: S101 - the registry hands this machine's rows only
    if act not in {"submit", "publish"}:
        return {}
    page = {
        "preview_template": "placements/vacancy_to_check.html",
        "vacancy": row,
        "missing": row.missing(),
        "edit_url": "work:vacancy_edit" if scope_of(user).holds(*COORDINATING) else "host:vacancy_edit",
    }
    if page["missing"]:
        return page
    types = list(row.programme_types.all())
    money = money_of([rule_on(kind) for kind in types])
    facts = [(_("Name of the work"), row.title), *vacancy_facts(row, money=money)]
    return page | {"facts": facts, "types": types}


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
