"""Whose turn it is, by when, and what happens if nothing does: one table, in each reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext_lazy

from areas.working_days import add_working_days
from programmes.catalogue.selectors import deadline_days
from programmes.policies import coordinates, is_host, is_participant, is_responsible, referred
from programmes.servicepoints.rights import looks_into, takes_up
from ui import formats
from workflow.registry import Turn

NOBODY, COORDINATOR, PARTICIPANT, HOST, REFERRER, SIGNATORY, HANDLER = (
    "nobody",
    "coordinator",
    "participant",
    "host",
    "referrer",
    "signatory",
    "handler",
)


@dataclass(frozen=True)
class Wait:
    """Who acts next in a state, within how many days (the parameter's key), and what it is about."""

    who: str
    about: Any
    calendar: bool = False


WAITS: dict[str, Wait] = {
    "participation.referred": Wait(COORDINATOR, gettext_lazy("Take up the referral")),
    "participation.returned": Wait(REFERRER, gettext_lazy("Refer again or close")),
    "participation.waiting": Wait(COORDINATOR, gettext_lazy("Hold the start interview")),
    "participation.active": Wait(NOBODY, gettext_lazy("Under way")),
    "participation.on_hold": Wait(COORDINATOR, gettext_lazy("Look again at the break")),
    "participation.withdrawn": Wait(NOBODY, gettext_lazy("Stopped")),
    "participation.ended": Wait(NOBODY, gettext_lazy("Ended")),
    "host.registered": Wait(COORDINATOR, gettext_lazy("Check the host employer")),
    "host.verified": Wait(NOBODY, gettext_lazy("Checked")),
    "vacancy.draft": Wait(HOST, gettext_lazy("Finish the place and send it")),
    "vacancy.submitted": Wait(COORDINATOR, gettext_lazy("Check the place")),
    "vacancy.returned": Wait(HOST, gettext_lazy("Change the place and send it again")),
    "vacancy.open": Wait(NOBODY, gettext_lazy("Open")),
    "vacancy.paused": Wait(NOBODY, gettext_lazy("Paused")),
    "vacancy.expired": Wait(HOST, gettext_lazy("Renew or close")),
    "vacancy.closed": Wait(NOBODY, gettext_lazy("Closed")),
    "placement.proposed": Wait(PARTICIPANT, gettext_lazy("Answer the suggestion"), calendar=True),
    "placement.wanted": Wait(COORDINATOR, gettext_lazy("Introduce to the workplace")),
    "placement.introduced": Wait(HOST, gettext_lazy("Answer the introduction")),
    "placement.accepted": Wait(COORDINATOR, gettext_lazy("Draw up the agreement")),
    "placement.refused": Wait(COORDINATOR, gettext_lazy("Ring the person")),
    "placement.declined": Wait(COORDINATOR, gettext_lazy("Suggest other places")),
    "placement.released": Wait(NOBODY, gettext_lazy("Let go")),
    "placement.signing": Wait(SIGNATORY, gettext_lazy("Read and sign the agreement")),
    "placement.agreed": Wait(COORDINATOR, gettext_lazy("The work begins")),
    "placement.active": Wait(NOBODY, gettext_lazy("Under way")),
    "placement.paused": Wait(NOBODY, gettext_lazy("On a break")),
    "placement.ended": Wait(COORDINATOR, gettext_lazy("Hold the closing talk")),
    "placement.closed": Wait(NOBODY, gettext_lazy("Done")),
    "placement.cancelled": Wait(NOBODY, gettext_lazy("Called off")),
    "placement.expired": Wait(NOBODY, gettext_lazy("No longer open")),
    "complaint.received": Wait(HANDLER, gettext_lazy("Take it up and name who looks into it")),
    "complaint.acknowledged": Wait(HANDLER, gettext_lazy("Answer in plain words"), calendar=True),
    "complaint.answered": Wait(NOBODY, pgettext_lazy("complaint", "Answered")),
    "complaint.closed": Wait(NOBODY, pgettext_lazy("complaint", "Closed")),
}


def due_on(machine: str, obj: Any, on: date) -> date | None:
    """The day by which the turn should be taken, counted from the day the state began; None when nobody's."""
    key = f"{machine}.{obj.state}"
    wait = WAITS.get(key)
    if key == "placement.agreed":
        return obj.starts_on
    if key == "complaint.acknowledged":
        on = obj.clock_from  # the answer is due fourteen days from when it came, whenever it was taken up
    days = deadline_days().get(key.replace(".", "-").replace("_", "-"))
    if wait is None or wait.who == NOBODY or days is None:
        return None
    return on + timedelta(days=days) if wait.calendar else add_working_days(on, days)


def turn(machine: str, obj: Any, user: Any) -> Turn:
    """Whose turn it is, in the words of `user`'s part in the row."""
    wait = WAITS[f"{machine}.{obj.state}"]
    kind = _kind(wait, obj, user)
    if not is_participant(user, obj):
        text = staff_sentence(wait, obj, user)
        return Turn(kind=kind, title=title_of(wait, obj, user), text=text, due_on=obj.due_on)
    who, text = _first_sentence(own_sentence(machine, obj))
    title = title_of(wait, obj, user) if kind == "mine" else ""
    return Turn(kind=kind, title=title, text=text, due_on=obj.due_on, who=who)


def _first_sentence(text: str) -> tuple[str, str]:
    """Whose turn it is, and the rest: the sentences of words.md begin with it."""
    first, dot, rest = text.partition(". ")
    return (first + dot.strip(), rest) if rest else (text, "")


def _kind(wait: Wait, obj: Any, user: Any) -> str:
    if wait.who == NOBODY:
        return "nobody"
    return "mine" if is_turn_of(wait.who, obj, user) else "other"


def is_turn_of(who: str, obj: Any, user: Any) -> bool:
    """Whether `user` is the one who acts next."""
    checks = {
        COORDINATOR: lambda: (
            is_responsible(user, obj)
            if hasattr(obj, "coordinator_id") or hasattr(obj, "participation")
            else coordinates(user, obj)
        ),
        PARTICIPANT: lambda: is_participant(user, obj),
        HOST: lambda: is_host(user, obj),
        REFERRER: lambda: referred(user, obj),
        SIGNATORY: lambda: _has_to_sign(obj, user),
        HANDLER: lambda: looks_into(user, obj) or (obj.handler_id is None and takes_up(user, obj)),
    }
    return bool(checks[who]())


def _has_to_sign(obj: Any, user: Any) -> bool:
    parts = {"participant": is_participant, "host": is_host, "area": is_responsible}
    return any(parts[party](user, obj) for party in waiting_parties(obj))


def waiting_parties(obj: Any) -> tuple[str, ...]:
    """The parties that have still to sign the placement's agreement."""
    from programmes.placements.agreements import unsigned_parties  # noqa: PLC0415 - placements read turns
    from programmes.placements.selectors import rule_of  # noqa: PLC0415

    return unsigned_parties(obj, rule_of(obj))


def title_of(wait: Wait, obj: Any, user: Any) -> str:
    """One line: mine, whose, or nobody's."""
    if wait.who == NOBODY:
        return str(wait.about)
    if is_turn_of(wait.who, obj, user):
        day = _(" by %(date)s") % {"date": _day(obj.due_on)} if obj.due_on else ""
        return f"{wait.about}{day}"
    names = {
        COORDINATOR: _("It is the worker's turn"),
        PARTICIPANT: _("It is the participant's turn"),
        HOST: _("It is the workplace's turn"),
        REFERRER: _("It is the officer's turn"),
        SIGNATORY: _("The agreement waits for signatures"),
        HANDLER: _("It is the worker's turn"),
    }
    return names[wait.who]


def staff_sentence(wait: Wait, obj: Any, user: Any) -> str:
    """What is waited for and until when; a passed day escalates to a worker and refuses nobody."""
    if wait.who == NOBODY or obj.due_on is None:
        return ""
    return _("%(what)s by %(date)s. If the day passes, a worker is told; nothing is refused by itself.") % {
        "what": wait.about,
        "date": _day(obj.due_on),
    }


def own_sentence(machine: str, obj: Any) -> str:
    """The strip as the participant reads it (words.md section 5)."""
    participation = obj.participation if machine == "placement" else obj
    worker = participation.coordinator
    host = obj.vacancy.host.name if machine == "placement" and obj.vacancy_id else ""
    values = {
        "date": _day(obj.due_on),
        "worker": str(worker or _("your worker")),
        "phone": unbroken((worker.phone if worker else "") or settings.SERVICE_PHONE),
        "host": host,
        "guide": getattr(obj, "guide", "") or _("your guide at work"),
        "n": participation.placements.filter(state="proposed").count(),
        "start": _day(getattr(obj, "starts_on", None)),
    }
    key = f"{machine}.{obj.state}"
    if key == "placement.signing" and "participant" not in waiting_parties(obj):
        key = "placement.signed"
    sentence = OWN_SENTENCES.get(key)
    return str(sentence % values) if sentence else ""


def unbroken(phone: str) -> str:
    """A telephone number that stays on one line."""
    return phone.replace(" ", "\N{NO-BREAK SPACE}")


def _day(day: date | None) -> str:
    return formats.day(day) if day else _("soon")


OWN_SENTENCES: dict[str, Any] = {
    "participation.referred": gettext_lazy(
        "It is our turn. We take up your referral by %(date)s. You need not do anything. "
        "If you do not hear from us, call %(phone)s."
    ),
    "participation.returned": gettext_lazy("Your officer calls you by %(date)s. You need not do anything."),
    "participation.waiting": gettext_lazy(
        "It is your worker's turn: %(worker)s. A first meeting is agreed with you by %(date)s. "
        "If it takes longer, the manager is told."
    ),
    "participation.active": gettext_lazy(
        "Nothing is needed from you right now. "
        "If something is not right, call your worker: %(worker)s, %(phone)s."
    ),
    "participation.on_hold": gettext_lazy(
        "You are on a break. Your worker looks at it with you by %(date)s."
    ),
    "placement.proposed": ngettext_lazy(
        "It is your turn. You have one suggestion. Please answer by %(date)s. "
        "If you do not, your worker calls you. Not answering is not a no.",
        "It is your turn. You have %(n)s suggestions. Please answer by %(date)s. "
        "If you do not, your worker calls you. Not answering is not a no.",
        "n",
    ),
    "placement.wanted": gettext_lazy(
        "It is your worker's turn: %(worker)s. You are introduced to the workplace by %(date)s. "
        "You may still change your mind."
    ),
    "placement.introduced": gettext_lazy(
        "It is the workplace's turn: %(host)s. They answer by %(date)s. If they do not, your worker asks. "
        "You may still change your mind."
    ),
    "placement.accepted": gettext_lazy(
        "It is your worker's turn: %(worker)s. The agreement comes to you to read by %(date)s."
    ),
    "placement.refused": gettext_lazy(
        "This place did not work out. Your worker calls you and looks for other places."
    ),
    "placement.declined": gettext_lazy(
        "You did not choose this. Your worker looks for other places with you."
    ),
    "placement.signing": gettext_lazy(
        "It is your turn. Read the agreement and sign by %(date)s, online or on paper. "
        "If anything is unclear, do not sign: call %(worker)s, %(phone)s."
    ),
    "placement.signed": gettext_lazy(
        "You need do nothing now. You have signed, and the others sign by %(date)s."
    ),
    "placement.agreed": gettext_lazy("You begin on %(start)s. You need do nothing now."),
    "placement.active": gettext_lazy(
        "Nothing else is needed from you right now. If something is not right, say so at once: "
        "guide %(guide)s or your worker %(worker)s, %(phone)s."
    ),
    "placement.ended": gettext_lazy(
        "The place has ended. Your worker agrees on a closing talk with you by %(date)s."
    ),
}
