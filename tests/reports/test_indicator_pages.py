"""The first page of the figures, the page of each indicator, and the people behind a figure."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from itertools import chain
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Event, Read
from programmes.documents.pdf import styles
from programmes.participants.models import Participation
from reports.behind import Which, has_people, people_behind
from reports.cache import indicator_of, right_to_work_of
from reports.figures import count_figures
from reports.goals import ensure_goals
from reports.indicators import INDICATORS
from reports.indicators.process import waiting_for_first_offer
from reports.outputs import picture
from reports.periods import Period
from reports.right_to_work import FEWEST_TO_COMPARE, count_right_to_work
from reports.selectors import frames_for
from tests.factories.programmes import coordinator, manager
from tests.reports.conftest import place
from tests.reports.people import frames_of, participation, placement

HALF = {"period": "2026-H1"}
PERIOD = Period.named("2026-H1")
WITH_PAGE = [name for name, line in INDICATORS.items() if line.in_all]


@pytest.fixture
def people(referral):
    """Two in Joensuu, one with an offer in time; one in Lieksa without."""
    ensure_goals()
    return referral("167", offered=10), referral("167", offered=100), referral("422")


def shown(client, address: str, **query) -> str:
    response = client.get(address, HALF | query)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("name", [name for name in WITH_PAGE if name != "O7"])
def test_every_indicator_has_a_page_with_and_without_anybody(client, people, name):
    client.force_login(manager())
    address = reverse("reports:indicator", args=[name])

    for period in ("2026-H1", "2024-Q1"):
        page = shown(client, address, period=period)
        assert "NaN" not in page
        assert "nan %" not in page


@pytest.mark.parametrize("name", WITH_PAGE)
def test_the_files_of_an_indicator_are_its_figures_and_its_quarters(client, people, name):
    client.force_login(manager())

    told = client.get(reverse("reports:indicator_file", args=[name, "csv"]), HALF)
    drawn = client.get(reverse("reports:indicator_file", args=[name, "svg"]), HALF)

    rows = list(csv.DictReader(io.StringIO(told.content.decode("utf-8-sig"))))
    assert {row["indicator"] for row in rows} <= {name, "O5"}
    assert {row["by"] for row in rows} >= ({""} if name == "O7" else {"", "municipality"})
    assert ElementTree.fromstring(drawn.content).tag.endswith("svg")  # noqa: S314 - our own drawing
    taken = Event.objects.filter(verb="report.exported").values_list("data__report", "data__format")
    assert sorted(taken) == [(name, "csv"), (name, "svg")]


def test_euros_of_a_few_people_are_told_nowhere(client, referral):
    for _number in range(4):
        at_work = referral("422", benefit_days_at_referral=500)
        place(
            at_work,
            at_work.referred_on,
            programme_type="open_job",
            agreed_on=date(2026, 1, 7),
            starts_on=date(2026, 1, 7),
        )
    client.force_login(manager())
    sum_of_four = next(
        each.value for each in count_figures(frames_for(None), PERIOD) if each.indicator == "O7"
    )
    report = right_to_work_of(None, PERIOD)

    assert sum_of_four
    assert [each.value for each in report.figures if each.indicator == "O7"] == [None]
    assert [each.value for each in indicator_of(None, "O7", PERIOD).figures] == [None]
    asked = client.get(reverse("reports:indicator", args=["O7"]), HALF)
    assert asked.url == f"{reverse('reports:municipal_finance')}?period=2026-H1"
    assert client.get(asked.url).status_code == 200


def test_a_picture_has_the_colours_of_the_documents():
    for name in ("INK", "INK_2", "FOREST", "CLOUDBERRY", "SUNK", "LINE"):
        assert getattr(picture, name) == f"#{getattr(styles, name).hexval()[2:]}", name


def test_days_that_lie_ahead_are_told_and_not_counted_as_missed(client, people):
    client.force_login(manager())
    ahead = timezone.localdate() + timedelta(days=1)

    page = client.get("/reports/", {"period": "own", "from": "1.1.2026", "to": f"{ahead:%-d.%-m.%Y}"})

    assert page.status_code == 200
    assert "to" in page.context["form"].errors
    assert page.context["form"].chosen_period.end < timezone.localdate()


@pytest.mark.parametrize("name", ["O5", "X1", "p3"])
def test_what_is_no_figure_of_everyone_has_no_page(client, reference, db, name):
    client.force_login(manager())

    assert client.get(reverse("reports:indicator", args=[name])).status_code == 404


def test_the_first_page_tells_the_headline_three_sentences_and_every_figure(client, people):
    client.force_login(manager())

    page = shown(client, "/reports/")

    assert "33,3" in page
    assert "Ensimmäistä tarjousta odottaa" in page
    for name in WITH_PAGE:
        assert f'href="{reverse("reports:indicator", args=[name])}?period=2026-H1"' in page, name
    assert "/reports/right-to-work/files/pdf?period=2026-H1" in page


def test_what_rose_and_fell_are_shares_of_enough_people():
    def wave(start: date, offered: int) -> tuple[list, list]:
        rows = [
            participation(f"{start}-{number}", referred_on=start, plan_made_on=start + timedelta(days=number))
            for number in range(FEWEST_TO_COMPARE)
        ]
        return rows, [placement(row["participation_id"], start + timedelta(days=5)) for row in rows[:offered]]

    before, after = wave(date(2025, 1, 7), 4), wave(date(2026, 1, 7), 16)
    report = count_right_to_work(frames_of(before[0] + after[0], before[1] + after[1]), PERIOD, [])

    assert report.rose is not None
    assert (report.rose.indicator, report.rose.previous, report.rose.value) == ("P3", 20.0, 80.0)
    assert report.fell is None

    few = count_right_to_work(frames_of(before[0] + after[0][:19], before[1] + after[1]), PERIOD, [])
    assert few.rose is None


def test_those_wait_who_have_had_no_offer_and_are_neither_gone_nor_on_hold():
    day = date(2026, 6, 30)
    long_ago, lately = day - timedelta(days=91), day - timedelta(days=90)
    rows = [
        participation("late", referred_on=long_ago),
        participation("in time", referred_on=lately, accepted_on=lately),
        participation("offered", referred_on=long_ago),
        participation("gone", referred_on=long_ago, withdrawn_on=day),
        participation("back", referred_on=long_ago, returned_on=day),
        participation("held", referred_on=long_ago, accepted_on=long_ago, started_on=long_ago),
    ]
    frames = frames_of(rows, [placement("offered", day)], holds=[("held", long_ago, None)])

    waiting = waiting_for_first_offer(frames.as_of(day), day)

    assert (waiting.count, waiting.late) == (2, 1)


def test_behind_a_figure_stand_those_it_counts_and_those_it_does_not(people, client):
    offered, late, far = people
    user = manager()
    client.force_login(user)
    address = reverse("reports:people", args=["P3"])

    def names(**query) -> set[str]:
        page = shown(client, address, **query)
        return {row.reference for row in people if re.search(rf"/work/people/{row.reference}/", page)}

    assert names() == {late.reference, far.reference}
    assert names(which="counted") == {offered.reference}
    assert names(which="all", group="municipality:422") == {far.reference}
    assert names(which="unknown") == set()
    looks = Read.objects.filter(page="reports:people").order_by("pk")
    assert [look.count for look in looks] == [2, 1, 1]


def test_a_coordinator_finds_the_people_of_the_own_area_alone(people, client):
    offered, late, far = people
    client.force_login(coordinator("422"))

    page = shown(client, reverse("reports:people", args=["P3"]), which="all")

    assert f"/work/people/{far.reference}/" in page
    assert not any(f"/work/people/{row.reference}/" in page for row in (offered, late))


@pytest.mark.parametrize("name", ["S1", "P8", "O6", "O7", "O5"])
def test_behind_places_words_and_euros_no_people_are_shown(client, reference, db, name):
    client.force_login(manager())

    assert not has_people(name)
    assert client.get(reverse("reports:people", args=[name])).status_code == 404


@pytest.mark.parametrize(
    "query", [{"which": "every"}, {"group": "municipality:x"}, {"group": "x"}, {"page": "9999"}]
)
def test_a_choice_that_is_none_is_told_and_nothing_falls_over(people, client, query):
    client.force_login(manager())

    assert client.get(reverse("reports:people", args=["P3"]), HALF | query).status_code == 200


@pytest.mark.parametrize("name", [name for name in INDICATORS if has_people(name)])
def test_the_parts_behind_a_figure_make_up_its_count(people, name):
    frames = frames_for(None)
    figure = count_figures(frames, PERIOD, indicators=[name])[0]
    parts = [people_behind(frames, name, PERIOD, which) for which in Which if which is not Which.ALL]
    whole = people_behind(frames, name, PERIOD, Which.ALL)

    assert sorted(chain(*parts)) == whole
    assert len(whole) <= figure.n
    assert Participation.objects.filter(pk__in=whole).count() == len(whole)
