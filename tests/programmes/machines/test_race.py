"""Eight at once: one wins, one event, and the others read a kind page."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from audit.models import Event
from notifications.models import Message
from programmes.employers.member_links import address_of
from programmes.employers.members import invite, signers_of
from programmes.models import Membership, Placement
from tests.programmes.employers.test_registration import answers as registration
from tests.programmes.machines import cast as made
from tests.programmes.participants.test_referrals import typed as referral
from tests.programmes.workspace.test_hosts_and_vacancies import host_form

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_committed")]


def at_once(number: int, act: Any) -> list[Any]:
    """What `act(i)` answered in each of `number` threads that started together."""
    answers: list[Any] = [None] * number
    gate = threading.Barrier(number)

    def run(place: int) -> None:
        try:
            gate.wait()
            answers[place] = act(place)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_eight_answers_at_once_make_one_transition_and_seven_kind_pages():
    cast = made.full_cast()
    row = made.placement(cast, "proposed")
    clients = [signed_in(cast["participant"]) for _number in range(8)]

    answers = at_once(
        8,
        lambda place: clients[place].post(
            f"/act/placement/{row.reference}/want/", {"token": f"token-{place}", "rank": "1"}
        ),
    )

    assert Counter(answer.status_code for answer in answers) == {303: 1, 409: 7}
    assert Event.objects.filter(verb="placement.wanted").count() == 1
    assert Message.objects.count() == 1
    losers = [answer.content.decode() for answer in answers if answer.status_code == 409]
    assert all("Tämä on jo tehty" in page for page in losers)


def test_two_people_at_once_are_told_who_was_faster():
    cast = made.full_cast()
    row = made.placement(cast, "introduced")
    people = ["host_admin", "host_member"] * 2
    clients = [signed_in(cast[name]) for name in people]

    answers = at_once(
        4,
        lambda place: clients[place].post(
            f"/act/placement/{row.reference}/accept/", {"token": f"token-{place}", "guide": "Raili"}
        ),
    )

    assert Counter(answer.status_code for answer in answers) == {303: 1, 409: 3}
    winner = people[[answer.status_code for answer in answers].index(303)]
    told = {
        people[place]: answer.content.decode()
        for place, answer in enumerate(answers)
        if answer.status_code == 409
    }
    other = next(name for name in told if name != winner)
    assert f"{winner.capitalize()} Testi" in told[other]


def test_one_form_sent_eight_times_is_one_transition():
    cast = made.full_cast()
    row = made.placement(cast, "proposed")
    clients = [signed_in(cast["participant"]) for _number in range(8)]

    answers = at_once(
        8,
        lambda place: clients[place].post(
            f"/act/placement/{row.reference}/want/", {"token": "same", "rank": "1"}
        ),
    )

    assert {answer.status_code for answer in answers} <= {302, 303}
    assert Event.objects.filter(verb="placement.wanted").count() == 1


MAKES = {
    "a referral": ("referrer", "/refer/new/", referral, "participation.referred"),
    "a workplace on its word": (
        "responsible",
        "/work/hosts/new/",
        lambda: host_form(business_id="1572860-0"),
        "host.registered",
    ),
    "a workplace": (
        "referrer",
        "/host/register/",
        lambda: registration(business_id="1572860-0"),
        "host.registered",
    ),
    "a place": ("host_admin", "/host/vacancies/new/", lambda: {"title": "Lumityöt"}, "vacancy.drafted"),
    "a place on its word": (
        "responsible",
        "/work/vacancies/new/?host={host}",
        lambda: {"title": "Lumityöt", "on_word": "phone"},
        "vacancy.drafted",
    ),
}


@pytest.mark.parametrize("what", MAKES)
def test_a_form_that_makes_something_sent_at_once_makes_it_once_and_leads_there(what):
    part, address, filled, verb = MAKES[what]
    cast = made.full_cast()
    address = address.format(host=cast.host.reference)
    before = Event.objects.filter(verb=verb).count()
    clients = [signed_in(cast[part]) for _number in range(4)]

    answers = at_once(4, lambda place: clients[place].post(address, filled() | {"token": "same"}))

    assert {answer.status_code for answer in answers} <= {302, 303}
    led = {client.get(answer.url).status_code for client, answer in zip(clients, answers, strict=True)}
    assert Event.objects.filter(verb=verb).count() == before + 1
    assert led == {200}


def test_the_last_seat_goes_to_one():
    cast = made.full_cast()
    rows = []
    for number in range(6):
        someone = made.person(first_name=f"Osallistuja{number}")
        rows.append(
            made.placement(
                cast, "introduced", participation=made.participation(cast, "active", participant=someone)
            )
        )
    clients = [signed_in(cast["host_admin"]) for _row in rows]

    answers = at_once(
        6,
        lambda place: clients[place].post(
            f"/act/placement/{rows[place].reference}/accept/", {"token": f"seat-{place}", "guide": "Veikko"}
        ),
    )

    assert Counter(answer.status_code for answer in answers) == {303: 1, 422: 5}
    assert Placement.objects.filter(state="accepted").count() == 1


def test_two_who_may_sign_remove_each_other_and_one_stays():
    cast = made.full_cast()
    other = Membership.objects.get(user=cast["host_member"])
    Membership.objects.filter(pk=other.pk).update(role="signer")
    both = [Membership.objects.get(user=cast["host_admin"]), other]
    clients = [signed_in(other.user), signed_in(cast["host_admin"])]

    at_once(
        2,
        lambda place: clients[place].post(f"/host/members/{cast.host.reference}/{both[place].pk}/remove/"),
    )

    assert signers_of(cast.host).count() == 1


def test_an_invitation_pressed_in_four_windows_at_once_is_used_once():
    cast = made.full_cast()
    invited = cast["partner"]
    row = invite(cast.host, by=cast["host_admin"], email=invited.email, role="guide")
    clients = [signed_in(invited) for _number in range(4)]

    answers = at_once(4, lambda place: clients[place].post(address_of(row)).status_code)

    assert Counter(answers) <= Counter({303: 4, 409: 3})
    assert Membership.objects.filter(host=cast.host, user=invited).count() == 1
    assert Event.objects.filter(verb="host.member_added").count() == 1
