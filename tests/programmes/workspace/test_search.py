"""The search of every page: people by any part or spelling, workplaces, places; nobody of another area."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Read
from programmes.workspace.search import find
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

URL = "/work/search/"


def named(first_name, last_name, **fields):
    person = make.participant(first_name=first_name, last_name=last_name, **fields)
    return make.participation("active", person=person)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("väänänen", "VÄÄNÄNEN"),
        ("vaananen", "Väänänen"),
        ("öhman", "Kivi-Öhman"),
        ("kivi-öhman", "Kivi-Öhman"),
        ("KARPPI", "Karppinen"),
    ],
)
def test_people_are_found_by_any_form_and_part_of_the_name(worker, asked, name):
    row = named("Aino", name)
    named("Eino", "Toinen")

    assert find(worker, asked).people == [row]


@pytest.mark.parametrize("asked", ["Karpinen", "aino karpinen", "Karppisen"])
def test_a_slip_of_the_hand_finds_who_has_nearly_the_name(worker, asked):
    row = named("Aino", "Karppinen")
    named("Eino", "Toinen")

    found = find(worker, asked)

    assert (found.people, found.near) == ([], [row])


@pytest.mark.parametrize("asked", ["040 555 0177", "+358 40 5550177", "0405550177", "5550177"])
def test_a_telephone_is_found_in_any_spelling(worker, asked):
    row = named("Aino", "Karppinen", phone="0405550177")

    assert find(worker, asked).people == [row]


def test_a_reference_finds_its_person_and_a_business_id_its_workplace(worker):
    row, host = named("Aino", "Karppinen"), make.host(name="Metalliverstas Oy")
    place = make.vacancy(host, title="Hitsaajan apulainen")

    assert find(worker, row.reference).people == [row]
    assert find(worker, host.business_id).hosts == [host]
    assert find(worker, "hitsaaja").vacancies == [place]
    assert find(worker, "metalli").hosts == [host]


def test_nobody_of_another_area_is_found_by_anything(worker):
    person = make.participant(last_name="Kaukainen", phone="0405550199", municipality=make.LIEKSA)
    row = make.participation("referred", person=person)

    for asked in ("Kaukainen", "Kaukanen", "0405550199", row.reference):
        assert find(worker, asked).nothing, asked


def test_words_never_stand_in_the_address_and_each_look_is_on_record(desk, worker):
    row = named("Aino", "Karppinen")

    answer = desk.post(URL, {"q": "Karppinen"})
    with CaptureQueriesContext(connection) as queries:
        page = desk.get(answer.url)

    assert "karppinen" not in answer.url.lower()
    assert reverse("work:person", args=[row.reference]) in page.content.decode()
    assert len(queries) <= 15
    assert Read.objects.filter(reader=worker, page="work:search").exists()


@pytest.mark.parametrize("asked", ["", "   ", "ä" * 300, "%", "'; --", "0", "🙂"])
def test_odd_words_are_answered(desk, asked):
    answer = desk.post(URL, {"q": asked}, follow=True)

    assert answer.status_code == 200


def test_the_search_is_on_every_page_of_the_workspace(desk, worker):
    row = named("Aino", "Karppinen")

    for url in ("/work/", "/work/hosts/", reverse("work:person", args=[row.reference])):
        assert f'action="{URL}"' in desk.get(url).content.decode(), url
