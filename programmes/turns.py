"""Whose turn it is, by when, and what happens if nothing does, in each reader's words.

What holds of each state stands in the `states.py` of its slice; here a row is read by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from areas.selectors import service_phone
from areas.working_days import add_working_days
from programmes.ability import has_turn_to_assess
from programmes.assessments import states as assessments
from programmes.assessments.states import AssessmentState
from programmes.catalogue.selectors import deadline_days, deadline_of
from programmes.employers import states as employers
from programmes.employers.states import VacancyState
from programmes.facts import (
    ASSESSOR,
    COORDINATOR,
    HANDLER,
    HOST,
    NOBODY,
    PARTICIPANT,
    PARTNER,
    REFERRER,
    SIGNATORY,
    StateFacts,
    Wait,
)
from programmes.participants import states as participants
from programmes.participants.models import Participation
from programmes.placements import states as placements
from programmes.placements.codes import Outcome, VisitState
from programmes.placements.models import AttendanceMonth
from programmes.placements.policies import waiting_parties
from programmes.placements.states import LIVE, MAY_VISIT, RUNNING, PlacementState
from programmes.relations import (
    answers_for_host,
    coordinates,
    is_host,
    is_participant,
    is_responsible,
    referred,
    signs_for_host,
    takes_over_referral,
    worker_shown,
)
from programmes.servicepoints import states as complaints
from programmes.servicepoints.rights import looks_into, takes_up
from ui import formats
from workflow.registry import Turn

# What each state of each machine means.
FACTS: dict[str, Mapping[Any, StateFacts]] = {
    "participation": participants.FACTS,
    "interest": participants.INTEREST_FACTS,
    "host": employers.HOST_FACTS,
    "vacancy": employers.VACANCY_FACTS,
    "placement": placements.FACTS,
    "attendance": placements.MONTH_FACTS,
    "session": placements.SESSION_FACTS,
    "complaint": complaints.FACTS,
    "assessment": assessments.FACTS,
}
COMES_UP = (placements.ENDING, placements.PAST_END, placements.NEW_VERSION, placements.BREAK_ENDS)


def wait_of(machine: str, obj: Any) -> Wait:
    """What the row waits for: what its state does, or what comes up while the state lasts."""
    if machine == "placement":
        if obj.state in MAY_VISIT and obj.visit_ahead and (visit := _visit_first(obj)):
            return visit
        if obj.state in RUNNING and (coming := _coming_up(obj)):
            return coming
        if obj.state == PlacementState.DECLINED and _another_goes_on(obj):
            return placements.DECLINED_BESIDE
        if obj.state == PlacementState.CANCELLED and obj.vacancy and obj.vacancy.state == VacancyState.CLOSED:
            return placements.PLACE_CLOSED
    if machine == "assessment" and obj.state == AssessmentState.AWAITING:
        if not obj.decisions_awaited:
            return assessments.DECIDED
        if obj.due_on and obj.due_on <= timezone.localdate():
            return assessments.ASK
    return FACTS[machine][obj.state].wait


def _visit_first(obj: Any) -> Wait | None:
    """A visit that is to be arranged, or is ahead; None when its day has passed."""
    if obj.visit_ahead == VisitState.ASKED:
        return placements.VISIT_ASKED
    return placements.VISIT_AGREED if obj.visit_on >= timezone.localdate() else None


def _coming_up(obj: Any) -> Wait | None:
    """A new version to sign, the end of a break, or the agreed end, while the work goes on."""
    today, ahead = timezone.localdate(), placements.FACTS[obj.state].day.ahead or timedelta(0)
    on_break = obj.state == PlacementState.PAUSED and obj.due_on == obj.resumes_on
    if obj.ends_on and obj.due_on and obj.due_on < obj.ends_on and not on_break:
        return placements.NEW_VERSION
    if obj.ends_on and obj.ends_on < today:
        return placements.PAST_END
    if on_break:
        return placements.BREAK_ENDS if obj.resumes_on and obj.resumes_on <= today + ahead else None
    return placements.ENDING if obj.ends_on and obj.ends_on <= today + ahead else None


def _another_goes_on(obj: Any) -> bool:
    """Whether the person has another place that is suggested, on its way or under way."""
    others = obj.participation.placements.filter(state__in=sorted(LIVE)).exclude(pk=obj.pk)
    return bool(others.exists())


def due_to_sign(obj: Any, issued_on: date) -> date | None:
    """Until when a new version of a running place's agreement is to be signed, before the place ends.

    Never on the day on which a break ends: by its day one is told from the other.
    """
    days = deadline_days().get(deadline_of("placement.signing"))
    wanted = add_working_days(issued_on, days) if days else None
    if wanted and wanted == getattr(obj, "resumes_on", None):
        wanted -= timedelta(days=1)
    return min(wanted, obj.ends_on) if wanted and obj.ends_on else wanted


def due_on(machine: str, obj: Any, on: date) -> date | None:
    """The day by which the turn should be taken, counted from the day the state began; None when nobody's."""
    state = obj.state
    if machine == "placement" and state in MAY_VISIT and obj.visit_ahead:
        if obj.visit_ahead == VisitState.ASKED:
            to_arrange = deadline_days().get(deadline_of("placement.visit"))
            return add_working_days(on, to_arrange) if to_arrange is not None else None
        on = max(on, obj.visit_on)  # nobody's clock runs before the visit
    if machine == "placement" and state == PlacementState.CLOSED and obj.outcome == Outcome.NEXT_PLACE:
        state = PlacementState.DECLINED  # a round is waited for, as after a no
    day = FACTS[machine][state].day
    if day.column:
        return getattr(obj, day.column)  # type: ignore[no-any-return]
    days = deadline_days().get(deadline_of(f"{machine}.{state}")) if day.counted else None
    if days is None:
        return None
    since = getattr(obj, day.since) if day.since else on
    due = add_working_days(since, days) if day.counted == "working" else since + timedelta(days=days)
    if machine == "placement" and state == PlacementState.SIGNING and obj.starts_on:
        return min(due, max(obj.starts_on, on))  # a signature after the agreed start is a late one
    return due


def assessment_due_on(obj: Any, on: date) -> date | None:
    """The first day on which somebody is to see to the assessment; the day itself where nothing is agreed."""
    if obj.state not in assessments.LIVE:
        return None
    if obj.state == AssessmentState.AWAITING and not obj.decisions_awaited:
        return on
    days = [day for day in (due_on("assessment", obj, on), obj.coming_day) if day is not None]
    return min(days, default=on)


def turn(machine: str, obj: Any, user: Any) -> Turn:
    """Whose turn it is, in the reader's words: a worker's instruction is for workers only."""
    wait = wait_of(machine, obj)
    part = part_of(obj, user)
    if part == HOST and not _answers_at_host(wait, obj, user):
        who = _("It is the turn of whoever may sign or answer at your workplace.")
        return Turn(kind="other", title="", text="", due_on=obj.due_on, who=who)
    mine = _takes_turn(part, wait.who, obj) if part else is_turn_of(wait.who, obj, user)
    kind = "mine" if mine else "nobody" if wait.who == NOBODY else "other"
    sentence = sentence_for(part, wait, obj, user) if part == PARTICIPANT or not mine else ""
    if sentence or part == PARTICIPANT:
        who, text = _first_sentence(sentence)
        title = title_of(wait, obj, mine=True) if mine else ""
        return Turn(kind=kind, title=title, text=text, due_on=obj.due_on, who=who)
    title, text = title_of(wait, obj, mine=mine), staff_sentence(wait, obj, mine=mine)
    if kind == "other":  # whose it is, said once
        return Turn(kind=kind, title="", text=text, due_on=obj.due_on, who=title)
    return Turn(kind=kind, title=title, text=text, due_on=obj.due_on)


def _first_sentence(text: str) -> tuple[str, str]:
    """Whose turn it is, and the rest: the sentences of the facts begin with it."""
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


def _answers_at_host(wait: Wait, obj: Any, user: Any) -> bool:
    """Whether the reader has the part at the workplace that a turn of the workplace asks for."""
    if wait.who == SIGNATORY and HOST in waiting_parties(obj):
        return bool(signs_for_host(user, obj))
    asked = wait.who == HOST and not isinstance(obj, AttendanceMonth)
    return not asked or bool(answers_for_host(user, obj))


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
        ASSESSOR: lambda: has_turn_to_assess(user, obj),
        PARTNER: lambda: False,  # who decides has no page here
        HANDLER: lambda: looks_into(user, obj) or (obj.handler_id is None and takes_up(user, obj)),
    }
    return bool(checks[who]())


def _has_to_sign(obj: Any, user: Any) -> bool:
    parts = {"participant": is_participant, "host": signs_for_host, "area": is_responsible}
    return any(parts[party](user, obj) for party in waiting_parties(obj))


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
        ASSESSOR: _("It is the work ability coordinator's turn"),
        PARTNER: _("The decision is made elsewhere"),
    }
    return names[wait.who]


def staff_sentence(wait: Wait, obj: Any, *, mine: bool) -> str:
    """What is waited for and until when; a passed day escalates to a worker and refuses nobody."""
    if wait.who == NOBODY or obj.due_on is None:
        return ""
    if mine:  # the title has said what and when
        if _has_passed(obj):
            return _("The day has passed; nothing is refused by itself.")
        return _("If the day passes, a worker is told; nothing is refused by itself.")
    told = _("%(what)s by %(date)s. If the day passes, a worker is told; nothing is refused by itself.")
    if _has_passed(obj):
        told = _("%(what)s by %(date)s. The day has passed: a worker asks, nothing is refused by itself.")
    return told % {"what": wait.about, "date": formats.day(obj.due_on)}


def _has_passed(obj: Any) -> bool:
    """Whether the day by which the turn should be taken is over."""
    return bool(obj.due_on and obj.due_on < timezone.localdate())


NO_DAY = "\0"


def sentence_for(part: str, wait: Wait, obj: Any, user: Any) -> str:
    """The strip in the words that the facts have for the part; empty where there are none."""
    sentence = _sentence_of(part, wait, obj)
    if not sentence:
        return ""
    participation = getattr(obj, "participation", obj)
    worker = worker_shown(participation, user) if isinstance(participation, Participation) else None
    worker = getattr(obj, "worker", None) or worker  # of an assessment its own
    starts_on = getattr(obj, "starts_on", None)
    vacancy = getattr(obj, "vacancy", None)
    visit_on = getattr(obj, "visit_on", None)
    values = {
        "date": formats.day(obj.due_on) if obj.due_on else NO_DAY,
        "end": formats.day(obj.ends_on) if getattr(obj, "ends_on", None) else NO_DAY,
        "start": formats.day(starts_on) if starts_on else NO_DAY,
        "reopens": formats.day(obj.paused_until) if getattr(obj, "paused_until", None) else NO_DAY,
        "resume": formats.day(obj.resumes_on) if getattr(obj, "resumes_on", None) else NO_DAY,
        "visit": formats.day(visit_on) if visit_on else NO_DAY,
        "worker": str(worker or _("your worker")),
        "phone": unbroken((worker.phone if worker else "") or service_phone()),
        "host": vacancy.host.name if vacancy else "",
        "guide": getattr(obj, "guide", "") or _("your guide at work"),
    }
    if wait.who == PARTICIPANT:
        values["n"] = participation.placements.filter(state=obj.state).count()
    told = str(sentence % values)
    told = ". ".join(one for one in told.rstrip(".").split(". ") if NO_DAY not in one) + "."
    if _has_passed(obj) and formats.day(obj.due_on) in told:
        asks = _("The day has passed. You can ask: %(phone)s.") % values
        mine = _takes_turn(part, wait.who, obj)
        passed = _("The day has passed, but you can still do it.") if mine else asks
        return f"{told} {passed}"
    return told


def _sentence_of(part: str, wait: Wait, obj: Any) -> Any:
    """What the wait comes to for the reader, who may have done their part already."""
    if not part:
        return ""
    if wait.who == SIGNATORY and part not in waiting_parties(obj):
        wait = placements.FACTS[obj.state].wait if obj.state in RUNNING else placements.SIGNED
    if part == PARTICIPANT:
        in_a_group = getattr(obj, "vacancy_id", obj) is None
        return (in_a_group and wait.own_in_a_group) or wait.own
    return {HOST: wait.host, REFERRER: wait.officer}.get(part, "")


def unbroken(phone: str) -> str:
    """A telephone number that stays on one line."""
    return phone.replace(" ", "\N{NO-BREAK SPACE}")
