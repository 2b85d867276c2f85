"""The rows of the history go to the database, parents first, and what happened to the audit trail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

from audit.models import Event
from audit.services import append
from programmes.appointments.models import Appointment, TimeInvitation
from programmes.assessments.models import (
    AssessmentStep,
    Decision,
    PartnerLink,
    SharedItem,
    WorkAbilityAssessment,
)
from programmes.catalogue.models import Intake
from programmes.employers.models import (
    EmployerContact,
    HostEmployer,
    LinkedUndertaking,
    MemberInvitation,
    Membership,
    OtherAid,
    SupplementApplication,
    SupplementInstalment,
    Vacancy,
    VacancyPause,
    Workplace,
)
from programmes.exchange.demo.acts import parties_of
from programmes.exchange.demo.course import HELSINKI, instant
from programmes.exchange.demo.papers import keep_files
from programmes.exchange.demo.world import World
from programmes.exchange.models import ImportRun
from programmes.participants.models import (
    CallRequest,
    CoachingMeeting,
    CorrectionRequest,
    DistanceMeasure,
    EuraRecord,
    ExperienceQuestion,
    FollowUp,
    Hold,
    Interest,
    NextStep,
    Participant,
    Participation,
    StatusChange,
    WorkerChange,
    WorkerMessage,
    WorkProfile,
)
from programmes.participants.states import ParticipationState
from programmes.placements.agreements import content_of, sha256_of
from programmes.placements.codes import VisitState
from programmes.placements.models import (
    Adjustment,
    Agreement,
    AttendanceDay,
    AttendanceMonth,
    ContactMend,
    FirstDay,
    HostAgain,
    HoursStep,
    Induction,
    InductionTick,
    LimitOverride,
    OfferRound,
    Placement,
    PlacementPause,
    PlacementPeriod,
    Review,
    Session,
    SessionSeat,
    Signature,
    SignedPaper,
    SkillTask,
    Visit,
    WeeklyWord,
)
from programmes.placements.states import RUNNING
from programmes.servicepoints.models import Complaint, Feedback, SafetyReport, VisitTally
from programmes.turns import due_to_sign
from programmes.workspace.models import SavedList
from publicdata.version import public_has_changed
from workflow.registry import machine_of

BATCH = 2000
EVENT_WEIGHT = 2
Tell = Callable[[str, float], None]


class _Tally:
    """Tells which share of all rows and events has been written."""

    def __init__(self, tell: Tell, world: World) -> None:
        self.tell, self.written = tell, 0
        rows = vars(world.rows).values()
        self.total = sum(map(len, rows)) + len(world.journal.happened) * EVENT_WEIGHT

    def __call__(self, what: str, rows: int) -> None:
        self.written += rows
        self.tell(what, min(self.written / self.total, 1.0))


def write(world: World, tell: Tell) -> None:
    """Every row of the history is in the database and every act on record."""
    rows = world.rows
    count = _Tally(tell, world)
    vacancies = [row for row, _types in rows.vacancies]
    for row in [
        *rows.hosts,
        *vacancies,
        *rows.participations,
        *rows.interests,
        *rows.placements,
        *rows.months,
        *rows.sessions,
        *rows.complaints,
    ]:
        row.due_on = _due_on(row)
    for participation in rows.participations:
        if participation.state == ParticipationState.ON_HOLD:
            participation.due_on = world.journeys[id(participation)].holds[-1].look_again_on
    for placement in rows.placements:
        newest = world.agreement_of.get(id(placement))
        if newest is not None and newest.version > 1 and placement.state in RUNNING and _waits(world, newest):
            placement.due_on = due_to_sign(placement, newest.issued_at.astimezone(HELSINKI).date())
    for visit in rows.visits:
        if visit.placement.visit_ahead == VisitState.ASKED:
            visit.placement.due_on = machine_of(visit.placement).due_on(visit.placement, visit.asked_on)
    with dated_by_hand(Participant, Vacancy):
        _dates_of_making(world)
        _save(count, HostEmployer, rows.hosts)
        _save(count, Workplace, rows.workplaces)
        _save(count, Membership, rows.memberships)
        _save(count, MemberInvitation, rows.invitations)
        _save(count, Vacancy, vacancies)
        _save(count, Vacancy.programme_types.through, _types_of(world))
        _save(count, VacancyPause, rows.vacancy_pauses)
        _save(count, Intake, rows.intakes)
        _save(count, Participant, rows.people)
    _save(count, WorkProfile, rows.profiles)
    _save(count, Participation, rows.participations)
    _save(count, Hold, rows.holds)
    _save(count, NextStep, rows.steps)
    _save(count, CallRequest, rows.calls)
    _save(count, WorkerChange, rows.worker_changes)
    _save(count, EuraRecord, rows.eura_records)
    _save(count, FollowUp, rows.follow_ups)
    _save(count, StatusChange, rows.status_changes)
    _save(count, CoachingMeeting, rows.coaching)
    _save(count, EmployerContact, rows.contacts)
    _save(count, VisitTally, rows.tallies)
    _save(count, Appointment, rows.appointments)
    _save(count, TimeInvitation, rows.time_invitations)
    _save(count, CorrectionRequest, rows.corrections)
    _save(count, WorkerMessage, rows.worker_messages)
    _save(count, DistanceMeasure, rows.distance)
    _save(count, ExperienceQuestion, rows.questions)
    _save(count, WorkAbilityAssessment, rows.assessments)
    _save(count, AssessmentStep, rows.assessment_steps)
    _save(count, Decision, rows.decisions)
    _save(count, SharedItem, rows.shared)
    _save(count, PartnerLink, rows.partner_links)
    _save(count, OfferRound, rows.rounds)
    _save(count, Interest, rows.interests)
    _save(count, Placement, rows.placements)
    _save(count, SkillTask, rows.skill_tasks)
    for agreement, terms in rows.agreements:
        agreement.content = content_of(agreement.placement, world.rule(agreement.placement), terms)
        agreement.sha256 = sha256_of(agreement.content)
    _save(count, Agreement, [agreement for agreement, _terms in rows.agreements])
    for mend in rows.mends:
        mend.was = mend.agreement.content["address"]
    keep_files(world)
    _save(count, SignedPaper, rows.papers)
    _save(count, Signature, rows.signatures)
    _save(count, ContactMend, rows.mends)
    _save(count, LimitOverride, rows.overrides)
    _save(count, Visit, rows.visits)
    _save(count, FirstDay, rows.first_days)
    _save(count, AttendanceMonth, rows.months)
    _save(count, AttendanceDay, rows.days)
    _save(count, Session, rows.sessions)
    _save(count, SessionSeat, rows.session_seats)
    _save(count, WeeklyWord, rows.weekly_words)
    _save(count, PlacementPeriod, rows.periods)
    _save(count, PlacementPause, rows.pauses)
    _save(count, HoursStep, rows.steps_of_hours)
    _save(count, Review, rows.reviews)
    _save(count, Adjustment, rows.adjustments)
    _save(count, Induction, rows.inductions)
    _save(count, InductionTick, rows.induction_ticks)
    _save(count, HostAgain, rows.host_again)
    _save(count, SupplementApplication, rows.supplements)
    _save(count, SupplementInstalment, rows.instalments)
    _save(count, LinkedUndertaking, rows.linked)
    _save(count, OtherAid, rows.other_aid)
    _save(count, Complaint, rows.complaints)
    _save(count, Feedback, rows.feedback)
    _save(count, SafetyReport, rows.dangers)
    _save(count, ImportRun, rows.imports)
    _save(count, SavedList, rows.saved_lists)
    write_trail(world, count)


def _waits(world: World, agreement: Agreement) -> bool:
    """Whether somebody has still to sign the version."""
    signed = sum(1 for signature in world.rows.signatures if signature.agreement is agreement)
    return signed < len(parties_of(world, agreement.placement))


def write_trail(world: World, count: _Tally) -> None:
    """What happened is on record, in the order of time."""
    newest = Event.objects.aggregate(newest=Max("pk"))["newest"] or 0
    for events in world.journal.events(first_id=newest + 1, batch=BATCH):
        append(list(events))
        count("writing the trail", EVENT_WEIGHT * len(events))
    public_has_changed()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Event]):
            cursor.execute(statement)


def _save(count: _Tally, model: type[models.Model], rows: list[Any]) -> None:
    for start in range(0, len(rows), BATCH):
        batch = model._default_manager.bulk_create(rows[start : start + BATCH])
        count("writing the rows", len(batch))


def _types_of(world: World) -> list[Any]:
    through = Vacancy.programme_types.through
    return [
        through(vacancy_id=vacancy.pk, programmetype_id=kind.pk)
        for vacancy, types in world.rows.vacancies
        for kind in types
    ]


def _due_on(row: Any) -> Any:
    """The day by which the turn is to be taken, counted from the day the state began."""
    return machine_of(row).due_on(row, row.state_since.astimezone(HELSINKI).date())


def _dates_of_making(world: World) -> None:
    """A person is known from the first referral on, a vacancy from its draft."""
    for happened in world.journal.happened:
        row = happened.row
        if isinstance(row, Vacancy) and row.created_at is None:
            row.created_at = instant(happened.at)
        elif isinstance(row, Participation) and row.participant.created_at is None:
            row.participant.created_at = instant(happened.at)


@contextmanager
def dated_by_hand(*kinds: type[models.Model]) -> Iterator[None]:
    """While it lasts `created_at` keeps the instant it was given."""
    fields: list[Any] = [kind._meta.get_field("created_at") for kind in kinds]
    for field in fields:
        field.auto_now_add = False
    try:
        yield
    finally:
        for field in fields:
            field.auto_now_add = True
