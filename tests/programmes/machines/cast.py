"""One of each kind of person around one participation, one host and one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import Assignment, User
from accounts.roles import Role
from areas.models import Municipality
from programmes.models import (
    AssessmentStep,
    AttendanceMonth,
    CoachingEnvironment,
    Complaint,
    Decision,
    HostEmployer,
    Intake,
    Interest,
    Membership,
    OfferRound,
    Participant,
    Participation,
    Placement,
    ProgrammeType,
    Session,
    SharedItem,
    SupplementApplication,
    Vacancy,
    Visit,
    WorkAbilityAssessment,
)
from programmes.placements.states import PlacementState
from programmes.servicepoints.selectors import hash_of

HERE, FAR = "167", "422"
STAFF = ("responsible", "stand_in", "colleague", "far_coordinator", "work_ability")


@dataclass
class Cast:
    """The people by the name of their part."""

    people: dict[str, Any] = field(default_factory=dict)
    participant: Participant | None = None
    participation: Participation | None = None
    host: HostEmployer | None = None
    vacancy: Vacancy | None = None

    def __getitem__(self, part: str) -> Any:
        return self.people[part]


def account(
    name: str, role: str | None = None, *, municipality: str | None = None, **assignment: Any
) -> User:
    user = User.objects.create_user(f"{name}@example.org", first_name=name.capitalize(), last_name="Testi")
    if role:
        Assignment.objects.create(
            user=user, role=role, municipality_id=municipality, valid_from=date(2020, 1, 1), **assignment
        )
    return user


def person(**changes: Any) -> Participant:
    return Participant.objects.create(
        **{
            "first_name": "Helmi",
            "last_name": "Karppinen",
            "birth_date": date(1985, 4, 3),
            "municipality": Municipality.objects.get(code=HERE),
            "phone": "040 555 0101",
            "email": "helmi@example.org",
            "contact_channel": "email",
        }
        | changes
    )


def full_cast() -> Cast:
    cast = Cast()
    today = timezone.localdate()
    people = cast.people
    people["anonymous"] = AnonymousUser()
    people["participant"] = account("participant", Role.PARTICIPANT)
    people["other_participant"] = account("other_participant", Role.PARTICIPANT)
    people["host_admin"] = account("host_admin", Role.HOST_ADMIN)
    people["host_member"] = account("host_member", Role.HOST_MEMBER)
    people["other_host"] = account("other_host", Role.HOST_ADMIN)
    people["referrer"] = account("referrer", Role.REFERRER, municipality=HERE)
    people["other_referrer"] = account("other_referrer", Role.REFERRER, municipality=HERE)
    people["stand_in"] = account("stand_in")
    people["responsible"] = account(
        "responsible",
        Role.COORDINATOR,
        municipality=HERE,
        substitute=people["stand_in"],
        substitute_from=today,
        substitute_until=today + timedelta(days=5),
    )
    people["colleague"] = account("colleague", Role.COORDINATOR, municipality=HERE)
    people["far_coordinator"] = account("far_coordinator", Role.COORDINATOR, municipality=FAR)
    people["work_ability"] = account("work_ability", Role.WORK_ABILITY_COORDINATOR)
    people["manager"] = account("manager", Role.MANAGER)
    people["instructor"] = account("instructor", Role.INSTRUCTOR)
    people["partner"] = account("partner", Role.PARTNER)
    people["editor"] = account("editor", Role.EDITOR, municipality=HERE)
    people["publisher"] = account("publisher", Role.PUBLISHER)
    people["auditor"] = account("auditor", Role.AUDITOR)
    people["dpo"] = account("dpo", Role.DATA_PROTECTION_OFFICER)
    people["administrator"] = account("administrator", Role.ADMINISTRATOR)
    cast.participant = person(user=people["participant"])
    person(first_name="Aila", user=people["other_participant"], birth_date=date(1990, 1, 1))
    cast.host = host("0242746-2", "Lieksan kahvila ry")
    other = host("0207604-1", "Toinen työpaikka ry")
    for user, of, role in (
        ("host_admin", cast.host, "signer"),
        ("host_member", cast.host, "contact"),
        ("other_host", other, "signer"),
    ):
        Membership.objects.create(user=people[user], host=of, role=role, valid_from=date(2020, 1, 1))
    cast.vacancy = vacancy(cast.host)
    cast.participation = participation(cast, "active")
    return cast


def host(business_id: str, name: str, state: str = "verified") -> HostEmployer:
    return HostEmployer.objects.create(
        business_id=business_id,
        name=name,
        kind="association",
        municipality_id=HERE,
        state=state,
        contact_name="Veikko Pesonen",
        contact_email="posti@example.org",
    )


def vacancy(of: HostEmployer, state: str = "open", **changes: Any) -> Vacancy:
    today = timezone.localdate()
    row = Vacancy.objects.create(
        **{
            "host": of,
            "title": "Keittiöapulainen",
            "tasks": "Tiskausta ja tarjoilua.",
            "municipality_id": HERE,
            "street_address": "Kauppakatu 1",
            "weekly_hours_min": 8,
            "weekly_hours_max": 20,
            "seats": 1,
            "start_from_on": today,
            "guide": "Veikko",
            "state": state,
            "occupation_group_id": "9412",
            "demands": {"lifting": 1, "standing": 2, "noise": 1, "pace": 1, "spoken_finnish": 1},
            "opened_on": None if state in {"draft", "submitted", "returned"} else today - timedelta(days=30),
        }
        | changes
    )
    row.programme_types.set(ProgrammeType.objects.filter(code__in=["work_trial", "tailored_job"]))
    return row


def participation(cast: Cast, state: str, **changes: Any) -> Participation:
    day = timezone.localdate() - timedelta(days=40)
    dates: dict[str, Any] = {"referred_on": day}
    if state not in {"referred", "returned"}:
        dates["accepted_on"] = day + timedelta(days=1)
    if state in {"active", "on_hold", "ended"}:
        dates["started_on"] = day + timedelta(days=5)
    if state == "returned":
        dates["returned_on"] = day + timedelta(days=1)
    if state == "withdrawn":
        dates["withdrawn_on"] = day + timedelta(days=20)
    if state == "ended":
        dates |= {"ended_on": day + timedelta(days=20), "exit_status": "unknown", "exit_class": "unknown"}
    return Participation.objects.create(
        **{
            "participant": cast.participant,
            "municipality_id": HERE,
            "referrer": cast["referrer"],
            "coordinator": cast["responsible"],
            "state": state,
            "weekly_hours_max": 16,
            "aim": "Keittiötyö",
        }
        | dates
        | changes
    )


BEFORE_INTRODUCTION = {"proposed", "wanted"}


def placement(cast: Cast, state: str, **changes: Any) -> Placement:
    """A placement in `state`, at the vacancy of the cast unless said otherwise, with its days."""
    day = timezone.localdate() - timedelta(days=20)
    order = ["proposed", "wanted", "introduced", "accepted", "signing", "agreed", "active", "ended", "closed"]
    reached = order.index(state) if state in order else 3
    dates: dict[str, Any] = {"offered_on": day}
    for position, column in ((1, "wanted_on"), (2, "introduced_on"), (3, "accepted_on"), (5, "agreed_on")):
        if reached >= position:
            dates[column] = day + timedelta(days=position)
    if reached >= 4:
        dates |= {
            "starts_on": day + timedelta(days=7),
            "ends_on": day + timedelta(days=90),
            "guide": "Veikko",
        }
    if reached >= 7:
        dates |= {"ended_on": day + timedelta(days=15), "end_kind": "completed"}
    off = {
        "declined": "declined_on",
        "refused": "refused_on",
        "released": "released_on",
        "cancelled": "cancelled_on",
    }
    if state in off:
        dates[off[state]] = day + timedelta(days=6)
    place = {} if "intake" in changes else {"vacancy": cast.vacancy}
    kind = ProgrammeType.objects.get(code="work_trial")
    values = {"participation": cast.participation, "programme_type": kind, "state": state, "weekly_hours": 16}
    return Placement.objects.create(**(values | place | dates | changes))


def interest(cast: Cast, state: str = "sent", **changes: Any) -> Interest:
    """A sign of interest in the vacancy of the cast."""
    target = {} if {"programme", "intake"} & set(changes) else {"vacancy": cast.vacancy}
    return Interest.objects.create(**{"participation": cast.participation, "state": state} | target | changes)


def intake(seats: int = 1) -> Intake:
    return Intake.objects.create(
        municipality_id=HERE, starts_on=timezone.localdate() + timedelta(days=10), seats=seats
    )


def environment_group() -> Intake:
    """A group in a coaching environment, in which an instructor works."""
    environment = CoachingEnvironment.objects.create(code="paja", name_fi="Paja", municipality_id=HERE)
    return Intake.objects.create(
        municipality_id=HERE, starts_on=timezone.localdate(), seats=3, environment=environment
    )


def session(group: Intake, state: str = "planned", **changes: Any) -> Session:
    """A meeting of the group, today at nine unless said otherwise."""
    values: dict[str, Any] = {"on": timezone.localdate(), "starts_at": time(9), "ends_at": time(13)}
    if state == "cancelled":
        values["cancelled_on"] = timezone.localdate()
    return Session.objects.create(intake=group, state=state, **(values | {"seats": group.seats} | changes))


def month(cast: Cast, state: str, of: Placement | None = None) -> AttendanceMonth:
    """The days of a month in `state`: of a placement that ran last month and still runs."""
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    started = last.replace(day=1)
    row = of or placement(cast, "active", vacancy=vacancy(cast.host), starts_on=started, started_on=started,
                          agreed_on=started, offered_on=started, wanted_on=started, introduced_on=started,
                          accepted_on=started)  # fmt: skip
    return AttendanceMonth.objects.create(placement=row, month=started, state=state)


def offer_round(cast: Cast) -> OfferRound:
    return OfferRound.objects.create(participation=cast.participation, offered_by=cast["responsible"])


def complaint(cast: Cast, state: str, **changes: Any) -> Complaint:
    """A complaint in `state`, looked into by the responsible coordinator once it is taken up."""
    day = timezone.localdate() - timedelta(days=3)
    values: dict[str, Any] = {"text": "Minua ei kuultu.", "municipality_id": HERE, "received_on": day}
    if state != "received":
        values |= {"handler": cast["responsible"], "acknowledged_on": day}
    if state in {"answered", "closed"}:
        values |= {"answered_on": day, "answer_text": "Olemme pahoillamme."}
    if state == "closed":
        values["closed_on"] = day
    code = f"{state}{Complaint.objects.count()}"
    return Complaint.objects.create(state=state, code_hash=hash_of(code), **(values | changes))


def assessment(cast: Cast, state: str = "opened", **changes: Any) -> WorkAbilityAssessment:
    """An assessment in `state` with one step, of whose items the county may read the steps by permission."""
    day = timezone.localdate() - timedelta(days=20)
    values: dict[str, Any] = {
        "participation": cast.participation, "question": "Mikä työ sopii?", "opened_on": day, "due_on": day,
    }  # fmt: skip
    if state != "opened":
        values |= {"worker": cast["work_ability"], "taken_on": day, "counterpart": cast["partner"]}
    if state == "meeting":
        values["meeting_on"] = timezone.localdate()
    if state == "concluded":
        values |= {"concluded_on": day, "next_party": "employment_area", "due_on": None}
    if state == "interrupted":
        values |= {"interrupted_on": day, "due_on": None}
    row = WorkAbilityAssessment.objects.create(state=state, **(values | changes))
    if state != "opened":
        AssessmentStep.objects.create(
            assessment=row, kind="health_check", party="wellbeing_county", due_on=day
        )
    if state == "awaiting_decision":
        Decision.objects.create(assessment=row, kind="pension", decided_by="Kela", applied_on=day)
    SharedItem.objects.create(
        assessment=row, organisation="wellbeing_county", item="steps", basis="consent", given_on=day,
        valid_until=timezone.localdate() + timedelta(days=60), on_word="desk",
    )  # fmt: skip
    return row


ALL_PLACEMENT_STATES = tuple(PlacementState.values)


def supplement(place: Placement, status: str = "sent", **changes: Any) -> SupplementApplication:
    """An application for the supplement for the work of the placement, or a decision on one."""
    today = timezone.localdate()
    decided = {"decided_on": today, "monthly": 350, "granted": 700, "counted_before": 0, "ceiling": 300_000}
    until = today + timedelta(days=60)
    told = {"from_on": today, "until_on": until, "monthly_wage": 1200, "business": "business"}
    return SupplementApplication.objects.create(
        placement=place, host=place.vacancy.host, status=status, due_on=today,
        **told | (decided if status == "granted" else {}) | changes,
    )  # fmt: skip


def visited(cast: Cast, state: str = "wanted", **changes: Any) -> Placement:
    """A placement at the host of the cast that the person visits in three days."""
    day = timezone.localdate() + timedelta(days=3)
    place = changes.pop("vacancy", None) or vacancy(cast.host)
    row = placement(cast, state, vacancy=place, visit_ahead="agreed", visit_on=day, **changes)
    Visit.objects.create(
        placement=row, state="agreed", asked_by="participant", meets="Veikko",
        starts_at=timezone.now() + timedelta(days=3),
    )  # fmt: skip
    return row
