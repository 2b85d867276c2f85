"""Official unemployment beside our own headline: the newest month first, and until when it is known."""

from __future__ import annotations

from datetime import date

import pytest

from areas.models import UnemploymentMonth
from reports.context import MONTHS_SHOWN, official_context
from reports.periods import Period
from reports.right_to_work import count_right_to_work
from tests.factories.programmes import coordinator, manager
from tests.reports.people import frames_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
REPORT = count_right_to_work(frames_of([]), Period.named("2026-H1"), [])


def month(code: str, day: date, unemployed: int, labour_force: int) -> None:
    share = round(100 * unemployed / labour_force, 1)
    UnemploymentMonth.objects.create(
        municipality_id=code, month=day, unemployed=unemployed, labour_force=labour_force, share_pct=share
    )


def test_the_area_is_the_sum_of_its_municipalities_and_the_newest_comes_first():
    month("167", date(2026, 9, 1), 100, 1000)
    month("422", date(2026, 9, 1), 50, 200)
    month("167", date(2026, 10, 1), 120, 1000)

    found = official_context(REPORT, None)

    assert found is not None
    assert [(one.month, one.unemployed) for one in found.months[:2]] == [
        (date(2026, 10, 1), 120),
        (date(2026, 9, 1), 150),
    ]
    assert found.months[1].share == 12.5
    assert len(found.months) == MONTHS_SHOWN
    assert [(place.code, place.share, place.share_before) for place in found.places] == [("167", 12.0, None)]


def test_a_coordinator_reads_the_own_municipalities():
    month("167", date(2026, 9, 1), 100, 1000)
    month("422", date(2026, 9, 1), 50, 200)

    found = official_context(REPORT, frozenset({"422"}))

    assert found is not None
    assert {place.code for place in found.places} == {"422"}
    assert found.months[0].unemployed == 50


def test_the_page_says_until_when_it_is_known(client):
    client.force_login(coordinator("422"))
    page = client.get("/reports/context/").content.decode()

    newest = UnemploymentMonth.objects.order_by("-month")[0].month
    assert f"{newest.month}/{newest.year}" in page
    assert "Lieksa" in page


def test_without_official_figures_the_page_says_so(client):
    UnemploymentMonth.objects.all().delete()
    client.force_login(manager())

    page = client.get("/reports/context/")

    assert page.status_code == 200
    assert "load_statistics" in page.content.decode()
