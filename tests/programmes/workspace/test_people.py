"""The caseload and the person's page."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Read
from programmes.participants import services
from programmes.participants.models import NextStep, Participation
from programmes.participants.steps import tell_last_day
from programmes.workspace.timeline import timeline_of
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

PEOPLE = "/work/people/"


def shown(desk, query=""):
    answer = desk.get(f"{PEOPLE}{query}", follow=True)
    return [row.participant.last_name for row, _cells in answer.context["people"]]


def person_url(row, name="work:person"):
    return reverse(name, args=[row.reference])


def test_the_caseload_shows_own_people_by_name(desk, worker):
    make.participation("active", by=worker, person=make.participant(last_name="Öhman"))
    make.participation("active", by=worker, person=make.participant(last_name="Abdi"))
    make.participation("active", person=make.participant(last_name="Toisen"))

    assert shown(desk) == ["Abdi", "Öhman"]


def test_everyone_in_the_area_is_one_choice_away_and_nobody_beyond_it(desk, worker):
    make.participation("active", person=make.participant(last_name="Joensuussa"))
    make.participation("active", person=make.participant(last_name="Lieksassa", municipality=make.LIEKSA))

    assert shown(desk, "?whose=all") == ["Joensuussa"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?state=waiting", ["Odottaja"]),
        ("?q=äijä", ["Äijälä"]),
        ("?q=Äijälä+Aino", ["Äijälä"]),
        ("?late=on", ["Äijälä"]),
        ("?no_step=on", ["Odottaja"]),
        ("?municipality=167", ["Odottaja", "Äijälä"]),
        ("?municipality=422", []),
        ("?state=ended", ["Valmis"]),
    ],
)
def test_filters_narrow_the_list(desk, worker, query, names):
    make.participation("waiting", by=worker, person=make.participant(last_name="Odottaja"))
    late = make.participation("active", by=worker, person=make.participant(last_name="Äijälä"))
    make.participation("ended", by=worker, person=make.participant(last_name="Valmis"))
    yesterday, soon = timezone.localdate() - timedelta(days=1), timezone.localdate() + timedelta(days=3)
    NextStep.objects.filter(participation=late).update(due_on=yesterday)
    NextStep.objects.create(participation=late, what="Puhelu", due_on=soon)
    tell_last_day([late.pk])

    assert shown(desk, query) == names


def test_three_people_cost_as_many_queries_as_one(desk, worker):
    def count():
        with CaptureQueriesContext(connection) as found:
            desk.get(PEOPLE)
        return len(found)

    make.participation("active", by=worker)
    desk.get(PEOPLE)
    once = count()
    make.participation("active", by=worker)
    make.participation("waiting", by=worker)

    assert (count(), once <= 17) == (once, True)


def test_a_look_at_a_person_is_on_record(desk, worker):
    row = make.participation("active", by=worker)

    desk.get(person_url(row))

    look = Read.objects.get()
    assert (look.reader, look.object_type, look.object_id, look.role) == (
        worker, "participant", row.participant_id, "coordinator",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["work:person", "work:propose"])
def test_a_person_out_of_scope_is_not_found(desk, name):
    row = make.participation("active", person=make.participant(municipality=make.LIEKSA))

    assert desk.get(person_url(row, name)).status_code == 404


def test_a_new_next_step_replaces_the_open_one(desk, worker):
    row = make.participation("active", by=worker)
    due_on = timezone.localdate() + timedelta(days=10)

    answer = desk.post(
        person_url(row, "work:next_step"), {"what": "Soitto Kelaan", "due_on": f"{due_on:%d.%m.%Y}"}
    )

    assert answer.status_code == 303
    assert [step.what for step in row.next_steps.filter(done_on=None)] == ["Soitto Kelaan"]


def test_a_wrong_next_step_keeps_what_was_typed(desk, worker):
    row = make.participation("active", by=worker)

    answer = desk.post(person_url(row, "work:next_step"), {"what": "Soitto Kelaan", "due_on": "eilen"})

    assert (answer.status_code, 'value="Soitto Kelaan"' in answer.content.decode()) == (422, True)
    assert row.next_steps.count() == 1


def test_a_colleague_cannot_set_the_step_of_anothers_person(desk):
    row = make.participation("active")

    answer = desk.post(person_url(row, "work:next_step"), {"what": "x", "due_on": "1.1.2030"})

    assert answer.status_code == 403


def test_the_timeline_tells_every_step_in_words(worker):
    row = make.placement("accepted", by=worker)

    entries = timeline_of([row.participation, row])

    assert [entry.title for entry in entries if "." in entry.title] == []
    assert len(entries) == 7


@pytest.mark.parametrize(
    "state", ["referred", "returned", "waiting", "active", "on_hold", "withdrawn", "ended"]
)
def test_the_page_opens_in_every_state(desk, worker, state):
    row = make.participation(state, by=worker)

    page = desk.get(person_url(row))

    assert (page.status_code, str(row.participant) in page.content.decode()) == (200, True)


def test_steps_set_one_after_another_are_one_line(worker):
    row = make.participation("active", by=worker)
    for _number in range(3):
        services.set_next_step(row, what="Soitto", due_on=timezone.localdate(), by=worker)

    entries = timeline_of([row])

    assert len(entries) == 4
    assert "2" in entries[0].text


@pytest.mark.parametrize("state", [*make.PLACEMENT_PATH, "declined", "refused"])
def test_the_placement_page_opens_in_every_state(desk, worker, state):
    row = make.placement(state, by=worker)

    page = desk.get(reverse("work:placement", args=[row.reference]))

    assert (page.status_code, row.title in page.content.decode()) == (200, True)


def test_the_strip_tells_of_the_placement_that_waits_for_the_viewer(desk, worker):
    row = make.placement("accepted", by=worker)

    turn = desk.get(person_url(row.participation)).context["turn"]
    assert (turn.kind, turn.due_on) == ("mine", row.due_on)


def test_search_finds_people_whatever_their_state(desk, worker):
    row = make.participation("ended", by=worker)

    assert shown(desk, f"?q={row.participant.last_name}") == [row.participant.last_name]
    assert Participation.objects.count() == 1


def test_whom_one_looks_for_stands_in_no_address_of_the_answer(desk, worker):
    for number in range(26):
        person = make.participant(last_name="Yrjänä", first_name=f"Eka{number}")
        make.participation("active", by=worker, person=person)

    sent = desk.post(PEOPLE, {"q": "yrjän", "whose": "all", "municipality": "167", "page": "2"})
    answer = desk.get(sent.url)

    addresses = [sent.url, *re.findall(r'(?:href|action)="([^"]*)"', answer.content.decode())]
    assert answer.context["count"] == 26
    assert parse_qs(urlsplit(sent.url).query).keys() == {"whose", "municipality", "sought"}
    assert [one for one in addresses if "yrj" in unquote(one).casefold()] == []
    assert [
        row.participant.last_name
        for row, _cells in desk.get(PEOPLE + answer.context["next_url"]).context["people"]
    ] == ["Yrjänä"]
    assert ("yrjän", "?whose=all&municipality=167") in [
        (chip, address) for chip, address in answer.context["chips"]
    ]


def test_each_search_field_for_people_sends_what_is_written_in_it_by_post(desk):
    for page in ("/work/", PEOPLE):
        form = re.search(r'<form[^>]*role="search"[^>]*>', desk.get(page).content.decode())[0]
        assert 'method="post"' in form


def test_a_search_that_does_not_open_says_so_and_shows_the_list(desk, worker):
    make.participation("active", by=worker, person=make.participant(last_name="Abdi"))

    answer = desk.get(f"{PEOPLE}?sought=gAAAA-ä")

    assert "Kirjoita nimi uudelleen" in answer.content.decode()
    assert [row.participant.last_name for row, _cells in answer.context["people"]] == ["Abdi"]


def test_the_search_of_the_morning_finds_people_of_the_whole_scope_and_nobody_beyond(desk, worker):
    make.participation("active", by=worker, person=make.participant(last_name="Toisen"))
    make.participation("active", person=make.participant(last_name="Toisen"))
    make.participation("active", person=make.participant(last_name="Toisen", municipality=make.LIEKSA))

    assert (shown(desk, "?q=toisen"), shown(desk, "?q=toisen&whose=mine")) == (["Toisen"] * 2, ["Toisen"])
