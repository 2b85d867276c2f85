"""Official statistics beside our own figures: the newest first, until when each is known, and its limits."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from areas.models import ServiceStock, StatusAfterService, UnemploymentMonth
from areas.selectors import after_services
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


def after(table: str, kind: str, year: int, ended: int, unemployed: int | None, served: int | None) -> None:
    StatusAfterService.objects.create(
        table=table,
        service_code=str(StatusAfterService.objects.count()),
        service_fi=kind,
        year=year,
        ended=ended,
        unemployed_3m=unemployed,
        in_services_3m=served,
    )


@pytest.fixture
def worked_by_hand(reference) -> None:
    """Try-outs of two codes, coaching of which the services are not known, a sum, a table that ends later."""
    StatusAfterService.objects.all().delete()
    for year in (2021, 2022):
        after("12uw", "Työkokeilu", year, 100, 40, 30)
        after("12uw", "Työkokeilu", year, 300, 100, 70)
        after("12uw", "Yhteensä", year, 400, 140, 100)
        after("12us", "Uravalmennus", year, 50, 20, None)
        after("12us", "Uravalmennus", year, 900, None, None)
    after("12uw", "Työkokeilu", 2023, 100, 90, 5)


def test_kinds_are_added_up_and_what_is_not_known_is_no_nought(worked_by_hand):
    found = after_services()

    assert found is not None
    assert (found.last, found.whole, sorted(found.years)) == (2022, 2021, [2021, 2022])
    tryouts, coached = found.years[2021]["Työkokeilu"], found.years[2021]["Uravalmennus"]
    assert (tryouts.ended, tryouts.unemployed_share, tryouts.in_services_share) == (400, 35.0, 25.0)
    assert (coached.ended, coached.unemployed_share, coached.in_services_share) == (50, 40.0, None)
    together = found.of_all(2022)
    assert (together.ended, together.unemployed, together.known) == (450, 160, 400)
    assert together.in_services_share == 25.0


def test_the_page_says_where_each_series_ends_and_what_it_does_not_tell(client, worked_by_hand):
    ServiceStock.objects.filter(month__gt=date(2021, 5, 1)).delete()
    client.force_login(manager())

    page = client.get("/reports/context/", headers={"accept-language": "en"})

    after_page, stocks = page.context["after"], page.context["stocks"]
    assert (after_page["whole"], after_page["last"], stocks["newest"]) == ("2021", "2022", "5/2021")
    assert [row[0] for row in after_page["year_rows"]] == ["2022", "2021"]
    assert [row[0] for row in stocks["rows"]][:2] == ["5/2021", "4/2021"]
    assert [row.url for row in after_page["own_rows"]] == [
        "/reports/indicators/O1/",
        "/reports/indicators/O2/",
    ]
    text = page.content.decode()
    for chart in ("after-service", "after-service-years", "in-services", "unemployment"):
        assert f"/reports/charts/{chart}/svg" in text
        assert f"/reports/charts/{chart}/csv" in text
    assert 'id="after-service"' in text
    assert 'id="in-services"' in text


def test_a_part_that_is_not_loaded_is_not_on_the_page_and_has_no_files(client):
    StatusAfterService.objects.all().delete()
    ServiceStock.objects.all().delete()
    client.force_login(manager())

    text = client.get("/reports/context/").content.decode()

    assert 'id="after-service"' not in text
    assert 'id="in-services"' not in text
    assert "/reports/charts/unemployment/svg" in text
    for chart in ("after-service", "after-service-years", "in-services"):
        assert client.get(f"/reports/charts/{chart}/csv", {"period": "2026-H1"}).status_code == 404


def test_the_file_tells_the_newest_year_first_and_leaves_empty_what_is_not_known(client, worked_by_hand):
    client.force_login(manager())

    def rows(chart: str) -> list[dict[str, str]]:
        told = client.get(f"/reports/charts/{chart}/csv", {"period": "2026-H1"}).content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(told)))

    assert [row["year"] for row in rows("after-service-years")] == ["2022", "2021"]
    kinds = {row["service"]: row for row in rows("after-service")}
    assert float(kinds["Työkokeilu"]["unemployed_share"]) == 35.0
    assert kinds["Uravalmennus"]["in_services_share"] == ""
    months = rows("in-services")
    assert months[0]["month"] > months[1]["month"]
