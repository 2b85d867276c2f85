"""Who could act is everyone whom the policy lets act, and nobody else; who is told of it comes from there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Assignment, User
from accounts.roles import Role
from programmes.messages import MESSAGES
from programmes.models import (
    HostEmployer,
    Membership,
    Participation,
    Placement,
    SafetyReport,
    Vacancy,
)
from programmes.policies import ACTS, visible
from programmes.recipients import coordinator_of, who_may_check, who_may_take_up_referral
from programmes.telling import told_by
from programmes.who_may import OPEN_TO_ALL, who_may, workers_who_may
from tests.factories import programmes as make
from tests.programmes.machines import cast as made
from workflow.steps import transitions_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

OF_ANY_ROW = ("undo_any", "date_back", "date_back_further")
MAKES_THE_ROW = ("refer_participation", "propose_placement", "draft_vacancy")  # nothing to be seen before
OF_A_PERSON = ("set_next_step", "correct_person")


def as_they_are(cast: made.Cast) -> None:
    """Everybody is there."""


def the_responsible_has_left(cast: made.Cast) -> None:
    cast["responsible"].assignments.update(valid_until=timezone.localdate() - timedelta(days=1))


def the_responsible_is_of_the_host(cast: made.Cast) -> None:
    Membership.objects.create(user=cast["responsible"], host=cast.host, valid_from=timezone.localdate())


def a_colleague_is_the_person(cast: made.Cast) -> None:
    assert cast.participant is not None
    cast.participant.user = cast["colleague"]
    cast.participant.save()


def nobody_coordinates(cast: made.Cast) -> None:
    Assignment.objects.filter(role__in=["coordinator", "work_ability_coordinator"]).delete()


def the_officer_has_left(cast: made.Cast) -> None:
    User.objects.filter(pk=cast["referrer"].pk).update(is_active=False)


WORLDS = [
    as_they_are,
    the_responsible_has_left,
    the_responsible_is_of_the_host,
    a_colleague_is_the_person,
    nobody_coordinates,
    the_officer_has_left,
]


def rows_of(cast: made.Cast) -> list[tuple[Any, list[str]]]:
    """A row of each kind, in the states in which other people may act, with the acts there are of it."""

    def acts(model: type, *more: str) -> list[str]:
        name = model.__name__.lower()
        own = [act for act in ACTS if act.endswith(f"_{name}") and act not in OPEN_TO_ALL]
        return [*own, *OF_ANY_ROW, *more]

    lonely = made.vacancy(HostEmployer.objects.exclude(pk=cast.host.pk).get(), municipality_id=made.FAR)
    no_town = HostEmployer.objects.create(business_id="1572860-0", name="Kunnaton", kind="company")
    agreed = ("ask_for_change", "read_agreement", *OF_A_PERSON)
    return [
        *(
            (made.participation(cast, one), acts(Participation, *OF_A_PERSON))
            for one in ("referred", "returned")
        ),
        *((made.placement(cast, one), acts(Placement, *agreed)) for one in ("wanted", "signing")),
        (made.vacancy(cast.host, "submitted"), acts(Vacancy)),
        (lonely, acts(Vacancy)),
        (cast.host, acts(HostEmployer)),
        (no_town, acts(HostEmployer)),
        (
            made.assessment(cast, "gathering"),
            # Not the acts of any row: fewer people see this one than may date back or undo elsewhere.
            [
                *(act for act in ACTS if act.endswith("_workabilityassessment")),
                *("assess", "share_assessment", "withdraw_share"),
            ],
        ),
        (made.complaint(cast, "acknowledged"), acts(type(made.complaint(cast, "received")))),
        (made.complaint(cast, "received", about_worker=True), ["acknowledge_complaint"]),
    ]


@pytest.mark.parametrize("world", WORLDS)
def test_who_may_act_is_everyone_whom_the_policy_lets_act_and_each_of_them_sees_it(
    world: Callable[[made.Cast], None],
):
    cast = made.full_cast()
    rows = rows_of(cast)
    world(cast)
    everybody = list(User.objects.order_by("name_order", "pk"))

    for row, acts in rows:
        row = type(row).objects.get(pk=row.pk)
        found = {act: who_may(act, row) for act in acts}
        allowed = {act: [one for one in everybody if one.has_perm(f"programmes.{act}", row)] for act in acts}
        assert found == allowed, row

        moving = [act for act in acts if act not in MAKES_THE_ROW and open_now(act, row)]
        actors = {user for act in moving for user in found[act]}
        blind = {user.email for user in actors if not visible(user, type(row)).filter(pk=row.pk).exists()}
        assert blind == set(), row


def open_now(act: str, row: Any) -> bool:
    """Whether the act, if it moves a state, starts from that of the row."""
    moves = transitions_of(type(row)).get(act.removesuffix(f"_{row._meta.model_name}"), [])
    return not moves or any(one.source == row.state for one in moves)


def test_what_is_open_to_everybody_has_no_list():
    for act in OPEN_TO_ALL:
        with pytest.raises(ValueError, match="Everybody may"):
            who_may(act, None)


def emails(people: list[Any]) -> set[str]:
    return {getattr(one, "user", one).email for one in people}


def test_a_worker_is_not_told_of_their_own_referral_and_a_stand_in_is_told_of_the_others():
    cast = made.full_cast()
    row = made.participation(cast, "referred")
    a_colleague_is_the_person(cast)
    row = Participation.objects.get(pk=row.pk)

    assert emails(who_may_take_up_referral(row)) == {cast["stand_in"].email}


def test_a_work_ability_coordinator_of_the_municipality_is_told_beside_the_coordinator():
    worker = make.coordinator()
    ability = make.account(Role.WORK_ABILITY_COORDINATOR, municipality=make.JOENSUU)
    row = make.participation("referred", by=worker)

    assert emails(who_may_take_up_referral(row)) == {worker.email, ability.email}


def test_who_belongs_to_the_host_is_not_asked_to_check_its_place():
    cast = made.full_cast()
    row = made.vacancy(cast.host, "submitted")
    Membership.objects.create(user=cast["colleague"], host=cast.host, valid_from=timezone.localdate())
    Membership.objects.create(user=cast["stand_in"], host=cast.host, valid_from=timezone.localdate())

    assert emails(who_may_check(row)) == {cast["work_ability"].email}


def test_a_worker_of_the_host_hears_nothing_of_an_answer_there():
    cast = made.full_cast()
    row = made.placement(cast, "wanted")
    Membership.objects.create(user=cast["stand_in"], host=cast.host, valid_from=timezone.localdate())
    the_responsible_is_of_the_host(cast)

    assert emails(coordinator_of(Placement.objects.get(pk=row.pk))) == {cast["colleague"].email}


def test_managers_are_told_where_nobody_coordinates():
    cast = made.full_cast()
    row = made.participation(cast, "referred")
    nobody_coordinates(cast)

    assert workers_who_may("accept_participation", Participation.objects.get(pk=row.pk)) == [cast["manager"]]


def test_danger_is_told_to_the_workers_of_the_place():
    cast = made.full_cast()
    row = SafetyReport.objects.create(text="Portaat ovat rikki.", municipality_id=made.HERE)
    told = [one for line in MESSAGES["safety.reported"] for one in told_by(line, row)]

    assert emails(told) == {cast["stand_in"].email, cast["colleague"].email}
