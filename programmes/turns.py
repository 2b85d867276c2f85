"""Whose turn it is, by when, and what happens if nothing does: one table, in each reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from areas.selectors import service_phone
from areas.working_days import add_working_days
from programmes.catalogue.selectors import deadline_days, deadline_of
from programmes.participants.models import Participation
from programmes.placements.states import LIVE
from programmes.relations import (
    coordinates,
    is_host,
    is_participant,
    is_responsible,
    referred,
    takes_over_referral,
    worker_shown,
)
from programmes.servicepoints.rights import looks_into, takes_up
from programmes.turn_words import HOST_SENTENCES, OWN_SENTENCES, REFERRER_SENTENCES
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


NEXT_PLACE = "next_place"  # the closing talk found that another place comes next: a round is waited for


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
    "host.rejected": Wait(NOBODY, pgettext_lazy("host", "Not accepted")),
    "host.suspended": Wait(NOBODY, pgettext_lazy("host", "On hold")),
    "host.closed": Wait(NOBODY, pgettext_lazy("host", "Closed")),
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
    "placement.ending": Wait(COORDINATOR, gettext_lazy("The agreed end comes: extend the place or end it")),
    "placement.past_end": Wait(
        COORDINATOR, gettext_lazy("The agreed end has passed: extend the place or end it")
    ),
    "placement.new_version": Wait(SIGNATORY, gettext_lazy("Read and sign the new version")),
    "placement.declined_beside": Wait(NOBODY, gettext_lazy("Not chosen, another place goes on")),
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


ENDS_IN = timedelta(days=30)


def key_of(machine: str, obj: Any) -> str:
    """Which wait the row stands in: that of its state, or what comes up while the state lasts."""
    key = f"{machine}.{obj.state}"
    if key in {"placement.active", "placement.paused"} and obj.ends_on:
        if obj.due_on and obj.due_on < obj.ends_on:
            return "placement.new_version"
        if obj.ends_on < timezone.localdate():
            return "placement.past_end"
        return "placement.ending" if obj.ends_on <= timezone.localdate() + ENDS_IN else key
    if key == "placement.declined" and _another_goes_on(obj):
        return "placement.declined_beside"
    return key


def _another_goes_on(obj: Any) -> bool:
    """Whether the person has another place that is suggested, on its way or under way."""
    others = obj.participation.placements.filter(state__in=sorted(LIVE)).exclude(pk=obj.pk)
    return bool(others.exists())


def due_to_sign(obj: Any, issued_on: date) -> date | None:
    """Until when a new version of a running place's agreement is to be signed, before the place ends."""
    days = deadline_days().get(deadline_of("placement.signing"))
    wanted = add_working_days(issued_on, days) if days else None
    return min(wanted, obj.ends_on) if wanted and obj.ends_on else wanted


def due_on(machine: str, obj: Any, on: date) -> date | None:
    """The day by which the turn should be taken, counted from the day the state began; None when nobody's."""
    key = f"{machine}.{obj.state}"
    wait = WAITS.get(key)
    if key == "placement.agreed":
        return obj.starts_on
    if key in {"placement.active", "placement.paused"}:
        return obj.ends_on
    if key == "placement.closed" and obj.outcome == NEXT_PLACE:
        key, wait = "placement.declined", WAITS["placement.declined"]
    if key == "complaint.acknowledged":
        on = obj.clock_from  # the answer is due fourteen days from when it came, whenever it was taken up
    days = deadline_days().get(deadline_of(key))
    if wait is None or wait.who == NOBODY or days is None:
        return None
    return on + timedelta(days=days) if wait.calendar else add_working_days(on, days)


def turn(machine: str, obj: Any, user: Any) -> Turn:
    """Whose turn it is, in the reader's words: a worker's instruction is for workers only."""
    wait = WAITS[key_of(machine, obj)]
    part = part_of(obj, user)
    mine = _takes_turn(part, wait.who, obj) if part else is_turn_of(wait.who, obj, user)
    kind = "mine" if mine else "nobody" if wait.who == NOBODY else "other"
    sentence = sentence_for(part, machine, obj, user) if part == PARTICIPANT or not mine else ""
    if sentence or part == PARTICIPANT:
        who, text = _first_sentence(sentence)
        title = title_of(wait, obj, mine=True) if mine else ""
        return Turn(kind=kind, title=title, text=text, due_on=obj.due_on, who=who)
    title, text = title_of(wait, obj, mine=mine), staff_sentence(wait, obj, mine=mine)
    if kind == "other":  # whose it is, said once
        return Turn(kind=kind, title="", text=text, due_on=obj.due_on, who=title)
    return Turn(kind=kind, title=title, text=text, due_on=obj.due_on)


def _first_sentence(text: str) -> tuple[str, str]:
    """Whose turn it is, and the rest: the sentences of `turn_words` begin with it."""
    first, dot, rest = text.partition(". ")
    return (first + dot.strip(), rest) if rest else (text, "")


def part_of(obj: Any, user: Any) -> str:
    """Whether `user` reads the row as its person, for the host or as the officer; empty for a worker."""
    if is_participant(user, obj):
        return PARTICIPANT
    if is_host(user, obj):
        return HOST
    works = coordinates(user, obj) or is_responsible(user, obj)
    officer = referred(user, obj) or (takes_over_referral(user, obj) and obj.state == "returned")
    return REFERRER if officer and not works else ""


def _takes_turn(part: str, who: str, obj: Any) -> bool:
    """Whether the one who reads as `part` acts next."""
    return who == part or (who == SIGNATORY and part in waiting_parties(obj))


def is_turn_of(who: str, obj: Any, user: Any) -> bool:
    """Whether `user` is the one who acts next."""
    checks = {
        NOBODY: lambda: False,
        COORDINATOR: lambda: (
            is_responsible(user, obj)
            if hasattr(obj, "coordinator_id") or hasattr(obj, "participation")
            else coordinates(user, obj)
        ),
        PARTICIPANT: lambda: is_participant(user, obj),
        HOST: lambda: is_host(user, obj),
        REFERRER: lambda: referred(user, obj) or takes_over_referral(user, obj),
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


def title_of(wait: Wait, obj: Any, *, mine: bool) -> str:
    """One line: mine, whose, or nobody's."""
    if wait.who == NOBODY:
        return str(wait.about)
    if mine:
        day = _(" by %(date)s") % {"date": formats.day(obj.due_on)} if obj.due_on else ""
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


def staff_sentence(wait: Wait, obj: Any, *, mine: bool) -> str:
    """What is waited for and until when; a passed day escalates to a worker and refuses nobody."""
    if wait.who == NOBODY or obj.due_on is None:
        return ""
    if mine:  # the title has said what and when
        return _("If the day passes, a worker is told; nothing is refused by itself.")
    return _("%(what)s by %(date)s. If the day passes, a worker is told; nothing is refused by itself.") % {
        "what": wait.about,
        "date": formats.day(obj.due_on),
    }


NO_DAY = "\0"
SENTENCES = {PARTICIPANT: OWN_SENTENCES, HOST: HOST_SENTENCES, REFERRER: REFERRER_SENTENCES}


def sentence_for(part: str, machine: str, obj: Any, user: Any) -> str:
    """The strip in the words of `turn_words` for the part; empty where there are none."""
    sentences = SENTENCES.get(part, {})
    key = _key_of(part, machine, obj, sentences)
    sentence = sentences.get(key)
    if sentence is None:
        return ""
    participation = getattr(obj, "participation", obj)
    worker = worker_shown(participation, user) if isinstance(participation, Participation) else None
    starts_on = getattr(obj, "starts_on", None)
    values = {
        "date": formats.day(obj.due_on) if obj.due_on else NO_DAY,
        "end": formats.day(obj.ends_on) if getattr(obj, "ends_on", None) else NO_DAY,
        "start": formats.day(starts_on) if starts_on else NO_DAY,
        "worker": str(worker or _("your worker")),
        "phone": unbroken((worker.phone if worker else "") or service_phone()),
        "host": obj.vacancy.host.name if machine == "placement" and obj.vacancy_id else "",
        "guide": getattr(obj, "guide", "") or _("your guide at work"),
    }
    if key == "placement.proposed":
        values["n"] = participation.placements.filter(state="proposed").count()
    told = str(sentence % values)
    return ". ".join(one for one in told.rstrip(".").split(". ") if NO_DAY not in one) + "."


def _key_of(part: str, machine: str, obj: Any, sentences: Mapping[str, Any]) -> str:
    """The state, or what it comes to for the reader where the table knows that apart."""
    key, state = key_of(machine, obj), f"{machine}.{obj.state}"
    if key == "placement.signing" and part not in waiting_parties(obj):
        return "placement.signed"
    if key == "placement.new_version" and part not in waiting_parties(obj):
        return state
    if machine == "placement" and obj.vacancy_id is None and f"{key}.group" in sentences:
        return f"{key}.group"
    if key == "placement.declined_beside":
        return f"{state}.others" if f"{state}.others" in sentences else state
    return key


def unbroken(phone: str) -> str:
    """A telephone number that stays on one line."""
    return phone.replace(" ", "\N{NO-BREAK SPACE}")
