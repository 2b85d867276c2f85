"""A row is among those that somebody sees exactly when they may see it, whoever looks at whatever state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import Assignment, User
from accounts.roles import Role
from areas.models import Municipality
from programmes.models import (
    Appointment,
    AttendanceMonth,
    CoachingEnvironment,
    Complaint,
    CorrectionRequest,
    EmployerContact,
    Feedback,
    FeedbackKiosk,
    HostEmployer,
    Intake,
    Interest,
    Membership,
    Participant,
    Participation,
    Placement,
    Review,
    SafetyReport,
    ServicePoint,
    Session,
    SessionSeat,
    Vacancy,
    Visit,
    VisitTally,
    WeekLink,
    WorkAbilityAssessment,
    WorkerMessage,
    Workplace,
)
from programmes.placements.states import PlacementState
from programmes.policies import SEEN, may_see, visible
from tests.depth import examples
from tests.programmes.machines import cast as made
from tests.programmes.test_who_may import WORLDS

pytestmark = pytest.mark.usefixtures("reference")


def states_of(model: Any) -> list[str]:
    return [state for state, _label in model._meta.get_field("state").choices]


def rows_of_every_state(cast: made.Cast) -> None:
    """Rows of each kind in each state, and in each state the rows that differ in who sees them."""
    today = timezone.localdate()
    other = HostEmployer.objects.exclude(pk=cast.host.pk).get()
    gone = made.account("gone", Role.REFERRER, municipality=made.HERE)
    gone.assignments.update(valid_until=today - timedelta(days=1))
    whose: list[dict[str, Any]] = [
        {},
        {"municipality_id": made.FAR, "coordinator": cast["far_coordinator"]},
        {"municipality_id": made.FAR},
        {"coordinator": None, "referrer": None},
        {"coordinator": cast["colleague"], "referrer": gone},
        {"coordinator": cast["manager"], "municipality_id": made.FAR, "referrer": gone},
    ]
    for number, difference in enumerate(whose):
        for state in states_of(Participation):
            person = made.person(birth_date=date(1970, 1, 1) + timedelta(days=number), email="")
            made.participation(cast, state, participant=person, **difference)
    for time in Participation.objects.order_by("pk"):
        CorrectionRequest.objects.create(participation=time, item="contact", right="Oikein", due_on=today)
        WorkerMessage.objects.create(participation=time, by_person=True, text="Hei", due_on=today)
    times = list(Participation.objects.filter(state="active"))
    for state in PlacementState.values:
        for time in times:
            made.placement(cast, state, participation=time, vacancy=made.vacancy(cast.host))
        made.placement(cast, state, vacancy=made.vacancy(other))
        made.placement(cast, state, vacancy=made.vacancy(cast.host), introduced_on=None, accepted_on=None)
        made.placement(cast, state, intake=made.intake())
    for row in Placement.objects.filter(vacancy__isnull=False).order_by("pk"):
        made.supplement(row)
    for row in Placement.objects.order_by("pk"):
        Review.objects.create(placement=row, due_on=today)
        Visit.objects.create(placement=row, asked_by="participant", state="cancelled")
        Visit.objects.create(placement=row, asked_by="host", state="agreed", starts_at=timezone.now())
    for state in states_of(Interest):
        for time in times:
            made.interest(cast, state, participation=time, vacancy=made.vacancy(cast.host))
    for number, state in enumerate(states_of(WorkAbilityAssessment)):
        for place, difference in enumerate(whose):
            person = made.person(birth_date=date(1960, 1, 1) + timedelta(days=number * 10 + place), email="")
            time = made.participation(cast, "active", participant=person, **difference)
            row = made.assessment(cast, state, participation=time)
            if place == 1:
                row.shared.update(ended_at=timezone.now())
            if place == 2:
                row.shared.update(organisation="kela")
    made.assessment(cast, "gathering")  # of the person who has an account
    month = today.replace(day=1)
    AttendanceMonth.objects.bulk_create(
        AttendanceMonth(placement=row, month=month) for row in Placement.objects.all()
    )
    group = made.placement(cast, "active", intake=made.environment_group())
    AttendanceMonth.objects.create(placement=group, month=month, state="sent")
    for town in (made.HERE, made.FAR):
        for where in (CoachingEnvironment.objects.filter(municipality=town).first(), None):
            met = Intake.objects.create(municipality_id=town, environment=where, starts_on=today, seats=9)
            comers = [made.placement(cast, "active", participation=time, intake=met) for time in times]
            for number, state in enumerate(states_of(Session)):
                session = made.session(met, state, on=today + timedelta(days=number))
                for place in comers:
                    SessionSeat.objects.create(session=session, placement=place)
    for host in (cast.host, other):
        for town in (made.HERE, made.FAR):
            place = Workplace.objects.create(host=host, name=town, municipality_id=town)
            for where in (place, None):
                WeekLink.objects.create(
                    host=host, workplace=where, monday=today, made_by=cast["responsible"], valid_until=today
                )
    for state in states_of(Vacancy):
        for host, town in ((cast.host, made.HERE), (cast.host, made.FAR), (other, made.FAR)):
            made.vacancy(host, state, municipality_id=town)
    for number, state in enumerate(states_of(HostEmployer)):
        for place, town in enumerate((made.HERE, made.FAR, None)):
            host = made.host(f"{number}{place}", f"Työpaikka {number}{place}", state)
            HostEmployer.objects.filter(pk=host.pk).update(municipality=town)
    about: list[dict[str, Any]] = [
        {},
        {"municipality_id": made.FAR},
        {"municipality_id": None},
        {"about_worker": True, "subject": cast["colleague"]},
        {"about_worker": True, "subject": cast["manager"], "municipality_id": None},
        {"about_worker": True},
    ]
    for state in states_of(Complaint):
        for difference in about:
            made.complaint(cast, state, **difference)
            if state != "received":
                made.complaint(cast, state, handler=cast["far_coordinator"], **difference)
    rows_of_the_desk(cast)
    for town in (made.HERE, made.FAR, None):
        SafetyReport.objects.create(text="Portaat ovat rikki.", municipality_id=town)
        for about_worker in (False, True):
            Feedback.objects.create(
                kind="message", text="Kiitos.", municipality_id=town, about_worker=about_worker
            )


def rows_of_the_desk(cast: made.Cast) -> None:
    """Counts, contacts, tablets and times of both places, by workers of both, free and taken."""
    begins = timezone.now() + timedelta(days=3)
    for number, (town, worker) in enumerate(
        (town, worker) for town in (made.HERE, made.FAR) for worker in ("responsible", "far_coordinator")
    ):
        by = cast[worker]
        VisitTally.objects.create(municipality_id=town, channel="visit", by=by)
        EmployerContact.objects.create(name="Kyläkauppa", municipality_id=town, kind="call", by=by)
        point = ServicePoint.objects.create(code=f"p{number}", name_fi="Luotsi", municipality_id=town)
        FeedbackKiosk.objects.create(point=point)
        for hour, taken in enumerate(
            ({}, {"name": "Kävijä"}, {"participation": cast.participation, "booked_at": timezone.now()})
        ):
            at = begins + timedelta(days=number, hours=hour)
            Appointment.objects.create(
                worker=by, municipality_id=town, way="phone",
                starts_at=at, ends_at=at + timedelta(minutes=30), **taken,
            )  # fmt: skip
    EmployerContact.objects.create(host=cast.host, kind="call", by=cast["colleague"])


def differing(user: Any, rows: dict[Any, list[Any]]) -> set[str]:
    """Rows of which the two forms say two things about the viewer."""
    return {
        f"{model.__name__} {row.pk} {getattr(row, 'state', '')}"
        for model in SEEN
        for seen in [set(visible(user, model).values_list("pk", flat=True))]
        for row in rows[model]
        if (row.pk in seen) != may_see(user, row)
    }


def everything() -> dict[Any, list[Any]]:
    return {model: rows_of(model) for model in SEEN}


def rows_of(model: Any) -> list[Any]:
    found = model._default_manager.all()
    if model is Participant:
        return list(found.prefetch_related("participations"))
    if model is Placement:
        return list(found.select_related("participation__participant", "vacancy"))
    if model is Session:
        return list(found.select_related("intake__environment"))
    if model in {Review, SessionSeat}:
        return list(found.select_related("placement__participation__participant"))
    if model is AttendanceMonth:
        names = ("participation__participant", "vacancy", "intake__environment")
        return list(found.select_related(*(f"placement__{name}" for name in names)))
    return list(found.select_related("participant") if model is Participation else found)


@pytest.mark.django_db
@pytest.mark.parametrize("world", WORLDS)
def test_everybody_sees_what_they_may_see(world: Callable[[made.Cast], None]):
    cast = made.full_cast()
    rows_of_every_state(cast)
    world(cast)
    viewers = {name: User.objects.filter(pk=one.pk).first() or one for name, one in cast.people.items()}
    viewers["operator"] = User.objects.create_superuser("operator@example.org")

    rows = everything()

    found = {name: differing(user, rows) for name, user in viewers.items()}

    assert {name: rows for name, rows in found.items() if rows} == {}


def test_somebody_sees_and_somebody_does_not_see_rows_of_each_kind(world_of_rows: made.Cast):
    for model in SEEN:
        many = [visible(user, model).count() for user in world_of_rows.people.values()]
        assert 0 < max(many) > min(many), model


@pytest.fixture(scope="module")
def world_of_rows(django_db_setup: None, django_db_blocker: Any, reference: None) -> Iterator[made.Cast]:
    """The rows once for all viewers that are drawn."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = made.full_cast()
        rows_of_every_state(cast)
        yield cast
        transaction.set_rollback(True)


TODAY = 0
DAYS = st.sampled_from([(-30, None), (-30, TODAY), (-30, -1), (1, None)])
PLACES = st.sampled_from(["whole", made.HERE, made.FAR, "service area"])
ROLES = st.tuples(st.sampled_from(Role.values), PLACES, DAYS)


@given(
    roles=st.lists(ROLES, max_size=3),
    stands_in_for=st.sampled_from([None, "responsible", "far_coordinator", "referrer", "manager"]),
    membership=st.none() | DAYS,
    is_the_person=st.booleans(),
    is_active=st.booleans() | st.just(True),
)
@settings(max_examples=examples(30, 300), deadline=None)
def test_whatever_roles_somebody_holds_they_see_what_they_may_see(world_of_rows, **drawn):
    with transaction.atomic():
        user = viewer(world_of_rows, **drawn)
        assert differing(user, everything()) == set()
        transaction.set_rollback(True)


def viewer(
    cast: made.Cast,
    *,
    roles: list[tuple[str, str, tuple[int, int | None]]],
    stands_in_for: str | None,
    membership: tuple[int, int | None] | None,
    is_the_person: bool,
    is_active: bool,
) -> User:
    user = User.objects.create_user("drawn@example.org", is_active=is_active)
    for role, place, (first, last) in roles:
        Assignment.objects.create(user=user, role=role, **area(place), **days(first, last))
    if stands_in_for:
        Assignment.objects.filter(user=cast[stands_in_for]).update(
            substitute=user, substitute_from=timezone.localdate(), substitute_until=timezone.localdate()
        )
    if membership:
        Membership.objects.create(user=user, host=cast.host, **days(*membership))
    if is_the_person:
        Participant.objects.filter(pk=cast.participant.pk).update(user=user)
    return User.objects.get(pk=user.pk)


def area(place: str) -> dict[str, Any]:
    if place == "whole":
        return {}
    if place == "service area":
        return {"service_area": Municipality.objects.get(code=made.FAR).service_area}
    return {"municipality_id": place}


def days(first: int, last: int | None) -> dict[str, Any]:
    today = timezone.localdate()
    until = None if last is None else today + timedelta(days=last)
    return {"valid_from": today + timedelta(days=first), "valid_until": until}
