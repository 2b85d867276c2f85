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
    AttendanceMonth,
    CoachingEnvironment,
    Complaint,
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
    Vacancy,
    Visit,
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


# Who is there, with the role and the municipality; the stand-in has no role of their own.
PARTS: dict[str, tuple[str, str | None]] = {
    "participant": (Role.PARTICIPANT, None),
    "other_participant": (Role.PARTICIPANT, None),
    "host_admin": (Role.HOST_ADMIN, None),
    "host_member": (Role.HOST_MEMBER, None),
    "other_host": (Role.HOST_ADMIN, None),
    "referrer": (Role.REFERRER, HERE),
    "other_referrer": (Role.REFERRER, HERE),
    "stand_in": ("", None),
    "responsible": (Role.COORDINATOR, HERE),
    "colleague": (Role.COORDINATOR, HERE),
    "far_coordinator": (Role.COORDINATOR, FAR),
    "work_ability": (Role.WORK_ABILITY_COORDINATOR, None),
    "manager": (Role.MANAGER, None),
    "instructor": (Role.INSTRUCTOR, None),
    "partner": (Role.PARTNER, None),
    "editor": (Role.EDITOR, HERE),
    "publisher": (Role.PUBLISHER, None),
    "auditor": (Role.AUDITOR, None),
    "dpo": (Role.DATA_PROTECTION_OFFICER, None),
    "administrator": (Role.ADMINISTRATOR, None),
}


def accounts_of_all(today: date) -> dict[str, User]:
    """An account of each part with its role, in two statements; the stand-in is there for the responsible."""
    people = {
        name: User(email=f"{name}@example.org", first_name=name.capitalize(), last_name="Testi")
        for name in PARTS
    }
    for user in people.values():
        user.set_unusable_password()
    User.objects.bulk_create(people.values())
    away = {
        "substitute": people["stand_in"],
        "substitute_from": today,
        "substitute_until": today + timedelta(days=5),
    }
    Assignment.objects.bulk_create(
        Assignment(
            user=people[name],
            role=role,
            municipality_id=municipality,
            valid_from=date(2020, 1, 1),
            **(away if name == "responsible" else {}),
        )
        for name, (role, municipality) in PARTS.items()
        if role
    )
    return people


def full_cast() -> Cast:
    cast = Cast()
    cast.people = people = {"anonymous": AnonymousUser(), **accounts_of_all(timezone.localdate())}
    cast.participant = person(user=people["participant"])
    person(first_name="Aila", user=people["other_participant"], birth_date=date(1990, 1, 1))
    cast.host = host("0242746-2", "Lieksan kahvila ry")
    other = host("0207604-1", "Toinen työpaikka ry")
    Membership.objects.bulk_create(
        Membership(user=people[user], host=of, is_admin=admin, valid_from=date(2020, 1, 1))
        for user, of, admin in (
            ("host_admin", cast.host, True),
            ("host_member", cast.host, False),
            ("other_host", other, True),
        )
    )
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
        dates["withdrawn_on"] = day + timedelta(days=6)
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


ALL_PLACEMENT_STATES = tuple(PlacementState.values)


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
