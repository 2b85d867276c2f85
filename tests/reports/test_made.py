"""What the worker makes of the reports: asked for once, kept for who asked, told how far it is, and gone."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import Assignment
from accounts.selectors import forget_scope
from audit.models import Event
from notifications.models import Heartbeat
from programmes.personal import attachments
from reports.made import ordering
from reports.made.ordering import scope_mark
from reports.made.waiting import reports_wait
from reports.made.working import forget_old, make_reports
from reports.models import Making
from tests.factories.programmes import coordinator, manager

EACH = "/reports/municipality/files/pdf?municipality=all&period=2026-H1"
CSV = "/reports/outcomes/files/csv?period=2026-H1"
HX = {"HX-Request": "true"}


@pytest.fixture
def people(referral) -> None:
    referral("167", offered=20)
    referral("422")


@pytest.fixture
def reader(client, people):
    user = manager()
    client.force_login(user)
    return user


def order(client, address: str = EACH) -> tuple[str, Making]:
    """The page to which the order leads, and its row."""
    answer = client.get(address)
    assert answer.status_code == 303
    return answer["Location"], Making.objects.latest("pk")


def test_a_document_of_each_municipality_is_made_by_the_worker_and_each_download_is_on_record(client, reader):
    page, row = order(client)
    assert reports_wait()
    assert not Event.objects.filter(verb="report.exported").exists()

    assert make_reports() == 1

    row.refresh_from_db()
    assert (row.status, row.done, row.total, row.is_held, reports_wait()) == ("ready", 13, 13, False, False)
    assert f'href="{page}file/"' in client.get(page).content.decode()
    for taken in (1, 2):
        found = client.get(f"{page}file/")
        with zipfile.ZipFile(io.BytesIO(found.content)) as folder:
            assert len(folder.namelist()) == 13
        events = Event.objects.filter(verb="report.exported")
        assert [each.data["municipality"] for each in events] == ["all"] * taken
    assert "attachment" in found["Content-Disposition"]
    assert "2026-H1.zip" in found["Content-Disposition"]


def test_what_waits_already_is_not_asked_for_twice(client, reader):
    first, second = order(client), order(client)

    assert first == second
    make_reports()
    assert order(client) != first


def test_few_documents_and_few_people_are_not_waited_for(client, people):
    client.force_login(coordinator("422"))

    assert client.get(EACH).status_code == 200
    assert client.get(CSV).status_code == 200
    assert not Making.objects.exists()


def test_a_file_over_many_people_is_made_by_the_worker(client, reader, monkeypatch):
    monkeypatch.setattr(ordering, "MANY_PEOPLE", 1)

    page, _row = order(client, CSV)
    make_reports()

    assert client.get(f"{page}file/").content.decode("utf-8-sig").startswith("from,to,table")


def test_the_bar_comes_again_until_the_file_is_there(client, reader):
    page, _row = order(client)
    Making.objects.update(is_held=True, beat_at=timezone.now(), done=4, total=13)

    whole, bar = client.get(page).content.decode(), client.get(page, headers=HX).content.decode()

    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in whole
    assert 'value="4"' in bar
    assert "<main" not in bar
    assert client.get(f"{page}file/").status_code == 404
    Making.objects.update(is_held=False)
    make_reports()
    assert client.get(page, headers=HX)["HX-Refresh"] == "true"
    assert 'http-equiv="refresh"' not in client.get(page).content.decode()


def test_it_is_said_where_no_worker_is_at_it(client, reader):
    page, _row = order(client)
    away = "ei vastaa juuri nyt"
    assert away in client.get(page).content.decode()

    Heartbeat.objects.create(name="tyontekija", at=timezone.now())

    assert away not in client.get(page).content.decode()


def test_another_persons_file_is_not_found(client, reader):
    page, _row = order(client)
    make_reports()
    client.force_login(manager())

    assert client.get(page).status_code == 404
    assert client.get(f"{page}file/").status_code == 404


def test_a_file_of_an_area_that_is_not_the_own_any_more_is_not_found(client, people, monkeypatch):
    monkeypatch.setattr(ordering, "MANY_PEOPLE", 0)
    user = coordinator("422")
    client.force_login(user)
    page, _row = order(client, CSV)
    make_reports()
    assert client.get(f"{page}file/").status_code == 200

    Assignment.objects.filter(user=user).update(municipality_id="167")
    forget_scope(user)

    assert client.get(f"{page}file/").status_code == 404


def made(user, **fields) -> Making:
    asked = {"kind": "file", "report": "outcomes", "file_format": "csv", "language": "en"}
    days = {"period_from": date(2026, 1, 1), "period_to": date(2026, 6, 30), "asked_at": timezone.now()}
    return Making.objects.create(asked_by=user, scope=scope_mark(user), **asked | days | fields)


def test_what_cannot_be_made_says_so_and_holds_nobody_else(client, reader):
    lost = made(reader, report="municipality", municipality="999")
    tired = made(reader, attempts=3)
    whole = made(reader)

    assert make_reports() == 3

    states = dict(Making.objects.values_list("pk", "status"))
    assert states == {lost.pk: "failed", tired.pk: "failed", whole.pk: "ready"}
    assert "an error of its own" in client.get(f"/reports/made/{lost.reference}/").content.decode()


def test_one_is_made_at_a_time_and_a_silent_worker_is_missed(reader):
    held = made(reader, is_held=True, beat_at=timezone.now())
    made(reader)
    assert (reports_wait(), make_reports()) == (False, 0)

    Making.objects.filter(pk=held.pk).update(beat_at=timezone.now() - timedelta(minutes=6))

    assert reports_wait()
    assert make_reports() == 2


def test_files_go_after_a_day(reader):
    old, young, held = made(reader), made(reader), made(reader)
    make_reports()
    where = Making.objects.get(pk=old.pk).file
    long_ago = timezone.now() - timedelta(hours=25)
    Making.objects.filter(pk__in=[old.pk, held.pk]).update(asked_at=long_ago)
    Making.objects.filter(pk=held.pk).update(is_held=True)

    assert (forget_old(), forget_old()) == (1, 0)

    assert set(Making.objects.values_list("pk", flat=True)) == {young.pk, held.pk}
    with pytest.raises(FileNotFoundError):
        attachments.opened(where)
