"""The pages and files of the reports: who reads them, what they say, what goes on record."""

import csv
import io
import json
from datetime import date

import pytest
from django.urls import reverse

from audit.models import Event
from audit.services import record
from programmes.servicepoints.models import Feedback
from reports.figures import Figure
from reports.goals import ensure_goals
from reports.presentation import is_flagged, ratio_words
from reports.selectors import frames_for
from tests.factories.programmes import account, coordinator, manager

PAGE = "/reports/right-to-work/"
HALF = {"period": "2026-H1"}


@pytest.fixture
def people(referral):
    """Two in Joensuu, one with an offer in time; one in Lieksa without."""
    ensure_goals()
    referral("167", offered=10)
    referral("167", offered=100)
    referral("422")


def page(client, user, **query) -> str:
    client.force_login(user)
    response = client.get(PAGE, query or HALF)
    assert response.status_code == 200
    return response.content.decode()


def test_addresses_of_the_reports():
    assert reverse("reports:index") == "/reports/"
    assert reverse("reports:right_to_work") == PAGE
    assert reverse("reports:download", args=["right-to-work", "pdf"]) == "/reports/right-to-work/files/pdf"


@pytest.mark.parametrize("address", ["/reports/", PAGE, "/reports/right-to-work/files/pdf"])
@pytest.mark.parametrize(
    "role", ["participant", "host_admin", "referrer", "editor", "auditor", "administrator"]
)
def test_those_without_the_duty_are_refused(client, reference, db, role, address):
    client.force_login(account(role))

    assert client.get(address).status_code == 403


@pytest.mark.parametrize("address", ["/reports/", PAGE, "/reports/right-to-work/files/pdf"])
def test_strangers_are_asked_to_sign_in(client, reference, db, address):
    response = client.get(address)

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_index_leads_to_the_report(client, reference, db):
    client.force_login(manager())

    assert f'href="{PAGE}"' in client.get("/reports/").content.decode()


def test_manager_reads_the_share_of_the_whole_area_with_goal_and_n(client, people):
    text = page(client, manager())

    assert "33,3" in text
    assert "<span>n 3</span>" in text
    assert "90" in text


def test_coordinator_reads_the_own_area(client, people):
    text = page(client, coordinator("167"))

    assert "50,0" in text
    assert "<span>n 2</span>" in text
    assert "Lieksa</th>" not in text


def test_wrong_days_are_told_at_the_field_and_what_was_typed_stays(client, people):
    text = page(client, manager(), period="own", **{"from": "1.5.2026", "to": "1.4.2026"})

    assert "error-summary" in text
    assert 'value="1.5.2026"' in text
    assert 'value="1.4.2026"' in text


def test_days_of_ones_own_are_counted(client, people):
    text = page(client, manager(), period="own", **{"from": "1.4.2026", "to": "30.4.2026"})

    assert "<span>n 3</span>" in text


def test_days_before_there_were_figures_are_told_at_the_field(client, people):
    text = page(client, manager(), period="own", **{"from": "1.1.0001", "to": "1.4.2026"})

    assert "error-summary" in text


@pytest.mark.parametrize("value", ["2026-Q9", "x", "1"])
def test_unknown_period_shows_an_error_and_not_a_traceback(client, people, value):
    assert "error-summary" in page(client, manager(), period=value)


def test_page_has_nothing_inline(client, people):
    text = page(client, manager())

    assert "<style" not in text
    assert " style=" not in text
    assert "<script>" not in text


def test_second_reading_is_kept_until_something_happens(
    client, people, django_assert_max_num_queries, referral
):
    user = manager()
    page(client, user)
    with django_assert_max_num_queries(25):
        page(client, user)

    row = referral("167", offered=1)
    client.get("/reports/right-to-work/files/json", HALF)  # an act about nobody
    before = page(client, user)
    record("participation.called", row, by=user)
    after = page(client, user)

    assert "<span>n 3</span>" in before
    assert "<span>n 4</span>" in after


@pytest.mark.parametrize(
    ("file_format", "content_type", "start"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        ("csv", "text/csv; charset=utf-8", "\ufefffrom,to,indicator".encode()),
        ("json", "application/json", b'{\n "version": 1'),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
def test_files_come_in_each_format_and_go_on_record(client, people, file_format, content_type, start):
    user = manager()
    client.force_login(user)

    response = client.get(f"/reports/right-to-work/files/{file_format}", HALF)

    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="oikeus-tyohon-2026-H1.{file_format}"'
    assert response.content.startswith(start)
    event = Event.objects.get(verb="report.exported")
    assert event.actor_id == user.pk
    assert event.data == {
        "report": "right-to-work",
        "format": file_format,
        "from": "2026-01-01",
        "to": "2026-06-30",
    }


def test_files_of_a_coordinator_hold_the_own_area_only(client, people):
    client.force_login(coordinator("422"))

    text = client.get("/reports/right-to-work/files/csv", HALF).content.decode("utf-8-sig")

    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["indicator"] == "P3"]
    assert {row["group"]: row["n"] for row in rows if row["by"] == "municipality"} == {"422": "1"}
    assert [row["n"] for row in rows if not row["by"]] == ["1"]


def test_json_file_is_the_document_of_the_contract(client, people):
    client.force_login(manager())

    document = json.loads(client.get("/reports/right-to-work/files/json", HALF).content)

    assert list(document) == ["version", "from", "to", "generated_at", "definitions", "figures"]
    assert document["definitions"]["P3"]["name"] == {
        "fi": "Tarjous 90 päivässä",
        "sv": "Erbjudande inom 90 dagar",
        "en": "Offer within 90 days",
        "fi-simple": "Kuinka moni sai ehdotuksen 90 päivässä",
    }
    offers = next(each for each in document["figures"] if each["indicator"] == "P3")
    assert offers == {
        "indicator": "P3",
        "by": None,
        "group": None,
        "n": 3,
        "k": 1,
        "unknown": 0,
        "value": 100 / 3,
        "mean": None,
        "hidden": False,
        "flag": None,
        "goal": 90.0,
        "previous": None,
    }


@pytest.mark.parametrize("path", ["right-to-work/files/doc", "shoes/files/pdf"])
def test_files_that_do_not_exist_are_not_found(client, people, path):
    client.force_login(manager())

    assert client.get(f"/reports/{path}", HALF).status_code == 404
    assert not Event.objects.filter(verb="report.exported").exists()


@pytest.mark.parametrize(("n", "flagged"), [(4, False), (5, True)])
def test_ratio_of_fewer_than_five_people_is_shown_without_its_flag(n, flagged):
    ratio = Figure("O5", "gender", "other", n, None, 0, 0.64, flag="below_0.80")

    assert is_flagged(ratio) is flagged
    assert ("<" in ratio_words(ratio)) is flagged


def test_a_report_is_counted_anew_after_feedback_and_not_before(client, people, monkeypatch):
    reads = []
    monkeypatch.setattr(
        "reports.cache.frames_for", lambda viewer, **more: reads.append(1) or frames_for(viewer, **more)
    )
    user = manager()
    client.force_login(user)
    first = client.get("/reports/", HALF).content.decode()
    client.get("/reports/", HALF)
    assert len(reads) == 1

    feedback = Feedback.objects.create(
        kind="experience", score=9, text="–", given_on=date(2026, 3, 3), municipality_id="167"
    )
    record("feedback.given", feedback, by=None)

    assert "+100,0" not in first
    assert "+100,0" in client.get("/reports/", HALF).content.decode()
