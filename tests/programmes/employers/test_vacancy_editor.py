"""The vacancy editor: each step kept on the server, also while much is missing."""

import re

import pytest
from django.urls import reverse

from programmes.catalogue.scales import Demand
from programmes.employers.additionality import QUESTIONS
from programmes.employers.models import Vacancy
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def employer():
    return make.host()


@pytest.fixture
def host(client, employer):
    client.force_login(
        make.host_person(employer), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def edit(vacancy: Vacancy, step: str) -> str:
    return f"{reverse('host:vacancy_edit', args=[vacancy.reference])}?step={step}"


def test_a_name_is_enough_to_keep_a_draft(host, employer):
    answer = host.post("/host/vacancies/new/", {"token": "t", "title": "Lumityöt"})

    kept = Vacancy.objects.get(host=employer)
    assert (answer.status_code, answer.url) == (303, edit(kept, "where"))
    assert (kept.state, kept.title, kept.tasks) == ("draft", "Lumityöt", "")


def test_the_same_first_step_twice_makes_one_draft(host):
    for _press in range(2):
        host.post("/host/vacancies/new/", {"token": "t", "title": "Lumityöt"})

    assert Vacancy.objects.count() == 1


def test_without_a_name_what_was_typed_stays(host):
    answer = host.post("/host/vacancies/new/", {"token": "t", "title": "", "tasks": "Lumen luontia."})

    assert answer.status_code == 422
    assert "Lumen luontia." in answer.content.decode()


def test_an_occupation_is_searched_and_picked_without_javascript(host):
    host.post("/host/vacancies/new/", {"token": "t", "title": "Siivous", "search": "siivooja", "find": "1"})
    kept = Vacancy.objects.get()

    page = host.get(f"{edit(kept, 'task')}&search=siivooja").content.decode()
    code = page.split('name="occupation_group"')[1].split('value="')[1].split('"')[0]
    host.post(edit(kept, "task"), {"title": "Siivous", "search": "siivooja", "occupation_group": code})

    kept = Vacancy.objects.get()
    assert kept.occupation_group_id == code


def test_all_steps_make_a_place_that_can_be_sent(host, employer):
    host.post(
        "/host/vacancies/new/",
        {"token": "t", "title": "Lumityöt", "tasks": "Lunta.", "occupation_group": "9613"},
    )
    kept = Vacancy.objects.get()
    steps = {
        "where": {"street_address": "Kylätie 1", "municipality": make.JOENSUU, "start_from_on": "1.12.2026"},
        "hours": {"weekly_hours_min": "8", "weekly_hours_max": "16", "seats": "2", "graded_hours": "on"},
        "demands": dict.fromkeys(list(Demand.values)[:5], "2"),
        "support": {
            "adjustments": "Oma tahti\n- Taukoja",
            "guide": "Raili",
            "programme_types": [make.programme_type().pk],
        },
    }
    for step, told in steps.items():
        assert host.post(edit(kept, step), told).status_code == 303

    kept = Vacancy.objects.get()
    assert kept.missing() == []
    assert (kept.adjustments, kept.seats, kept.demands["lifting"]) == (["Oma tahti", "Taukoja"], 2, 2)
    answers = dict.fromkeys(QUESTIONS, "no")
    assert host.post(f"/act/vacancy/{kept.reference}/submit/", {"token": "s"} | answers).status_code == 303
    kept = Vacancy.objects.get()
    assert kept.state == "submitted"


def test_hours_in_the_wrong_order_are_told_and_stay_typed(host, employer):
    draft = make.vacancy("draft", employer=employer)

    answer = host.post(
        edit(draft, "hours"), {"weekly_hours_min": "20", "weekly_hours_max": "8", "seats": "1"}
    )

    assert answer.status_code == 422
    assert 'value="20"' in answer.content.decode()


def test_a_copy_has_everything_of_the_earlier_one_but_its_state(host, employer):
    earlier = make.vacancy("open", employer=employer, seats=4)

    host.post("/host/vacancies/new/", {"token": "t", "copy": earlier.reference, "title": "Toinen"})

    copy = Vacancy.objects.exclude(pk=earlier.pk).get()
    assert (copy.state, copy.title, copy.seats, copy.demands) == ("draft", "Toinen", 4, earlier.demands)
    assert list(copy.programme_types.all()) == list(earlier.programme_types.all())


def test_an_open_place_is_not_edited(host, employer):
    place = make.vacancy("open", employer=employer)

    seen = host.get(edit(place, "task"))
    sent = host.post(edit(place, "task"), {"title": "Muutettu"})

    place = Vacancy.objects.get()
    assert (seen.status_code, sent.status_code) == (303, 422)
    assert place.title == "Kylätalon apulainen"


@pytest.mark.parametrize("step", ["task", "where", "hours", "demands", "support", "nothing"])
def test_every_step_opens(host, employer, step):
    assert host.get(edit(make.vacancy("draft", employer=employer), step)).status_code == 200


def test_the_preview_reads_as_a_participant_reads_it(host, employer):
    draft = make.vacancy("draft", employer=employer)

    page = host.get(reverse("host:vacancy_preview", args=[draft.reference])).content.decode()

    assert "Näin osallistuja lukee tämän" in page
    assert "10–25 h viikossa" in page


def test_a_number_too_long_for_any_row_is_no_choice(host, employer):
    vacancy = make.vacancy("draft", employer=employer)

    answer = host.post(edit(vacancy, "support"), {"programme_types": ["1" * 40]})

    assert (answer.status_code, vacancy.programme_types.count()) == (422, 1)


@pytest.mark.parametrize(
    ("told", "first"), [("", "Jatka kirjoittamista"), ("Pihan hoitoa.", "Lähetä tarkistettavaksi")]
)
def test_a_draft_shows_one_thing_to_do_first(host, employer, told, first):
    draft = make.vacancy("draft", employer=employer, tasks=told)

    page = host.get(reverse("host:vacancy", args=[draft.reference])).content.decode()

    assert re.findall(r'<(?:a|button) class="btn"[^>]*>(?:<svg.*?</svg>)?\s*([^<]+)<', page, re.DOTALL) == [
        first
    ]


def test_no_seats_is_told_in_plain_words(host, employer):
    draft = make.vacancy("draft", employer=employer)

    answer = host.post(edit(draft, "hours"), {"seats": "0"})

    assert answer.status_code == 422
    assert "Kirjoita, montako ihmistä mahtuu: vähintään yksi." in answer.content.decode()
