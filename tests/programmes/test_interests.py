"""Nobody acts as a worker on what is their own: themself as a participant, or their own organisation."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Assignment, User
from audit.models import Read
from audit.services import record
from notifications.models import Message
from programmes.models import HostEmployer, Membership, Participation, Placement, Vacancy
from programmes.policies import ACTS
from tests.access.people import client_of
from tests.programmes.machines import cast as made
from workflow.services import act
from workflow.steps import transitions_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

WORKERS = ("responsible", "stand_in", "colleague", "work_ability", "manager")
OWN_ACTS = {"withdraw", "want", "decline", "sign", "cancel"}


@pytest.fixture
def cast() -> made.Cast:
    return made.full_cast()


def becomes_the_person(cast: made.Cast, part: str, *, with_role: bool = False) -> User:
    """The worker of the part turns out to be the participant, with or without the participant's role."""
    user: User = cast[part]
    assert cast.participant is not None
    cast.participant.user = user
    cast.participant.save()
    if with_role:
        Assignment.objects.create(user=user, role="participant", valid_from=timezone.localdate())
    return fresh(user)


def joins_the_host(cast: made.Cast, part: str, *, asked: bool = False) -> User:
    """The worker of the part belongs to the host employer, or has asked to."""
    first = None if asked else timezone.localdate()
    Membership.objects.create(user=cast[part], host=cast.host, valid_from=first)
    return fresh(cast[part])


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def english(user: User) -> Client:
    """Signed in as the user, reading English."""
    client = client_of(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def rows_of(cast: made.Cast) -> dict[type, dict[str, Any]]:
    """A row in every state of every machine."""

    def states(model: Any) -> list[str]:
        return list(dict(model._meta.get_field("state").choices))

    return {
        Participation: {state: made.participation(cast, state) for state in states(Participation)},
        HostEmployer: {
            state: HostEmployer(pk=cast.host.pk, business_id="0242746-2", municipality_id="167", state=state)
            for state in states(HostEmployer)
        },
        Vacancy: {state: made.vacancy(cast.host, state) for state in states(Vacancy)},
        Placement: {
            state: made.placement(cast, state, vacancy=made.vacancy(cast.host)) for state in states(Placement)
        },
    }


def open_to(user: User, rows: dict[type, dict[str, Any]], *models: type) -> set[tuple[str, str, str]]:
    """Every (row, state, transition) that `user` may make."""
    return {
        (model.__name__, state, name)
        for model in models
        for state, row in rows[model].items()
        for name, transitions in transitions_of(model).items()
        if any(one.source == state for one in transitions) and transitions[0].has_perm(row, user)
    }


@pytest.mark.parametrize("part", [*WORKERS, "referrer"])
def test_no_state_lets_a_worker_move_their_own_time_in_the_service(cast, part):
    rows = rows_of(cast)
    user = becomes_the_person(cast, part)

    assert open_to(user, rows, Participation, Placement) == set()


def test_as_the_person_one_does_ones_own_acts_and_no_others(cast):
    rows = rows_of(cast)
    person = open_to(fresh(cast["participant"]), rows, Participation, Placement)

    user = becomes_the_person(cast, "responsible", with_role=True)

    assert {name for _model, _state, name in person} == OWN_ACTS
    assert open_to(user, rows, Participation, Placement) == person


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize("part", WORKERS)
def test_no_state_lets_a_worker_decide_on_their_own_organisation(cast, part, asked):
    rows = rows_of(cast)
    user = joins_the_host(cast, part, asked=asked)

    assert open_to(user, rows, HostEmployer, Vacancy, Placement) == set()


def test_as_the_host_one_does_the_hosts_acts_and_no_others(cast):
    rows = rows_of(cast)
    host = open_to(fresh(cast["host_member"]), rows, HostEmployer, Vacancy, Placement)
    Assignment.objects.create(user=cast["responsible"], role="host_member", valid_from=timezone.localdate())

    user = joins_the_host(cast, "responsible")

    assert open_to(user, rows, HostEmployer, Vacancy, Placement) == host != set()


@pytest.mark.parametrize("own", [becomes_the_person, joins_the_host])
def test_another_worker_acts_where_the_responsible_one_must_not(cast, own):
    rows = rows_of(cast)
    before = open_to(fresh(cast["responsible"]), rows, Placement)
    assert open_to(fresh(cast["colleague"]), rows, Placement) == set()

    own(cast, "responsible")

    assert open_to(fresh(cast["colleague"]), rows, Placement) == before != set()
    assert open_to(fresh(cast["far_coordinator"]), rows, Placement) == set()


def test_every_act_of_a_worker_in_the_table_is_closed_to_the_person_themself(cast):
    row = made.placement(cast, "signing")
    user = becomes_the_person(cast, "responsible")

    general = {"undo_any", "date_back", "date_back_further", "set_next_step", "read_agreement"}
    acts = {act for act in ACTS if act.endswith(("_placement", "_participation"))} | general

    assert {act for act in acts if user.has_perm(f"programmes.{act}", row)} == set()
    assert {act for act in acts if fresh(cast["manager"]).has_perm(f"programmes.{act}", row)} >= {"undo_any"}


def test_ones_own_page_as_a_worker_says_why_and_who(cast):
    row = made.placement(cast, "signing")
    client = english(becomes_the_person(cast, "responsible", with_role=True))
    person = f"/work/people/{cast.participation.reference}/"
    addresses = [
        person,
        f"{person}propose/",
        f"/work/placements/{row.reference}/",
        f"/act/participation/{cast.participation.reference}/hold/",
    ]

    answers = [client.get(address) for address in addresses]
    answers.append(client.post(f"{person}next-step/", {"what": "Soitto"}))
    answers.append(client.post(f"/work/placements/{row.reference}/called/"))

    assert [answer.status_code for answer in answers] == [403] * 6
    assert all("Another worker of the area acts here" in answer.content.decode() for answer in answers)
    assert Read.objects.count() == 0


def test_ones_own_organisation_as_a_worker_says_why_and_who(cast):
    submitted = made.vacancy(cast.host, "submitted")
    client = english(joins_the_host(cast, "colleague"))

    pages = [f"/work/hosts/{cast.host.reference}/", f"/work/vacancies/{submitted.reference}/"]
    shown = [client.get(page) for page in pages]
    refused = client.post(f"/act/vacancy/{submitted.reference}/publish/", {"token": "own"})

    assert [answer.status_code for answer in [*shown, refused]] == [200, 200, 403]
    assert all("You belong to this organisation" in page.content.decode() for page in [*shown, refused])
    assert f"/act/vacancy/{submitted.reference}/publish/" not in shown[1].content.decode()


def test_who_asked_to_join_does_not_accept_themself(cast):
    user = joins_the_host(cast, "colleague", asked=True)
    asking = Membership.objects.get(user=user)

    answer = client_of(user).post(f"/work/hosts/{cast.host.reference}/members/{asking.pk}/accept/")

    asking.refresh_from_db()
    assert (answer.status_code, asking.valid_from) == (403, None)


def test_no_list_of_a_worker_shows_themself(cast):
    row = made.placement(cast, "proposed", vacancy=made.vacancy(cast.host))
    act(row, "want", by=cast["participant"])
    user = becomes_the_person(cast, "responsible", with_role=True)
    pages = ["/work/?whose=all", "/work/people/?whose=all", "/work/messages/?state=pending"]

    shown = {
        who.pk: {page: "Helmi" in english(who).get(page).content.decode() for page in pages}
        for who in (user, cast["colleague"])
    }

    assert shown == {user.pk: dict.fromkeys(pages, False), cast["colleague"].pk: dict.fromkeys(pages, True)}


def test_no_officer_refers_themself(cast):
    referrer = fresh(cast["referrer"])
    referrer_as_person = made.person(first_name="Marja", email=referrer.email)
    row = Participation(participant=referrer_as_person, municipality_id=made.HERE)

    assert not referrer.has_perm("programmes.refer_participation", row)
    assert fresh(cast["other_referrer"]).has_perm("programmes.refer_participation", row)


def test_a_place_of_ones_own_organisation_is_not_among_those_to_suggest(cast):
    page = f"/work/people/{cast.participation.reference}/propose/"
    before = client_of(cast["responsible"]).get(page).content.decode()

    after = client_of(joins_the_host(cast, "responsible")).get(page).content.decode()

    assert (cast.vacancy.reference in before, cast.vacancy.reference in after) == (True, False)


def test_no_message_about_ones_own_organisation_is_told_or_sent_again_by_oneself(cast):
    placement = made.placement(cast, "introduced", vacancy=made.vacancy(cast.host))
    rows = [cast.host, made.vacancy(cast.host, "submitted"), placement]
    waiting = [a_message_by_hand(row) for row in rows]
    user = joins_the_host(cast, "responsible")
    client, colleague = client_of(user), client_of(fresh(cast["colleague"]))

    own = [client.post(f"/work/messages/{one.pk}/{verb}/").status_code for one in waiting for verb in VERBS]
    listed = client.get("/work/messages/").context["lines"]
    others = [colleague.post(f"/work/messages/{one.pk}/told/").status_code for one in waiting]

    assert (own, listed) == ([404] * 6, [])
    assert others == [302] * 3
    assert set(
        Message.objects.filter(pk__in=[one.pk for one in waiting]).values_list("state", flat=True)
    ) == {"sent"}


VERBS = ("told", "again")


def a_message_by_hand(row: Any) -> Message:
    """A message about the row that a worker is to tell."""
    event = record(f"{row._meta.model_name}.changed", row, by=None)
    return Message.objects.create(
        event=event,
        template="correction",
        channel="worker",
        recipient_name="Yritys",
        not_before=event.at,
        state="by_hand",
    )
