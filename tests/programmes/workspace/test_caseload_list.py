"""The caseload as a list: order, key-set pages, columns, day 90, saved lists, files."""

import io
from datetime import date, timedelta
from itertools import chain
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Event, Read
from programmes.participants.models import NextStep, Participant, Participation
from programmes.participants.promise import OFFER_DAYS, waiting_for_offer, waits_for_offer
from programmes.participants.states import ParticipationState
from programmes.participants.steps import tell_last_day
from programmes.workspace.models import SavedList
from programmes.workspace.saved import MOST
from programmes.workspace.sorting import SORTS
from programmes.workspace.views import caseload as page
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

PEOPLE = "/work/people/"


def named(last_name, state="active", **fields):
    person = {name: fields.pop(name) for name in ("restricted", "phone", "first_name") if name in fields}
    return make.participation(state, person=make.participant(last_name=last_name, **person), **fields)


def names(answer):
    return [row.participant.last_name for row, _cells in answer.context["people"]]


def walk(client, query=""):
    """The names of every page, one after the other, and back again."""
    there, back, address = [], [], f"{PEOPLE}{query}"
    for _page in range(50):
        answer = client.get(address)
        there.append(names(answer))
        if not answer.context["next_url"]:
            break
        address = PEOPLE + answer.context["next_url"]
    for _page in range(50):
        back.append(names(answer))
        if not answer.context["previous_url"]:
            break
        answer = client.get(PEOPLE + answer.context["previous_url"])
    return there, list(reversed(back))


# As kielitoimistonohjepankki.fi orders names; a particle stands with its first letter (decision 25).
IN_FINNISH = ["Aalto", "af Hällström", "Virtanen", "von Wright", "Wirtanen", "Zitting", "Åberg", "Äijälä"]


def test_names_stand_in_the_finnish_alphabet_on_every_database(desk, worker):
    for name in reversed(IN_FINNISH):
        named(name, by=worker)

    there, _back = walk(desk)

    assert there == [IN_FINNISH]
    assert walk(desk, "?sort=-name")[0] == [list(reversed(there[0]))]


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_goes_through_everybody_once_in_pages_both_ways(desk, worker, monkeypatch, sort):
    monkeypatch.setattr(page, "PAGE", 3)
    today = timezone.localdate()
    for number in range(10):
        row = named(f"Sama{number // 4}", "active" if number % 3 else "waiting", by=worker)
        Participation.objects.filter(pk=row.pk).update(referred_on=today - timedelta(days=40 - number // 2))
        if number % 4 == 0:
            NextStep.objects.filter(participation=row).update(done_on=today)
        elif number % 3:
            NextStep.objects.filter(participation=row).update(due_on=today + timedelta(days=number // 5))
        tell_last_day([row.pk])

    there, back = walk(desk, f"?sort={sort}")

    assert sorted(chain(*there)) == sorted(f"Sama{number // 4}" for number in range(10))
    assert [len(one) for one in there] == [3, 3, 3, 1]
    assert there == back


def test_a_page_goes_on_from_a_row_and_never_counts_off(desk, worker, monkeypatch):
    monkeypatch.setattr(page, "PAGE", 2)
    for number in range(7):
        named(f"Nimi{number}", by=worker)
    second = PEOPLE + desk.get(PEOPLE).context["next_url"]

    with CaptureQueriesContext(connection) as asked:
        answer = desk.get(second)

    assert names(answer) == ["Nimi2", "Nimi3"]
    assert [one for one in asked if "OFFSET" in one["sql"]] == []
    assert "Nimi" not in second


def test_nobody_is_passed_by_when_the_last_row_has_moved_meanwhile(desk, worker, monkeypatch):
    monkeypatch.setattr(page, "PAGE", 2)
    today = timezone.localdate()
    rows = [named(f"Nimi{number}", by=worker) for number in range(5)]
    for number, row in enumerate(rows):
        NextStep.objects.filter(participation=row).update(due_on=today + timedelta(days=number))
        tell_last_day([row.pk])
    answer = desk.get(f"{PEOPLE}?sort=step")
    NextStep.objects.filter(participation=rows[1]).update(due_on=today + timedelta(days=60))
    tell_last_day([rows[1].pk])

    assert names(desk.get(PEOPLE + answer.context["next_url"])) == ["Nimi2", "Nimi3"]


@pytest.mark.parametrize("where", ["after=x", "before=gAAAAä", "after=", "before=1&after=2"])
def test_a_place_that_does_not_open_is_the_first_page(desk, worker, where):
    named("Aalto", by=worker)

    assert names(desk.get(f"{PEOPLE}?{where}")) == ["Aalto"]


def referred_days_ago(row, days):
    day = timezone.localdate() - timedelta(days=days)
    Participation.objects.filter(pk=row.pk).update(
        referred_on=day,
        accepted_on=day if row.accepted_on else None,
        started_on=day if row.started_on else None,
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?day90=passed", ["Ohi"]),
        ("?day90=14", ["Kymmenen", "Nolla", "Ohi"]),
        ("?day90=30", ["Kolmekymmentä", "Kymmenen", "Nolla", "Ohi"]),
        ("?sort=day90", ["Ohi", "Nolla", "Kymmenen", "Kolmekymmentä", "Uusi", "Tarjottu"]),
    ],
)
def test_day_90_without_an_offer_is_a_filter_and_an_order(desk, worker, query, expected):
    for name, days in (("Ohi", 91), ("Nolla", 90), ("Kymmenen", 80), ("Kolmekymmentä", 60), ("Uusi", 5)):
        referred_days_ago(named(name, by=worker), days)
    offered = make.placement("proposed", by=worker).participation
    Participant.objects.filter(pk=offered.participant_id).update(last_name="Tarjottu")
    referred_days_ago(offered, 200)

    assert names(desk.get(PEOPLE + query)) == expected


def test_the_countdown_stands_in_words_and_stops_at_the_first_offer(desk, worker):
    waits, late = named("Aalto", by=worker), named("Björk", by=worker)
    referred_days_ago(waits, OFFER_DAYS - 12)
    referred_days_ago(late, OFFER_DAYS + 2)
    make.placement("proposed", by=worker)

    cells = {
        row.participant.last_name: next(cell for column, cell in told if column.code == "day90")
        for row, told in desk.get(PEOPLE).context["people"]
    }

    assert ("12" in cells["Aalto"].text, cells["Aalto"].tone) == (True, "warn")
    assert ("2" in cells["Björk"].text, cells["Björk"].tone) == (True, "late")
    assert [cell.text for name, cell in cells.items() if name not in {"Aalto", "Björk"}] == [""]


@pytest.mark.parametrize("state", ParticipationState.values)
def test_the_rule_of_day_90_is_the_same_in_hand_and_in_the_database(worker, state):
    row = make.participation(state, by=worker)

    assert Participation.objects.filter(waiting_for_offer()).exists() == waits_for_offer(row, offered=False)


def test_columns_are_chosen_and_stay_in_the_address(desk, worker):
    named("Aalto", by=worker, phone="040 123 4567")

    answer = desk.get(f"{PEOPLE}?col=phone&col=nonsense")

    assert [column.label for column in answer.context["columns"]][1:] == ["Puhelin"]
    assert "040 123 4567" in answer.content.decode()
    assert "col=phone" in answer.context["tabs"][0].url
    sent = desk.post(PEOPLE, {"q": "", "whose": "all", "sort": "step", "col": ["phone", "state"]})
    kept = parse_qs(urlsplit(sent.url).query)
    assert kept == {"whose": ["all"], "sort": ["step"], "col": ["phone", "state"]}


def test_a_protected_address_is_in_no_column_and_no_file(desk, worker):
    row = named("Salattu", by=worker, restricted=True, phone="040 999 8888")
    query = "?col=phone&col=municipality&col=state"

    shown = desk.get(PEOPLE + query)
    assert "040 999 8888" not in shown.content.decode()
    cells = {column.code: cell.text for column, cell in shown.context["people"][0][1]}
    assert cells["municipality"] == cells["phone"] == "Turvakielto"
    for kind in ("csv", "xlsx"):
        content = desk.get(f"{PEOPLE}list.{kind}{query}").content
        text = content.decode() if kind == "csv" else str(list(sheet(content).values))
        assert "Salattu" in text
        assert "040 999 8888" not in text
        assert str(row.municipality) not in text


def sheet(content):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_a_file_has_the_people_columns_and_order_of_the_page(desk, worker):
    for name, days in (("Aalto", 3), ("Öhman", 1), ("Björk", 2)):
        row = named(name, by=worker)
        NextStep.objects.filter(participation=row).update(
            what="Soitto", due_on=timezone.localdate() + timedelta(days=days)
        )
        tell_last_day([row.pk])
    named("Toisen")
    named("Valmis", "ended", by=worker)
    query = "?sort=step&col=step&col=state"
    page_names = names(desk.get(PEOPLE + query))

    csv = desk.get(f"{PEOPLE}list.csv{query}")
    rows = list(sheet(desk.get(f"{PEOPLE}list.xlsx{query}").content).values)

    lines = csv.content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == [row[0] for row in rows[1:]] == page_names
    assert lines[0].split(",") == list(rows[0])
    assert len(rows[0]) == 2 + 1 + 2
    assert rows[1][4].date() == timezone.localdate() + timedelta(days=1)
    assert "attachment" in csv["Content-Disposition"]


def test_a_file_is_a_logged_read_of_each_person_and_tells_who_took_it(desk, worker):
    rows = [named(name, by=worker) for name in ("Aalto", "Björk")]

    desk.get(f"{PEOPLE}list.csv")

    read = Read.objects.get(page="work:people_file")
    assert (read.reader, read.count) == (worker, 2)
    assert all(row.participant.reference in read.shown for row in rows)
    assert Event.objects.get(verb="caseload.exported").data == {"format": "csv", "people": 2}


@pytest.mark.parametrize("nasty", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")'])
def test_no_cell_of_a_file_is_run(desk, worker, nasty):
    row = named("Aalto", by=worker, first_name=nasty)
    NextStep.objects.filter(participation=row).update(what=nasty)

    line = desk.get(f"{PEOPLE}list.csv?col=step").content.decode("utf-8-sig").splitlines()[1]
    book = sheet(desk.get(f"{PEOPLE}list.xlsx?col=step").content)

    assert "'" + nasty.replace('"', '""') in line
    assert {cell.data_type for cell in book[2]} <= {"s", "n", "d"}


def test_the_chosen_are_taken_as_a_file_too(desk, worker):
    first, _second = named("Aalto", by=worker), named("Björk", by=worker)

    answer = desk.post("/work/people/together/", {"act": "csv", "who": "chosen", "chosen": [first.reference]})

    assert [line.split(",")[0] for line in answer.content.decode("utf-8-sig").splitlines()[1:]] == ["Aalto"]


def test_whoever_does_not_see_somebody_does_not_take_them_in_a_file(desk):
    make.participation("active", person=make.participant(last_name="Kaukana", municipality=make.LIEKSA))

    assert "Kaukana" not in desk.get(f"{PEOPLE}list.csv?whose=all").content.decode()
    assert desk.get(f"{PEOPLE}list.pdf").status_code == 404


def save(desk, name, **query):
    return desk.post("/work/people/saved/", {"name": name, **query})


def test_a_list_is_saved_by_name_opens_the_same_and_is_changed_under_the_same_name(desk, worker):
    saved = save(desk, "Myöhässä", whose="mine", late="on", sort="step", col=["step", "state"])
    answer = desk.get(saved.url)

    assert parse_qs(urlsplit(saved.url).query) == {
        "whose": ["mine"], "late": ["on"], "sort": ["step"], "col": ["state", "step"],
    }  # fmt: skip
    assert [(row.name, link.current) for row, link in answer.context["saved"]] == [("Myöhässä", True)]
    save(desk, "Myöhässä", whose="all")
    assert SavedList.objects.get().query == "whose=all"


def test_whom_one_looks_for_is_not_saved(desk, worker):
    sent = desk.post(PEOPLE, {"q": "Virtanen", "whose": "all"})

    save(desk, "Haku", **{name: one[0] for name, one in parse_qs(urlsplit(sent.url).query).items()})

    assert SavedList.objects.get().query == "whose=all"


def test_the_twenty_first_list_is_refused_with_words_and_what_was_typed(desk, worker):
    for number in range(MOST):
        save(desk, f"Lista {number}")

    answer = save(desk, "Vielä yksi")

    assert (answer.status_code, SavedList.objects.count()) == (422, MOST)
    assert 'value="Vielä yksi"' in answer.content.decode()
    assert "20" in " ".join(answer.context["save_form"].errors["name"])


def test_a_list_is_forgotten_by_its_owner_alone(desk, worker, client):
    save(desk, "Oma")
    row = SavedList.objects.get()
    client.force_login(make.coordinator(first_name="Toinen"))
    client.post(reverse("work:forget_list", args=[row.pk]))
    assert client.get(PEOPLE).context["saved"] == []
    assert SavedList.objects.count() == 1

    client.force_login(worker)
    client.post(reverse("work:forget_list", args=[row.pk]))

    assert SavedList.objects.count() == 0


def test_a_colleagues_people_are_a_choice(desk, worker):
    other = make.coordinator(first_name="Toinen")
    named("Oma", by=worker)
    named("Toisen", by=other)

    assert names(desk.get(f"{PEOPLE}?coordinator={other.pk}")) == ["Toisen"]
    assert names(desk.get(f"{PEOPLE}?coordinator=x&whose=all")) in (["Oma"], ["Oma", "Toisen"])


def test_dates_of_long_ago_do_not_break_the_order(desk, worker):
    row = named("Vanha", by=worker)
    NextStep.objects.filter(participation=row).update(due_on=date(2001, 1, 1))
    tell_last_day([row.pk])

    assert names(desk.get(f"{PEOPLE}?sort=step")) == ["Vanha"]
