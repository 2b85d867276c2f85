"""The machines of the programme, registered with the engine: rows, verbs, pages, words, days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.roles import COORDINATING, Role
from accounts.selectors import scope_of
from audit.models import Event
from audit.services import record_read
from notifications.models import Message
from notifications.rounds import every_second
from notifications.services import ask_before_sending, cancel_for
from programmes import addresses, taking_back, turns
from programmes.assessments import registration as assessments
from programmes.assessments.models import WorkAbilityAssessment
from programmes.board import calling_off
from programmes.board import selectors as board
from programmes.board.week import day_url
from programmes.catalogue.models import Intake
from programmes.employers import selectors as employers
from programmes.employers.models import HostEmployer, Vacancy, Workplace
from programmes.employers.states import VacancyState
from programmes.handover.services import taken_back as handed_back
from programmes.participants import selectors as participants
from programmes.participants import services as participant_services
from programmes.participants.models import Interest, Participant, Participation
from programmes.participants.steps import last_day_as_before
from programmes.personal.signed_papers import no_file_without_its_row
from programmes.placements import selectors as placements
from programmes.placements import services as placement_services
from programmes.placements.attendance import selectors as attendance
from programmes.placements.attendance import services as attendance_services
from programmes.placements.context import (
    participation_context,
    placement_context,
    signed_late,
    vacancy_context,
)
from programmes.placements.host_context import host_context
from programmes.placements.models import AttendanceMonth, OfferRound, Placement, Session, SessionSeat
from programmes.placements.over import back_on_lists
from programmes.placements.services.agreement import versions_as_before
from programmes.placements.sessions import leave_full_meetings
from programmes.placements.states import HOLDS_SEAT
from programmes.policies import not_coming
from programmes.relations import is_host, is_participant, why_barred
from programmes.servicepoints import looks
from programmes.servicepoints import selectors as told
from programmes.servicepoints.models import Complaint
from programmes.telling import enqueue_correction, enqueue_messages, told_now
from programmes.workspace.batches.running import run_due
from publicdata.version import told_by_municipality
from workflow import registry
from workflow.locks import lock_all, put_in_order
from workflow.registry import Machine


def looked_at(row: Any, user: Any, role: str) -> None:
    """A worker's or an officer's look at the person is on record; the person and the host are not logged."""
    if is_participant(user, row) or is_host(user, row):
        return
    participation = row if isinstance(row, Participation) else row.participation
    working = (*COORDINATING, Role.MANAGER, Role.REFERRER)
    if role not in working:  # the act is done as a worker, whatever role's pages come first
        role = next((one for one in working if scope_of(user).holds(one)), role)
    record_read(user, participation.participant, page="workflow:act", role=role)


def what_became_of(user: Any, reference: str) -> str:
    """The host's page about a person who is not coming after all; empty for everybody else."""
    if not not_coming(user).filter(reference=reference).exists():
        return ""
    return reverse("host:placement", args=[reference])


def corrections_of(undo_events: Sequence[Event]) -> int:
    """How many messages tell that an earlier one no longer holds, because the acts were taken back."""
    return Message.objects.filter(event__in=undo_events).count()


def register() -> None:
    """Every machine answers to its code."""
    due: dict[str, Any] = {
        code: partial(_due, code)
        for code in (
            "participation",
            "interest",
            "host",
            "vacancy",
            "placement",
            "attendance",
            "session",
            "complaint",
        )
    }
    registry.register(
        Machine(
            code="participation",
            model=Participation,
            above=("participant",),
            name=_("Time in the service"),
            find=participants.participation_for,
            url=addresses.participation_url,
            title=addresses.participation_title,
            turn=partial(turns.turn, "participation"),
            state_label=addresses.label,
            due_on=due["participation"],
            looked_at=looked_at,
            barred=why_barred,
            corrections=corrections_of,
            tell=enqueue_messages,
            context=participation_context,
            services={
                "refer_again": participant_services.refer_again,
                "start": participant_services.start,
                "hold": participant_services.hold,
                "resume": participant_services.resume,
                "reopen": participant_services.reopen,
                "close_referral": placement_services.close_referral,
                "withdraw": placement_services.withdraw_participation,
                "end": placement_services.end_participation,
            },
        )
    )
    registry.register(
        Machine(
            code="interest",
            model=Interest,
            above=("participation",),
            name=_("Interest"),
            find=participants.interest_for,
            url=addresses.interest_url,
            title=addresses.interest_title,
            turn=partial(turns.turn, "interest"),
            state_label=addresses.label,
            due_on=due["interest"],
            looked_at=looked_at,
            barred=why_barred,
            corrections=corrections_of,
            tell=enqueue_messages,
        )
    )
    registry.register(
        Machine(
            code="host",
            model=HostEmployer,
            name=_("Host employer"),
            find=employers.host_for,
            url=addresses.host_url,
            title=lambda row, user: str(row),
            turn=partial(turns.turn, "host"),
            state_label=addresses.label,
            due_on=due["host"],
            barred=why_barred,
            corrections=corrections_of,
            tell=enqueue_messages,
            context=host_context,
            services={
                "reject": placement_services.reject_host,
                "suspend": placement_services.suspend_host,
                "reinstate": placement_services.reinstate_host,
                "close": placement_services.close_host,
            },
        )
    )
    registry.register(
        Machine(
            code="vacancy",
            model=Vacancy,
            above=("host",),
            name=_("Open place"),
            find=employers.vacancy_for,
            url=addresses.vacancy_url,
            title=lambda row, user: str(row),
            turn=partial(turns.turn, "vacancy"),
            state_label=addresses.label,
            due_on=due["vacancy"],
            barred=why_barred,
            corrections=corrections_of,
            tell=enqueue_messages,
            context=vacancy_context,
            makes_old=pages_of_vacancy,
            services={
                "close": placement_services.close_vacancy,
                "pause": placement_services.pause_vacancy,
                "resume": placement_services.resume_vacancy,
                "renew": placement_services.renew_vacancy,
            },
        )
    )
    registry.register(
        Machine(
            code="complaint",
            model=Complaint,
            name=_("Complaint"),
            find=told.complaint_for,
            url=lambda row, user: reverse("work:complaint", args=[row.reference]),  # type: ignore[attr-defined]
            title=lambda row, user: str(row),
            turn=partial(turns.turn, "complaint"),
            state_label=addresses.label,
            due_on=due["complaint"],
            looked_at=looks.complaint_looked_at,
            context=looks.complaint_words,
            corrections=corrections_of,
            tell=enqueue_messages,
        )
    )
    registry.register(
        Machine(
            code="attendance",
            model=AttendanceMonth,
            above=("placement",),
            name=_("Days and hours"),
            find=attendance.month_for,
            url=addresses.month_url,
            title=addresses.month_title,
            turn=partial(turns.turn, "attendance"),
            state_label=addresses.label,
            due_on=due["attendance"],
            actor=addresses.placement_actor,
            looked_at=looked_at,
            barred=why_barred,
            corrections=corrections_of,
            tell=enqueue_messages,
            context=attendance.month_context,
            services={
                "send": attendance_services.send,
                "approve": attendance_services.approve,
                "correct": attendance_services.correct,
            },
        )
    )
    registry.register(
        Machine(
            code="session",
            model=Session,
            above=("intake",),
            name=_("Meeting of a group"),
            find=board.session_for,
            url=lambda row, user: day_url(row.intake, row.on),  # type: ignore[attr-defined]
            title=addresses.session_title,
            turn=partial(turns.turn, "session"),
            state_label=addresses.label,
            due_on=due["session"],
            context=session_context,
            makes_old=lambda row, source, target: [row.municipality_id],
            services={"cancel": calling_off.call_off},
        )
    )
    registry.register(
        Machine(
            code="placement",
            model=Placement,
            name=_("Place"),
            find=placements.placement_for,
            url=addresses.placement_url,
            title=addresses.placement_title,
            turn=partial(turns.turn, "placement"),
            state_label=addresses.label,
            due_on=due["placement"],
            # Who holds one of them has all its placements.
            above=("vacancy", "intake", "participation"),
            aftermath=signed_late,
            makes_old=pages_of_placement,
            actor=addresses.placement_actor,
            looked_at=looked_at,
            elsewhere=what_became_of,
            barred=why_barred,
            corrections=corrections_of,
            tell=enqueue_messages,
            context=placement_context,
            services={
                name: getattr(placement_services, name)
                for name in (
                    "want",
                    "introduce",
                    "accept",
                    "reserve_seat",
                    "issue_agreement",
                    "sign",
                    "start",
                    "end",
                    "pause",
                    "resume",
                )
            },
        )
    )

    registry.register(
        assessments.machine(
            turn=partial(turns.turn, "assessment"),
            due_on=turns.assessment_due_on,
            state_label=addresses.label,
            looked_at=looked_at,
            barred=why_barred,
            corrections=corrections_of,
            tell=enqueue_messages,
        )
    )


def session_context(row: Any, user: Any, name: str) -> dict[str, Any]:
    """How many are told stands above the form of calling off."""
    number = len(calling_off.seats_of(row))
    words = ngettext("%(number)s person is told.", "%(number)s people are told.", number)
    note = {"tone": "info", "title": addresses.session_title(row, user), "text": words % {"number": number}}
    return {"notes": [note]}


def pages_of_vacancy(row: Any, source: str, target: str) -> list[str]:
    """Readers see a place while it is open."""
    return [row.municipality_id] if VacancyState.OPEN in {source, target} else []


def pages_of_placement(row: Any, source: str, target: str) -> list[str]:
    """Readers see how many seats are free, nothing else of a placement."""
    if (source in HOLDS_SEAT) == (target in HOLDS_SEAT):
        return []
    return [(row.vacancy or row.intake).municipality_id]


def _due(code: str, row: models.Model, on: date) -> date | None:
    return turns.due_on(code, row, on)


# Parents before children; a person's own row before their times in the service.
told_by_municipality(
    HostEmployer, Workplace, Vacancy, Vacancy.programme_types.through, Placement, Session, SessionSeat
)
put_in_order(
    HostEmployer,
    Vacancy,
    Intake,
    Session,
    Participant,
    Participation,
    Interest,
    WorkAbilityAssessment,
    OfferRound,
    Placement,
    AttendanceMonth,
)
ask_before_sending(told_now)
every_second(run_due)
registry.on_undo(taking_back.only_what_still_fits)
registry.on_undo(versions_as_before)
registry.on_undo(no_file_without_its_row)
registry.on_undo(back_on_lists)
registry.on_undo(last_day_as_before)
registry.on_undo(leave_full_meetings)
registry.on_undo(handed_back)
registry.on_undo(calling_off.held_after_all)
registry.held_by_undo(taking_back.nothing_came_of_it)
registry.held_by_undo(calling_off.nothing_else_meets)


@registry.held_by_undo
def hold_messages(events: Sequence[Event]) -> None:
    """The messages of the events, which the undo takes back, are locked: a worker may be telling one."""
    lock_all(Message.objects.filter(event__in=events))


@registry.on_undo
def take_messages_back(row: models.Model, *, undone: Event, undo_event: Event, by: Any) -> None:
    """Messages of the undone event that have not gone never go; who already read one gets a correction."""
    _taken, gone = cancel_for(undone)
    for message in gone:
        enqueue_correction(undo_event, message)
