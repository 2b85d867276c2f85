"""A worker's last day, and who stands in: nobody is left behind, and by the clock alone."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import Assignment, User
from accounts.roles import Role
from accounts.selectors import forget_scope
from accounts.services import assign_role, close_accounts_of_who_left, set_substitute
from programmes.handover.leaving import alone_without_stand_in, last_days, set_last_day, towns_to_be_empty
from programmes.handover.left import rest_without_anybody, without_anybody
from programmes.handover.rest import KINDS, hand_over_rest, owned_by
from programmes.handover.services import carry_out_due, hand_over
from programmes.handover.stand_ins import name_stand_in
from programmes.models import Complaint, Participation, WorkAbilityAssessment
from programmes.workspace.tasks import waiting_for
from programmes.workspace.waiting import own
from tests.access.people import client_of
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
JOENSUU, ILOMANTSI = "167", "146"


@pytest.fixture
def manager() -> Any:
    return make.manager()


@pytest.fixture
def leaver() -> Any:
    return make.coordinator(ILOMANTSI, first_name="Lea")


def at(day: Any) -> Any:
    return time_machine.travel(
        datetime.combine(day, time(9), tzinfo=timezone.get_current_timezone()), tick=False
    )


def in_ilomantsi(by: Any, state: str = "active") -> Participation:
    from areas.models import Municipality  # noqa: PLC0415

    person = make.participant(municipality=ILOMANTSI)
    return make.participation(
        state, by=by, person=person, municipality=Municipality.objects.get(code=ILOMANTSI)
    )


def fresh(user: Any) -> Any:
    return User.objects.get(pk=user.pk)


def test_whoever_is_left_stands_on_the_managers_list_and_is_acted_for(manager, leaver):
    rows = [in_ilomantsi(leaver) for _each in range(3)]
    today = timezone.localdate()

    set_last_day(leaver, today + timedelta(days=7), by=manager)

    assert set(without_anybody(fresh(manager))) == set(rows)
    assert ("146", today + timedelta(days=8)) in {
        (town.code, day) for town, day in towns_to_be_empty(list(last_days().values()))
    }
    with at(today + timedelta(days=8)):
        boss = fresh(manager)
        assert set(without_anybody(boss)) == set(rows)
        assert Participation.objects.filter(own(boss)).count() == 3
        assert all(boss.has_perm("programmes.set_next_step", row) for row in rows)


def test_who_goes_to_somebody_in_time_is_not_on_the_list(manager, leaver):
    rows = [in_ilomantsi(leaver) for _each in range(2)]
    successor = make.coordinator(ILOMANTSI)
    day = timezone.localdate() + timedelta(days=7)
    set_last_day(leaver, day, by=manager)

    hand_over(rows[:1], to=successor, by=fresh(manager), on=day + timedelta(days=1))

    assert list(without_anybody(fresh(manager))) == [rows[1]]
    with at(day + timedelta(days=1)):
        assert carry_out_due() == 1
    assert Participation.objects.get(pk=rows[0].pk).coordinator == successor


def test_assessments_and_complaints_of_who_leaves_are_told_and_go_on(manager, leaver):
    assign_role(leaver, Role.WORK_ABILITY_COORDINATOR, by=None)
    row = in_ilomantsi(leaver)
    WorkAbilityAssessment.objects.create(
        participation=row, question="Mikä auttaa?", state="gathering", worker=leaver
    )
    Complaint.objects.create(
        text="Ei", municipality_id=ILOMANTSI, state="acknowledged", handler=leaver, code_hash="x"
    )
    other = make.account(Role.WORK_ABILITY_COORDINATOR)
    set_last_day(leaver, timezone.localdate() + timedelta(days=3), by=manager)

    told = {(one.kind.code, one.number) for one in rest_without_anybody(fresh(manager))}
    hand_over_rest(leaver, KINDS["assessment"], to=other, by=manager, may=lambda _row: True)
    with pytest.raises(ValidationError):
        hand_over_rest(
            leaver, KINDS["complaint"], to=make.coordinator(JOENSUU), by=manager, may=lambda _row: True
        )

    assert told == {("assessment", 1), ("complaint", 1)}
    assert not owned_by(leaver, KINDS["assessment"]).exists()
    assert {one.kind.code for one in rest_without_anybody(fresh(manager))} == {"complaint"}


def test_after_the_last_day_nobody_comes_in_by_the_account(client, manager, leaver):
    User.objects.filter(pk=leaver.pk).update(password=make_password("salasana-9"))
    today = timezone.localdate()
    set_last_day(leaver, today, by=manager)
    login = {"login": leaver.email, "password": "salasana-9"}

    assert client.post("/accounts/login/", login).status_code == 302
    assert client.get("/work/").status_code == 200
    with at(today + timedelta(days=1)):
        # maintain has not run yet
        assert client.get("/work/").status_code in {302, 403}
        client.logout()
        client.post("/accounts/login/", login)
        assert not client.session.get("_auth_user_id")
        assert not fresh(leaver).is_active


def test_maintain_closes_the_account_of_who_left_and_of_nobody_else(manager, leaver):
    today = timezone.localdate()
    both = make.coordinator(ILOMANTSI)
    assign_role(both, Role.PARTICIPANT, by=None)
    for worker in (leaver, both):
        set_last_day(worker, today, by=manager)

    assert close_accounts_of_who_left() == 0
    with at(today + timedelta(days=1)):
        assert close_accounts_of_who_left() == 1

    assert (fresh(leaver).is_active, fresh(both).is_active, fresh(manager).is_active) == (False, True, True)


def test_the_last_manager_stays_until_another_is_named(manager):
    with pytest.raises(ValidationError):
        set_last_day(manager, timezone.localdate(), by=manager)

    make.manager()
    set_last_day(manager, timezone.localdate(), by=manager)

    assert last_days() == {manager.pk: timezone.localdate()}


def test_who_stays_after_all_has_no_last_day(manager, leaver):
    set_last_day(leaver, timezone.localdate() + timedelta(days=3), by=manager)

    set_last_day(leaver, None, by=manager)

    assert last_days([leaver.pk]) == {}
    assert Assignment.objects.get(user=leaver).valid_until is None


def test_turns_move_to_the_stand_in_and_back_by_the_clock(manager, leaver):
    row = in_ilomantsi(leaver, "waiting")
    colleague, today = make.coordinator(JOENSUU), timezone.localdate()
    first, last = today + timedelta(days=2), today + timedelta(days=4)

    name_stand_in(leaver, colleague, first=first, last=last, by=leaver)

    def has_turn(user: Any) -> bool:
        someone = fresh(user)
        forget_scope(someone)
        return row.pk in {task.row.pk for task in waiting_for(someone).tasks if task.kind == "participation"}

    for day, theirs in ((today, False), (first, True), (last, True), (last + timedelta(days=1), False)):
        with at(day):
            assert has_turn(colleague) == theirs, day


def test_a_single_worker_without_a_stand_in_is_told(manager, leaver):
    assert [user for user, towns in alone_without_stand_in() if "146" in {town.code for town in towns}] == [
        leaver
    ]

    day = timezone.localdate() + timedelta(days=10)
    name_stand_in(leaver, make.coordinator(JOENSUU), first=day, last=day, by=manager)

    assert leaver not in [user for user, _towns in alone_without_stand_in()]


def test_who_is_away_themselves_or_leaves_does_not_stand_in(manager, leaver):
    colleague, today = make.coordinator(JOENSUU), timezone.localdate()
    other = make.coordinator(JOENSUU)
    set_substitute(colleague.assignments.get(), other, from_=today, until=today + timedelta(days=3), by=None)
    days = {"first": today, "last": today + timedelta(days=1), "by": manager}

    with pytest.raises(ValidationError) as away:
        name_stand_in(leaver, colleague, **days)
    set_last_day(other, today, by=manager)
    with pytest.raises(ValidationError) as left:
        name_stand_in(leaver, other, **days)

    assert (list(away.value.error_dict), list(left.value.error_dict)) == (["who"], ["who"])


def test_who_leaves_stands_in_no_longer_than_that(manager, leaver):
    colleague, today = make.coordinator(JOENSUU), timezone.localdate()
    name_stand_in(colleague, leaver, first=today, last=today + timedelta(days=9), by=manager)

    set_last_day(leaver, today + timedelta(days=2), by=manager)

    assert colleague.assignments.get().substitute_until == today + timedelta(days=2)


def test_a_manager_sets_the_last_day_and_a_coordinator_only_their_own_stand_in(manager, leaver):
    other = make.coordinator(ILOMANTSI)
    page = reverse("work:last_day", args=[leaver.pk])
    day = timezone.localdate() + timedelta(days=4)

    assert client_of(other).get(page).status_code == 403
    assert client_of(other).get(reverse("work:stand_in", args=[leaver.pk])).status_code == 403
    assert client_of(make.coordinator(JOENSUU)).get(page).status_code == 404
    client_of(manager).post(page, {"day": f"{day:%d.%m.%Y}"})
    sent = {"who": other.pk, "first": f"{day:%d.%m.%Y}", "last": f"{day:%d.%m.%Y}"}
    answer = client_of(leaver).post(reverse("work:stand_in", args=[leaver.pk]), sent)

    assert (last_days([leaver.pk]), answer.status_code) == ({leaver.pk: day}, 302)
    assert Assignment.objects.get(user=leaver).substitute == other
