"""When who is responsible is gone, somebody may act, finds it on their own list, and has the messages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Assignment, User
from accounts.roles import Role
from accounts.services import assign_role
from programmes.models import (
    Complaint,
    Membership,
    Participant,
    Participation,
    Vacancy,
)
from programmes.participants.selectors import own_referrals
from programmes.participants.states import ParticipationState
from programmes.policies import ACTS
from programmes.turns import turn
from programmes.who_may import workers_who_may
from programmes.workspace.tasks import waiting_for
from programmes.workspace.waiting import KINDS
from tests.factories import programmes as make
from tests.programmes.machines import cast as made
from workflow.steps import transitions_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

# What becomes of the responsible worker ---------------------------------------------------------------------


def yesterday() -> Any:
    return timezone.localdate() - timedelta(days=1)


def role_ended(worker: User) -> None:
    worker.assignments.update(valid_from=yesterday(), valid_until=yesterday())


def deactivated(worker: User) -> None:
    worker.is_active = False
    worker.save()


def deactivated_while_away(worker: User) -> None:
    away(worker)
    deactivated(worker)


def away(worker: User) -> None:
    today = timezone.localdate()
    worker.assignments.update(
        substitute=make.account(), substitute_from=today, substitute_until=today + timedelta(days=3)
    )


def removed(worker: User) -> None:
    Participation.objects.filter(coordinator=worker).update(coordinator=None)
    Complaint.objects.filter(handler=worker).update(handler=None)
    role_ended(worker)


def there(worker: User) -> None:
    """Nothing has become of them."""


GONE = [role_ended, deactivated, deactivated_while_away, away, removed, there]
# Who is left in the municipality.
LEFT: dict[str, Callable[[], User]] = {
    "a colleague": make.coordinator,
    "work ability": lambda: make.account(Role.WORK_ABILITY_COORDINATOR),
    "the manager": make.manager,
}


CARED_FOR = {
    "participation": ["referred", "waiting", "on_hold"],
    "placement": ["wanted", "accepted", "refused", "declined", "agreed", "ended"],
}


def everybody() -> list[User]:
    return list(User.objects.filter(is_active=True).order_by("pk"))


def may_act(row: Any, people: list[User]) -> list[User]:
    """Who of them may make some transition of the row's state, or suggest something else after a no."""
    names = transitions_of(type(row))
    open_now = [one for each in names.values() for one in each if row.state == one.source]
    if not open_now:
        return [user for user in people if user.has_perm("programmes.propose_placement", row)]
    return [user for user in people if any(one.has_perm(row, user) for one in open_now)]


def workers_turn(machine: str, row: Any, people: list[User]) -> list[User]:
    return [user for user in people if turn(machine, row, user).kind == "mine"]


def lists_of(people: list[User]) -> dict[tuple[str, int], set[int]]:
    """What stands on the list of each person, by its kind."""
    today = timezone.localdate()
    return {
        (kind, user.pk): set(KINDS[kind](user, today, False).values_list("pk", flat=True))
        for kind in CARED_FOR
        for user in people
    }


@pytest.mark.parametrize("left", LEFT)
@pytest.mark.parametrize("gone", GONE)
def test_every_turn_of_a_worker_has_somebody_who_sees_it_as_theirs(gone, left):
    cast = made.full_cast()
    Assignment.objects.filter(role__in=["coordinator", "work_ability_coordinator", "manager"]).delete()
    worker = assigned(cast, make.coordinator())
    rows = a_row_in_each_state(cast, worker)
    LEFT[left]()

    gone(worker)

    people = everybody()
    lists = lists_of(people)
    for kind, row in rows:
        mine = workers_turn(kind, row, people)
        assert (kind, row.state, bool(mine)) == (kind, row.state, True)
        assert {user.pk for user in mine} <= {user.pk for user in may_act(row, people)}
        assert all(row.pk in lists[kind, user.pk] for user in mine), (kind, row.state)


def a_row_in_each_state(cast: made.Cast, worker: User) -> list[tuple[str, Any]]:
    """One person each, so that nothing newer stands beside; the day is today."""
    found: list[tuple[str, Any]] = []
    for kind, states in CARED_FOR.items():
        for state in states:
            person = made.person(first_name="Oodi", email="")
            time = made.participation(
                cast, state if kind == "participation" else "active", participant=person, coordinator=worker
            )
            row = time if kind == "participation" else made.placement(cast, state, participation=time)
            soon = {"due_on": timezone.localdate(), "state_since": timezone.now()}
            type(row).objects.filter(pk=row.pk).update(**soon)
            found.append((kind, type(row).objects.get(pk=row.pk)))
    return found


def on_list_of(kind: str, row: Any) -> list[User]:
    """On whose list the row stands."""
    today = timezone.localdate()
    return [user for user in everybody() if KINDS[kind](user, today, False).filter(pk=row.pk).exists()]


def belongs_to_the_host(cast: made.Cast, worker: User) -> list[tuple[str, Any]]:
    """The only worker of the municipality works for the host employer too."""
    rows = [row for row in a_row_in_each_state(cast, worker) if row[0] == "placement"]
    rows += [("vacancy", made.vacancy(cast.host, "submitted"))]
    waiting = made.host("0112038-9", "Uusi ry", "registered")
    rows += [("host", waiting)]
    for host in (cast.host, waiting):
        Membership.objects.create(user=worker, host=host, valid_from=timezone.localdate())
    return [(kind, type(row).objects.get(pk=row.pk)) for kind, row in rows]


def is_the_person(cast: made.Cast, worker: User) -> list[tuple[str, Any]]:
    """The only worker of the municipality is a participant themself, without an account yet."""
    rows = a_row_in_each_state(cast, worker)
    Participant.objects.update(email=worker.email)
    return [(kind, type(row).objects.get(pk=row.pk)) for kind, row in rows]


def is_the_person_with_an_account(cast: made.Cast, worker: User) -> list[tuple[str, Any]]:
    """The same, and it is the account with which they work."""
    kind, row = a_row_in_each_state(cast, worker)[-1]
    Participant.objects.filter(pk=row.participation.participant_id).update(user=worker)
    return [(kind, type(row).objects.get(pk=row.pk))]


BARRED = [belongs_to_the_host, is_the_person, is_the_person_with_an_account]
ACT_OF = {
    "placement": "set_next_step",
    "participation": "set_next_step",
    "vacancy": "publish_vacancy",
    "host": "verify_hostemployer",
}


@pytest.mark.parametrize("own", BARRED)
def test_where_the_only_worker_is_barred_the_managers_act_see_and_hear(own):
    cast = made.full_cast()
    Assignment.objects.filter(role__in=["coordinator", "work_ability_coordinator", "manager"]).delete()
    worker, manager = assigned(cast, make.coordinator()), make.manager()
    make.account(Role.MANAGER, municipality=make.LIEKSA)

    rows = own(cast, worker)

    for kind, row in rows:
        assert (kind, row.state, workers_turn(kind, row, everybody())) == (kind, row.state, [manager])
        assert (kind, row.state, on_list_of(kind, row)) == (kind, row.state, [manager])
        assert workers_who_may(ACT_OF[kind], row) == [manager]


@pytest.mark.parametrize("own", BARRED)
def test_where_another_worker_may_act_the_managers_have_nothing_to_do(own):
    cast = made.full_cast()
    Assignment.objects.filter(role__in=["coordinator", "work_ability_coordinator", "manager"]).delete()
    worker, whole = assigned(cast, make.coordinator()), make.account(Role.COORDINATOR)
    make.manager()

    for kind, row in own(cast, worker):
        assert (kind, row.state, workers_turn(kind, row, everybody())) == (kind, row.state, [whole])
        assert (kind, row.state, on_list_of(kind, row)) == (kind, row.state, [whole])


def assigned(cast: made.Cast, worker: User) -> User:
    Participation.objects.update(coordinator=worker)
    return worker


@pytest.mark.parametrize("gone", [role_ended, deactivated, deactivated_while_away, removed])
def test_every_act_of_the_responsible_worker_is_a_colleagues(gone):
    cast = made.full_cast()
    worker, colleague = cast["responsible"], cast["colleague"]
    rows: list[Any] = [cast.participation, *(made.placement(cast, state) for state in ("wanted", "signing"))]
    acts = [act for act in ACTS if act.split("_")[-1] in {"participation", "placement", "step"}]
    before = {(act, row) for row in rows for act in acts if worker.has_perm(f"programmes.{act}", row)}

    gone(worker)
    colleague = User.objects.get(pk=colleague.pk)
    rows = [type(row).objects.get(pk=row.pk) for row in rows]

    assert {(a, r) for r in rows for a in acts if colleague.has_perm(f"programmes.{a}", r)} >= before
    far = User.objects.get(pk=cast["far_coordinator"].pk)
    assert not {(a, r) for r in rows for a in acts if far.has_perm(f"programmes.{a}", r)}


@pytest.mark.parametrize("gone", [role_ended, deactivated, removed])
def test_a_complaint_whose_handler_has_left_is_answered_by_another(gone):
    cast = made.full_cast()
    row = made.complaint(cast, "acknowledged")

    gone(cast["responsible"])
    row = Complaint.objects.get(pk=row.pk)
    colleague = User.objects.get(pk=cast["colleague"].pk)

    if gone is not removed:
        assert colleague.has_perm("programmes.answer_complaint", row)
        assert turn("complaint", row, colleague).kind == "mine"
        assert KINDS["complaint"](colleague, timezone.localdate(), False).filter(pk=row.pk).exists()
    assert User.objects.get(pk=cast["manager"].pk).has_perm("programmes.answer_complaint", row)


# The officer ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gone", [role_ended, deactivated])
def test_a_returned_referral_is_taken_over_when_its_officer_has_left(gone):
    officer, other = make.referrer(), make.referrer()
    far = make.referrer(make.LIEKSA)
    worker = make.coordinator()
    row = make.participation("returned", referred_by=officer, by=worker)
    assert not own_referrals(other).exists()

    gone(officer)
    row = Participation.objects.get(pk=row.pk)
    other, far, worker = (User.objects.get(pk=user.pk) for user in (other, far, worker))

    for user in (other, worker):
        assert user.has_perm("programmes.refer_again_participation", row)
        assert user.has_perm("programmes.close_referral_participation", row)
        assert turn("participation", row, user).kind == "mine"
    assert not far.has_perm("programmes.refer_again_participation", row)
    assert list(own_referrals(other)) == [row]
    assert not own_referrals(far).exists()
    assert [task.row for task in waiting_for(worker).tasks] == [row]
    client = Client()
    client.force_login(other)
    assert client.get(f"/refer/{row.reference}/").status_code == 200
    client.post(f"/act/participation/{row.reference}/refer_again/", {"token": "x" * 20, "aim": "Uusi"})
    row = Participation.objects.get(pk=row.pk)
    assert (row.state, row.referrer) == (ParticipationState.REFERRED, other)


def test_a_stand_in_of_an_officer_refers_again_for_them():
    officer = make.referrer()
    row = make.participation("returned", referred_by=officer)
    away(officer)
    stand_in = officer.assignments.get().substitute

    assert User.objects.get(pk=stand_in.pk).has_perm("programmes.refer_again_participation", row)
    assert list(own_referrals(User.objects.get(pk=stand_in.pk))) == [row]


def test_a_referral_made_by_a_worker_can_come_back():
    worker = make.coordinator()
    row = make.participation("returned", by=worker)
    Participation.objects.filter(pk=row.pk).update(referrer=None)

    assert User.objects.get(pk=worker.pk).has_perm(
        "programmes.refer_again_participation", Participation.objects.get()
    )


def test_acts_on_places_to_check_and_hosts_have_somebody_too():
    worker, colleague = make.coordinator(), make.coordinator()
    row = make.vacancy("submitted", by=worker)
    deactivated(worker)

    colleague = User.objects.get(pk=colleague.pk)

    assert colleague.has_perm("programmes.publish_vacancy", Vacancy.objects.get(pk=row.pk))
    assert KINDS["vacancy"](colleague, timezone.localdate(), False).filter(pk=row.pk).exists()


def test_a_former_workers_new_role_is_no_door():
    user = make.coordinator()
    role_ended(user)
    assign_role(user, Role.EDITOR, by=None)

    assert not User.objects.get(pk=user.pk).has_perm(
        "programmes.accept_participation", make.participation("referred")
    )
