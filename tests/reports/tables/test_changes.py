"""What has changed since the last board: then as it was known then, now as it is known now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from audit.models import Event
from programmes.exchange.models import DemoStamp
from programmes.participants.models import Participation
from reports.board_days.services import note
from reports.figures import count_figures
from reports.models import BoardDay, MonthlyReport
from reports.periods import Period
from reports.selectors import frames_for
from reports.tables.changes import FEWEST_TO_COMPARE, Change, count_changes, year_up_to
from reports.tables.listed import TABLE_REPORTS
from tests.factories.programmes import coordinator, manager
from tests.reports.conftest import place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
SINCE = Period(date(2026, 6, 1), date(2026, 9, 30))


@pytest.fixture
def people(referral):
    """Ten people due before the board, five in time; ten due after it, eight in time."""
    for number in range(10):
        referral(offered=10 if number < 5 else None, referred_on=date(2026, 1, 5))
    for number in range(10):
        row = referral("422", referred_on=date(2026, 5, 4))
        if number < 8:
            place(row, date(2026, 5, 24))


def counted(period: Period = SINCE):
    return count_changes(frames_for(None), period, [])


def test_both_years_are_those_that_end_with_their_own_day(people):
    headline = counted().headline

    assert (headline.then.n, headline.then.k) == (10, 5)
    assert (headline.now.n, headline.now.k) == (20, 13)
    assert headline.difference == pytest.approx(15.0)


def test_then_is_what_was_known_then(people):
    """An offer dated back into the past and one of after the board change now alone."""
    row = Participation.objects.filter(referred_on=date(2026, 1, 5)).order_by("pk").last()
    place(row, date(2026, 7, 1))

    then = counted().headline.then

    frames = frames_for(None)
    alone = count_figures(frames.as_of(date(2026, 5, 31)), year_up_to(date(2026, 5, 31)), indicators=["P3"])[
        0
    ]
    assert (then.n, then.k, then.value) == (alone.n, alone.k, alone.value)


def test_what_happened_is_beside_as_many_days_before(people):
    happened = {each.what: (each.count, each.before) for each in counted().happened}

    assert happened["referred"] == (0, 10)
    assert happened["offered"] == (0, 8)
    whole = {each.what: each.count for each in counted(Period(date(2026, 1, 1), date(2026, 9, 30))).happened}
    assert whole == {
        "referred": 20, "planned": 0, "offered": 13, "started": 0, "ended": 0, "returned": 0, "withdrawn": 0,
    }  # fmt: skip


def test_who_waits_is_counted_on_both_days(people):
    changes = counted()

    assert (changes.waited.count, changes.waited.late) == (7, 5)
    assert (changes.waits.count, changes.waits.late) == (7, 7)


def test_no_sentence_is_made_of_a_few_people(people):
    few = counted()
    assert {each.gain for each in few.everyone} == {0.0}

    figure = few.headline
    many = Change(
        type(figure.then)("P3", None, None, FEWEST_TO_COMPARE, 10, 0, 50.0),
        type(figure.now)("P3", None, None, FEWEST_TO_COMPARE, 5, 0, 25.0),
    )
    assert many.gain == -25.0
    fewer_wait = Change(
        type(figure.then)("W1", None, None, FEWEST_TO_COMPARE, 10, 0, 50.0),
        type(figure.now)("W1", None, None, FEWEST_TO_COMPARE, 5, 0, 25.0),
    )
    assert fewer_wait.gain == 25.0


def test_nobody_in_the_figures_gives_empty_cells_and_no_sentence_of_a_share(reference):
    told = TABLE_REPORTS["changes"].told(None, SINCE)

    shares = told.tables[0]
    assert all(row.values["then"] is None and row.values["change"] is None for row in shares.rows[2:3])
    assert len(told.summary) == 1
    values = [value for table in told.tables for row in table.rows for value in row.values.values()]
    assert all(value is None or value == value for value in values)


def test_euros_stand_in_a_report_of_their_own(people):
    told = TABLE_REPORTS["changes"].told(None, SINCE)

    assert "O7" not in {row.code for table in told.tables for row in table.rows}
    assert len({row.code for table in told.tables[:2] for row in table.rows}) == 19


def test_a_coordinator_reads_the_changes_of_the_own_area(people):
    told = TABLE_REPORTS["changes"].counted(coordinator("422"), SINCE)

    assert told.headline.now.n == 10


@pytest.mark.parametrize("file_format", ["pdf", "xlsx", "csv", "json"])
def test_every_file_of_it_comes(client, people, file_format):
    client.force_login(manager())

    answer = client.get(
        f"/reports/changes/files/{file_format}", {"period": "own", "from": "2026-06-01", "to": "2026-09-30"}
    )

    assert answer.status_code == 200
    assert len(b"".join(answer.streaming_content) if answer.streaming else answer.content) > 500


def test_a_day_of_the_board_leads_to_what_has_changed_since(client, people):
    client.force_login(manager())
    sent = {"on": "1.6.2026", "token": "once"}

    answer = client.post("/reports/board/", sent)
    client.post("/reports/board/", sent)

    assert answer.url.startswith("/reports/changes/?period=own&from=2026-06-01&to=")
    assert client.get(answer.url).status_code == 200
    assert BoardDay.objects.count() == Event.objects.filter(verb="board_day.noted").count() == 1
    assert "from=2026-06-01" in client.get("/reports/board/").content.decode()


@pytest.mark.parametrize("on", ["1.1.2099", "1.1.1970", "shoes", ""])
def test_a_day_that_cannot_be_is_refused_and_stays_in_the_form(client, on):
    client.force_login(manager())

    answer = client.post("/reports/board/", {"on": on})

    assert answer.status_code == 422
    assert not BoardDay.objects.exists()
    if on:
        assert f'value="{on}"' in answer.content.decode()


def test_a_coordinator_reads_the_days_and_writes_none(client):
    note(date(2026, 6, 1), by=manager())
    client.force_login(coordinator())

    page = client.get("/reports/board/").content.decode()

    assert "from=2026-06-01" in page
    assert client.post("/reports/board/", {"on": "1.7.2026"}).status_code == 403


def test_a_demo_has_days_of_the_board_and_monthly_reports(capsys):
    with pytest.raises(CommandError, match="not stamped as demo"):
        call_command("load_board")

    manager()
    DemoStamp.objects.create(seed=1, today=date(2026, 11, 30))
    call_command("load_board")
    call_command("load_board")

    assert next(str(day) for day in BoardDay.objects.all()) == "2026-10-15"
    assert BoardDay.objects.count() == 3
    assert MonthlyReport.objects.filter(stopped_on=None).count() == 3


def test_the_board_met_today_and_nothing_has_changed(people):
    today = timezone.localdate()
    changes = counted(Period(today, today))

    assert changes.then == today - timedelta(days=1)
