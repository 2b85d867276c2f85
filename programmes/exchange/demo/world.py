"""Everything that the people of the history meet: places, workers, lists, and the rows made so far."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from accounts.models import User
from areas.models import Municipality
from areas.selectors import distances, municipalities
from programmes.appointments.models import Appointment, TimeInvitation
from programmes.assessments.models import (
    AssessmentStep,
    Decision,
    PartnerLink,
    SharedItem,
    WorkAbilityAssessment,
)
from programmes.catalogue.models import (
    AgreementKind,
    Intake,
    Programme,
    ProgrammeType,
    ProgrammeTypeRule,
    ReasonCode,
)
from programmes.catalogue.selectors import rule_on
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
from programmes.exchange.demo.course import Course
from programmes.exchange.demo.journal import Journal
from programmes.exchange.demo.names import NameMaker
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
from programmes.participants.states import OPEN
from programmes.placements.agreements import Terms
from programmes.placements.dated import Steps
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
from programmes.placements.states import HOLDS_SEAT, SUGGESTION, PlacementState
from programmes.servicepoints.models import Complaint, Feedback, SafetyReport, VisitTally
from programmes.workspace.models import SavedList
from workflow.models import ALPHABET

NEAR_KM = 45


@dataclass(eq=False)
class Host:
    """A host employer, who may act for it, and its workplaces."""

    row: HostEmployer
    user: User | None = None
    workplaces: list[Workplace] = field(default_factory=list)


@dataclass(eq=False)
class Place:
    """Somewhere a person can be placed: a vacancy, or an intake of a programme."""

    row: Vacancy | Intake
    types: list[ProgrammeType]
    host: Host | None = None
    placements: list[Placement] = field(default_factory=list)
    closes_on: date | None = None

    @property
    def at_host(self) -> bool:
        """Whether it is a vacancy."""
        return isinstance(self.row, Vacancy)

    def free_seats(self, on: date) -> int:
        """Seats that nobody holds on the day."""
        held = sum(
            1
            for placement in self.placements
            if placement.state in HOLDS_SEAT or (placement.ended_on is not None and placement.ended_on >= on)
        )
        return self.row.seats - held

    def introduced(self) -> int:
        """People the host is thinking about."""
        return sum(1 for placement in self.placements if placement.state == PlacementState.INTRODUCED)

    def thought_about(self) -> int:
        """People to whom the place is suggested and who hold no seat yet."""
        waiting = SUGGESTION - HOLDS_SEAT
        return sum(1 for placement in self.placements if placement.state in waiting)


@dataclass(eq=False)
class Journey:
    """One participation as it is lived, with the rows that belong to it."""

    person: Participant
    participation: Participation
    referrer: User
    coordinator: User | None = None
    placements: list[Placement] = field(default_factory=list)
    steps: list[NextStep] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    calls: list[CallRequest] = field(default_factory=list)
    places_seen: list[Place] = field(default_factory=list)
    interests: list[Interest] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether the participation has not ended in any way."""
        return self.participation.state in OPEN


@dataclass
class Rows:
    """The rows of the history in the order in which they were made."""

    hosts: list[HostEmployer] = field(default_factory=list)
    workplaces: list[Workplace] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    invitations: list[MemberInvitation] = field(default_factory=list)
    vacancies: list[tuple[Vacancy, list[ProgrammeType]]] = field(default_factory=list)
    vacancy_pauses: list[VacancyPause] = field(default_factory=list)
    intakes: list[Intake] = field(default_factory=list)
    people: list[Participant] = field(default_factory=list)
    profiles: list[WorkProfile] = field(default_factory=list)
    participations: list[Participation] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    steps: list[NextStep] = field(default_factory=list)
    calls: list[CallRequest] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    rounds: list[OfferRound] = field(default_factory=list)
    interests: list[Interest] = field(default_factory=list)
    corrections: list[CorrectionRequest] = field(default_factory=list)
    worker_messages: list[WorkerMessage] = field(default_factory=list)
    questions: list[ExperienceQuestion] = field(default_factory=list)
    distance: list[DistanceMeasure] = field(default_factory=list)
    skill_tasks: list[SkillTask] = field(default_factory=list)
    assessments: list[WorkAbilityAssessment] = field(default_factory=list)
    assessment_steps: list[AssessmentStep] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    shared: list[SharedItem] = field(default_factory=list)
    partner_links: list[PartnerLink] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    agreements: list[tuple[Agreement, Terms]] = field(default_factory=list)
    papers: list[SignedPaper] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    first_days: list[FirstDay] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    months: list[AttendanceMonth] = field(default_factory=list)
    days: list[AttendanceDay] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    session_seats: list[SessionSeat] = field(default_factory=list)
    weekly_words: list[WeeklyWord] = field(default_factory=list)
    mends: list[ContactMend] = field(default_factory=list)
    worker_changes: list[WorkerChange] = field(default_factory=list)
    eura_records: list[EuraRecord] = field(default_factory=list)
    status_changes: list[StatusChange] = field(default_factory=list)
    coaching: list[CoachingMeeting] = field(default_factory=list)
    contacts: list[EmployerContact] = field(default_factory=list)
    tallies: list[VisitTally] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    time_invitations: list[TimeInvitation] = field(default_factory=list)
    imports: list[ImportRun] = field(default_factory=list)
    saved_lists: list[SavedList] = field(default_factory=list)
    overrides: list[LimitOverride] = field(default_factory=list)
    periods: list[PlacementPeriod] = field(default_factory=list)
    pauses: list[PlacementPause] = field(default_factory=list)
    steps_of_hours: list[HoursStep] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    adjustments: list[Adjustment] = field(default_factory=list)
    inductions: list[Induction] = field(default_factory=list)
    induction_ticks: list[InductionTick] = field(default_factory=list)
    host_again: list[HostAgain] = field(default_factory=list)
    supplements: list[SupplementApplication] = field(default_factory=list)
    instalments: list[SupplementInstalment] = field(default_factory=list)
    linked: list[LinkedUndertaking] = field(default_factory=list)
    other_aid: list[OtherAid] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    feedback: list[Feedback] = field(default_factory=list)
    dangers: list[SafetyReport] = field(default_factory=list)


class World:
    """The area on the move: what is open where, who is responsible, what has been written down."""

    def __init__(self, *, today: date, seed: int, people: int) -> None:
        self.rng = Random(f"{seed}-{people}-{today.isoformat()}")  # noqa: S311 - invents people, keeps no secret
        self.seed = seed
        self.course = Course(today, self.rng)
        self.journal = Journal(self.course)
        self.names = NameMaker(self.rng, seed)
        self.rows = Rows()
        self.scale = people / 5000
        self.municipalities: list[Municipality] = sorted(municipalities(), key=lambda one: one.code)
        self.weights = [one.population or 1000 for one in self.municipalities]
        self.near = self._near()
        self.open_places: dict[str, list[Place]] = defaultdict(list)
        self.place_of: dict[int, Place] = {}
        self.agreement_of: dict[int, Agreement] = {}
        self.groups: dict[str, list[Place]] = defaultdict(list)
        self.hosts: dict[str, list[Host]] = defaultdict(list)
        self.coordinators: dict[str, list[User]] = defaultdict(list)
        self.referrers: dict[str, list[User]] = defaultdict(list)
        self.caseload: Counter[int] = Counter()
        self.journeys: dict[int, Journey] = {}
        # On which weekdays somebody in a place usually is there, by the identity of the placement.
        self.usual: dict[int, set[int]] = {}
        self.breaks_of: dict[int, list[PlacementPause]] = defaultdict(list)
        self.steps_of: dict[int, Steps] = {}
        self.profile_of: dict[int, WorkProfile] = {}
        self.types = {kind.code: kind for kind in ProgrammeType.objects.all()}
        self.rules: dict[str, ProgrammeTypeRule] = {
            code: rule_on(kind, today) for code, kind in self.types.items()
        }
        self.services = list(Programme.objects.filter(is_active=True).order_by("code"))
        self._reasons: dict[tuple[str, str], list[ReasonCode]] = defaultdict(list)
        for reason in ReasonCode.objects.order_by("machine", "transition", "position"):
            self._reasons[reason.machine, reason.transition].append(reason)
        self._references = Random(f"{seed}-references")  # noqa: S311 - of invented people
        self._used: set[str] = set()

    @property
    def day(self) -> date:
        """The day it is now in the history."""
        return self.course.day

    def reference(self) -> str:
        """A public code that nobody else has."""
        while (code := "".join(self._references.choices(ALPHABET, k=10))) in self._used:
            pass
        self._used.add(code)
        return code

    def chance(self, share: float) -> bool:
        """True with the given probability."""
        return self.rng.random() < share

    def pick(self, weights: Mapping[Any, float]) -> Any:
        """One of the keys, by weight."""
        return self.rng.choices(list(weights), weights=list(weights.values()))[0]

    def reason(self, machine: str, transition: str, code: str = "") -> ReasonCode:
        """A reason one may give for the transition."""
        reasons = self._reasons[machine, transition]
        return next((reason for reason in reasons if reason.code == code), None) or self.rng.choice(reasons)

    def rule(self, placement: Placement) -> ProgrammeTypeRule:
        """What holds for the type of the placement."""
        return self.rules[placement.programme_type.code]

    def is_external(self, placement: Placement) -> bool:
        """Whether the agreement is made elsewhere and recorded here."""
        return self.rule(placement).agreement_kind == AgreementKind.EXTERNAL

    def coordinator_for(self, municipality_id: str) -> User:
        """A coordinator of the municipality."""
        return self.rng.choice(self.coordinators[municipality_id])

    def still(self, worker: User, municipality_id: str) -> User:
        """The worker, while they are one of the municipality's; who has left is followed by a colleague."""
        there = worker in self.coordinators[municipality_id]
        return worker if there else self.coordinator_for(municipality_id)

    def least_busy_coordinator(self, municipality_id: str) -> User:
        """The coordinator of the municipality whose caseload is the smallest."""
        candidates = self.coordinators[municipality_id]
        return min(candidates, key=lambda user: (self.caseload[user.pk], self.rng.random()))

    def host_speaker(self, host: Host, coordinator: User) -> tuple[User, str]:
        """Who speaks for the host, and how the word was given when a worker records it."""
        if host.user is not None and self.chance(0.85):
            return host.user, ""
        return coordinator, self.pick({"phone": 7, "desk": 1, "paper": 1})

    def person_speaker(self, journey: Journey) -> tuple[User, str]:
        """Who acts for the person, and how the word was given when a worker records it."""
        if journey.person.user is not None and self.chance(0.85):
            return journey.person.user, ""
        worker = journey.coordinator or self.coordinator_for(journey.participation.municipality_id)
        return worker, self.pick({"phone": 6, "desk": 3, "paper": 1})

    def _near(self) -> dict[str, list[str]]:
        """For each municipality the others that one can travel to, nearest first."""
        km = distances()
        codes = [one.code for one in self.municipalities]
        return {
            here: sorted(
                (there for there in codes if there != here and km.get((here, there), 999.0) <= NEAR_KM),
                key=lambda there: km[here, there],
            )
            for here in codes
        }
