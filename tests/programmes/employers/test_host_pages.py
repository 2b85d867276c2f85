"""The host's pages: what waits, the people as they chose to be seen, nobody else's rows."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from programmes.employers import services
from programmes.employers.models import Membership
from programmes.placements import services as placement_services
from programmes.placements.models import Placement
from tests.depth import crossed
from tests.factories import programmes as make
from workflow.services import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
SEEN = ["introduced", "accepted", "signing", "agreed", "active", "ended", "closed", "refused"]


def signed_in(client: Client, user: User, language: str = "fi") -> Client:
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def a_host(seats: int = 3):
    """A host with a person who acts for it and one open place."""
    employer = make.host()
    return make.host_person(employer), make.vacancy(employer=employer, title="Puistotyö", seats=seats)


def somebody(state: str, place, **fields):
    """A placement at `place` of a person with much to hide."""
    person = make.participant(first_name="Toivo", last_name="Salainen", phone="050 999 8888", **fields)
    return make.placement(
        state, row=make.participation("active", person=person, aim="Salainen toive"), place=place
    )


@pytest.mark.parametrize(("state", "language"), crossed(SEEN, ["fi", "fi-simple", "sv", "en"]))
def test_pages_tell_of_every_state_in_every_language(client, state, language):
    user, place = a_host()
    row = somebody(state, place)
    signed_in(client, user, language)

    urls = ["/host/", "/host/vacancies/", reverse("host:placement", args=[row.reference]),
            reverse("host:vacancy", args=[place.reference])]  # fmt: skip
    pages = [client.get(url) for url in urls]

    assert [page.status_code for page in pages] == [200] * 4
    assert all("%(" not in page.content.decode() for page in pages)


@pytest.mark.parametrize("state", ["introduced", "accepted", "refused"])
def test_a_host_reads_the_first_name_and_no_more(client, state):
    user, place = a_host()
    row = somebody(state, place)
    signed_in(client, user)

    urls = [
        "/host/",
        reverse("host:placement", args=[row.reference]),
        reverse("host:vacancy", args=[place.reference]),
        f"/act/placement/{row.reference}/accept/",
    ]
    pages = "".join(client.get(url).content.decode() for url in urls)

    assert "Toivo" in pages
    assert [word for word in ("Salainen", "050 999 8888", "Salainen toive") if word in pages] == []


def test_a_host_reads_what_the_person_chose_to_show(client):
    user, place = a_host()
    person = make.participant(first_name="Toivo", phone="050 999 8888")
    row = make.participation("active", person=person)
    kind = place.programme_types.get()
    offered = placement_services.propose(row, [(place, kind)], by=row.coordinator, only_one_reason="Yksi.")
    placement = offered.placements.get()
    act(placement, "want", by=row.coordinator, on_word="phone", shown_to_host=["phone"])
    placement_services.introduce(placement, by=row.coordinator)

    page = signed_in(client, user).get(reverse("host:placement", args=[placement.reference])).content.decode()

    assert "050 999 8888" in page


@pytest.mark.parametrize("state", ["proposed", "wanted", "declined"])
def test_before_an_introduction_a_host_sees_nobody(client, state):
    user, place = a_host()
    row = somebody(state, place)

    signed_in(client, user)

    assert client.get(reverse("host:placement", args=[row.reference])).status_code == 404
    assert "Toivo" not in client.get("/host/").content.decode()


def test_another_hosts_rows_are_not_found(client):
    user, _place = a_host()
    _other, theirs = a_host()
    row = somebody("introduced", theirs)
    signed_in(client, user)

    assert client.get(reverse("host:placement", args=[row.reference])).status_code == 404
    for name in ("host:vacancy", "host:vacancy_edit", "host:vacancy_preview"):
        assert client.get(reverse(name, args=[theirs.reference])).status_code == 404
    assert client.get(reverse("host:vacancy_new"), {"copy": theirs.reference}).status_code == 404


def test_pages_are_for_hosts_only(client):
    signed_in(client, make.coordinator())

    urls = ["/host/", "/host/vacancies/", "/host/vacancies/new/", "/host/members/"]
    assert [client.get(url).status_code for url in urls] == [403] * 4


def test_a_full_place_is_said_in_words_and_nothing_typed_is_lost(client):
    user, place = a_host(seats=1)
    first, second = somebody("introduced", place), somebody("introduced", place)
    placement_services.accept(first, by=user, guide="Raili")
    signed_in(client, user)

    answer = client.post(
        f"/act/placement/{second.reference}/accept/", {"token": "t-1", "guide": "Pirkko Ohjaaja"}
    )

    assert answer.status_code == 422
    assert "Täynnä" in answer.content.decode()
    assert "Pirkko Ohjaaja" in answer.content.decode()


def test_saying_yes_twice_is_one_yes(client):
    user, place = a_host()
    row = somebody("introduced", place)
    signed_in(client, user)

    answers = [
        client.post(f"/act/placement/{row.reference}/accept/", {"token": "t-2", "guide": "Raili"})
        for _press in range(2)
    ]

    assert Placement.objects.get(pk=row.pk).state == "accepted"
    assert all(answer.status_code in {302, 303} for answer in answers)


def test_a_member_who_asks_is_let_in_by_the_administrator_only(client):
    user, place = a_host()
    newcomer = make.account()
    asked = services.ask_to_join(place.host, by=newcomer)
    member = make.host_person(place.host, role="contact")
    url = reverse("host:accept_member", args=[asked.pk])

    by_member = signed_in(client, member).post(url).status_code
    by_admin = signed_in(client, user).post(url).status_code

    assert (by_member, by_admin) == (403, 303)
    assert Membership.objects.get(pk=asked.pk).valid_from is not None


@pytest.mark.parametrize("people", [1, 3])
def test_the_hosts_page_asks_the_database_the_same_for_one_and_three(
    client, django_assert_max_num_queries, people
):
    user, place = a_host(seats=5)
    for _number in range(people):
        somebody("introduced", place)
        somebody("signing", place)
    signed_in(client, user)

    with django_assert_max_num_queries(15):
        assert client.get("/host/").status_code == 200


def test_what_waits_has_a_button_and_no_tag_that_looks_like_one(client):
    user, place = a_host()
    row = somebody("introduced", place)

    page = signed_in(client, user).get("/host/").content.decode()
    card = page.split("Toivo</h2>")[1].split("</li>")[0]

    assert (
        f'<a class="btn" href="{reverse("host:placement", args=[row.reference])}">Vastaa esittelyyn' in card
    )
    assert 'class="tag' not in card


def test_a_number_that_was_shown_rings(client):
    user, place = a_host()
    row = make.participation("active", person=make.participant(phone="050 999 8888"))
    kind = place.programme_types.get()
    offered = placement_services.propose(row, [(place, kind)], by=row.coordinator, only_one_reason="Yksi.")
    placement = offered.placements.get()
    act(placement, "want", by=row.coordinator, on_word="phone", shown_to_host=["phone"])
    placement_services.introduce(placement, by=row.coordinator)

    page = signed_in(client, user).get(reverse("host:placement", args=[placement.reference])).content.decode()

    assert 'href="tel:0509998888"' in page


@pytest.mark.parametrize("state", ["introduced", "signing"])
def test_a_places_page_tells_what_waits_for_the_host_at_its_people(client, state):
    user, place = a_host()
    somebody(state, place)

    turn = signed_in(client, user).get(reverse("host:vacancy", args=[place.reference])).context["turn"]

    assert turn.kind == "mine"
    assert turn.title.startswith("Toivo: ")


def test_who_asks_to_join_waits_for_the_administrator(client):
    user, place = a_host()
    asks = make.account(first_name="Raili", last_name="Uusi")
    services.ask_to_join(place.host, by=asks)

    page = signed_in(client, user).get("/host/")

    assert "Raili Uusi" in page.content.decode()
    assert "Sinun ei tarvitse" not in page.content.decode()
