"""A sample for an audit: by chance, again the same, on record, and nothing of anybody but what it is for."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import pytest

from audit.models import Event, Read
from programmes.participants.models import EuraRecord, Participation
from programmes.placements.models import Agreement, AttendanceDay, AttendanceMonth, Signature
from reports.periods import Period
from reports.sample.drawing import draw, population_of
from reports.sample.services import draw_sample
from reports.selectors import frames_for
from tests.factories.programmes import account, coordinator, manager
from tests.reports.conftest import place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
HALF = Period(date(2026, 1, 1), date(2026, 6, 30))


@pytest.fixture
def people(referral):
    """Six people who were accepted in the half year, one of them with a place, an agreement and days."""
    rows = [
        referral(accepted_on=date(2026, 1, 12), grounds="long_unemployed", aim="Salainen tavoite")
        for _ in range(6)
    ]
    placement = place(
        rows[0],
        date(2026, 1, 20),
        agreed_on=date(2026, 2, 1),
        starts_on=date(2026, 2, 9),
        state="active",
        weekly_hours=20,
    )
    agreement = Agreement.objects.create(placement=placement, content={"name": "Aino"}, sha256="ab" * 32)
    Signature.objects.create(agreement=agreement, party="participant", name="Aino Karvinen")
    month = AttendanceMonth.objects.create(placement=placement, month=date(2026, 2, 1), state="approved")
    AttendanceDay.objects.create(month=month, on=date(2026, 2, 9), kind="present", hours=5)
    AttendanceDay.objects.create(month=month, on=date(2026, 2, 10), kind="away_unknown")
    EuraRecord.objects.create(
        participation=rows[0], kind="start", state="refused", on=date(2026, 2, 1), why="Soitettu kahdesti"
    )
    return rows


def files_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_the_same_number_draws_the_same_people_and_another_one_others():
    everyone = list(range(100, 200))

    assert draw(everyone, 10, 7) == draw(everyone, 10, 7)
    assert draw(everyone, 10, 7).keys != draw(everyone, 10, 8).keys
    assert len(set(draw(everyone, 10, 7).keys)) == 10
    assert draw(everyone, 10, 7).fingerprint != draw(everyone[1:], 10, 7).fingerprint


def test_everybody_is_drawn_as_often_as_anybody():
    times = dict.fromkeys(range(10), 0)
    for seed in range(1, 2001):
        for key in draw(list(times), 3, seed).keys:
            times[key] += 1

    assert all(500 < count < 700 for count in times.values())  # 600 each


def test_those_whose_accepted_time_touches_the_period_can_be_drawn(referral):
    days = {"accepted_on": date(2025, 3, 1), "referred_on": date(2025, 2, 1)}
    there = referral(**days)
    until_then = referral(**days, started_on=date(2025, 3, 2), ended_on=date(2026, 1, 1))
    before = referral(**days, started_on=date(2025, 3, 2), ended_on=date(2025, 12, 31))
    later = referral(referred_on=date(2026, 6, 1), accepted_on=date(2026, 7, 1))
    never = referral()

    found = population_of(frames_for(None), HALF)

    assert found == [there.pk, until_then.pk]
    assert not {before.pk, later.pk, never.pk} & set(found)


def test_more_than_there_are_draws_all_and_nobody_draws_nobody(people):
    drawn, content = draw_sample(HALF, 50, 3, by=manager())
    assert len(drawn.keys) == drawn.population == 6
    assert content

    Participation.objects.update(accepted_on=None)
    drawn, content = draw_sample(HALF, 50, 3, by=manager())
    assert (drawn.keys, content) == ((), b"")


def test_the_folder_tells_grounds_eura_agreement_and_days(people):
    _drawn, content = draw_sample(HALF, 6, 3, by=manager())

    files = files_of(content)
    assert [name.rpartition(".")[2] for name in files] == ["txt", "csv", "csv", "csv"]
    about, persons, agreements, days = files.values()
    reference = people[0].reference
    own = next(row for row in rows_of(persons) if row[0] == reference)
    assert "1.2.2026" in own
    assert len(rows_of(persons)) == 7
    (agreement,) = rows_of(agreements)[1:]
    assert agreement[0] == reference
    assert agreement[-1] == "ab" * 32
    (month,) = rows_of(days)[1:]
    assert month[2:9] == ["2026-02", month[3], "1", "5", "1", "1", "0"]
    assert " 3:" in about
    assert "6" in about


def test_the_folder_says_nothing_of_anybody_but_what_it_is_for(people):
    _drawn, content = draw_sample(HALF, 6, 3, by=manager())

    whole = "".join(files_of(content).values())
    for secret in ("Aino", "Karvinen", "1985", "Salainen", "Soitettu", "female", "Nainen"):
        assert secret not in whole


def test_the_same_sample_is_the_same_folder_byte_for_byte(people):
    chief = manager()

    assert draw_sample(HALF, 3, 9, by=chief) == draw_sample(HALF, 3, 9, by=chief)


def test_who_drew_how_and_whom_is_on_record(people):
    chief = manager()
    drawn, _content = draw_sample(HALF, 3, 9, by=chief)

    event = Event.objects.get(verb="sample.drawn")
    assert (event.actor, event.data["seed"], event.data["people"], event.data["all"]) == (chief, 9, 3, 6)
    read = Read.objects.get(page="reports:sample")
    assert read.count == 3
    shown = Participation.objects.filter(pk__in=drawn.keys).values_list("participant__reference", flat=True)
    assert set(read.shown.split()) == set(shown)


def test_the_page_answers_with_the_folder_and_lists_the_draw(client, people):
    client.force_login(manager())
    sent = {"period": "2026-H1", "people": "2", "seed": "77"}

    answer = client.post("/reports/sample/", sent)

    assert answer["Content-Type"] == "application/zip"
    assert "77.zip" in answer["Content-Disposition"]
    assert len(rows_of(files_of(answer.content)["ihmiset.csv"])) == 3
    page = client.get("/reports/sample/").content.decode()
    assert "seed=77" in page
    assert 'value="77"' in client.get("/reports/sample/?period=2026-H1&people=2&seed=77").content.decode()


@pytest.mark.parametrize(
    "wrong", [{"people": "0"}, {"people": "201"}, {"people": "kaksi"}, {"seed": "-1"}, {"period": "2026-H9"}]
)
def test_a_wrong_wish_is_refused_in_words_and_nobody_is_drawn(client, people, wrong):
    client.force_login(manager())

    answer = client.post("/reports/sample/", {"period": "2026-H1", "people": "2"} | wrong)

    assert answer.status_code == 422
    assert not Event.objects.filter(verb="sample.drawn").exists()
    for value in wrong.values():
        assert f'value="{value}"' in answer.content.decode() or "period" in wrong


def test_a_period_with_nobody_says_so(client, reference):
    client.force_login(manager())

    answer = client.post("/reports/sample/", {"period": "2026-H1", "people": "2"})

    assert answer.status_code == 422
    assert not Read.objects.filter(page="reports:sample").exists()


@pytest.mark.parametrize("who", [coordinator, lambda: account("auditor")])
def test_nobody_else_draws(client, people, who):
    client.force_login(who())

    assert client.get("/reports/sample/").status_code == 403
    assert client.post("/reports/sample/", {"period": "2026-H1", "people": "2"}).status_code == 403
