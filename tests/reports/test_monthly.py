"""Once a month, from its first working day, a message says where the reports are, and no figure is in it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from audit.models import Event
from notifications.models import Delivery, Message
from notifications.services import send_due
from reports.models import MonthlyReport
from reports.monthly.services import in_force, start, stop, tell_of_the_month
from tests.factories.programmes import account, coordinator, manager

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def at(time_machine):
    """Moves the clock to an hour of a day."""

    def move(day: str, hour: str = "09:00") -> None:
        time_machine.move_to(
            datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=ZoneInfo("Europe/Helsinki"))
        )

    return move


def mails():
    return Message.objects.filter(template="monthly_reports")


def test_those_who_have_the_role_are_told_once_with_a_link_and_no_figure(at, mailoutbox):
    at("2026-11-18")
    chief, other, worker = manager(), manager(), coordinator()
    start("right-to-work", "manager", by=chief)
    start("outcomes", "manager", by=chief)

    at("2026-11-30")
    assert tell_of_the_month() == 0
    at("2026-12-01")
    assert tell_of_the_month() == 2
    assert tell_of_the_month() == 0  # the second machine, and every round after it
    at("2026-12-15")
    assert tell_of_the_month() == 0

    assert {mail.recipient for mail in mails()} == {chief, other}
    assert worker not in {mail.recipient for mail in mails()}
    Message.objects.filter(state=Delivery.PENDING).update(not_before=timezone.now())
    send_due()
    body = mailoutbox[0].body
    assert "/reports/monthly/?month=2026-11" in body
    assert "%" not in body
    assert len(mailoutbox) == 2


@pytest.mark.parametrize(("day", "told"), [("2027-01-01", 0), ("2027-01-03", 0), ("2027-01-04", 1)])
def test_a_month_that_begins_with_days_of_rest_is_told_on_its_first_working_day(at, day, told):
    at("2026-12-10")
    start("esf", "manager", by=manager())

    at(day)

    assert tell_of_the_month() == told


def test_a_worker_process_that_was_away_tells_later_in_the_month(at):
    at("2026-11-10")
    start("esf", "manager", by=manager())

    at("2026-12-20")

    assert tell_of_the_month() == 1


def test_what_was_added_in_the_month_comes_the_month_after(at):
    at("2026-12-10")
    chief = manager()
    start("esf", "manager", by=chief)
    assert tell_of_the_month() == 0

    at("2027-01-04")
    assert tell_of_the_month() == 1


def test_who_has_left_and_who_has_no_address_is_not_told(at):
    at("2026-11-10")
    chief, left, without = manager(), manager(), manager()
    start("esf", "manager", by=chief)
    type(left).objects.filter(pk=left.pk).update(is_active=False)
    type(without).objects.filter(pk=without.pk).update(email="")

    at("2026-12-01")

    assert tell_of_the_month() == 1
    assert [mail.recipient for mail in mails()] == [chief]


def test_what_was_stopped_comes_no_more_and_can_be_started_again(at):
    at("2026-11-10")
    chief = manager()
    row = start("esf", "manager", by=chief)
    assert start("esf", "manager", by=chief) == row

    assert stop(row.pk, by=chief)
    assert not stop(row.pk, by=chief)
    at("2026-12-01")
    assert tell_of_the_month() == 0

    assert start("esf", "manager", by=chief) != row
    assert in_force().count() == 1
    assert MonthlyReport.objects.get(pk=row.pk).stopped_on == date(2026, 11, 10)


@pytest.mark.parametrize("who", [coordinator, lambda: account("auditor")])
def test_only_a_manager_says_what_comes_to_whom(who):
    row = start("esf", "manager", by=manager())
    with pytest.raises(PermissionDenied):
        start("esf", "coordinator", by=who())
    with pytest.raises(PermissionDenied):
        stop(row.pk, by=who())


def test_the_page_leads_to_the_month_that_has_ended(client, at):
    at("2026-11-10")
    worker, chief = coordinator(), manager()
    client.force_login(chief)
    answer = client.post("/reports/monthly/", {"report": "outcomes", "role": "coordinator", "token": "once"})
    assert answer.status_code == 303
    again = client.post("/reports/monthly/", {"report": "outcomes", "role": "coordinator", "token": "once"})
    assert again.status_code == 303
    assert Event.objects.filter(verb="monthly_report.started").count() == 1

    at("2026-12-01")
    client.force_login(worker)
    page = client.get("/reports/monthly/?month=2026-11").content.decode()

    assert "/reports/outcomes/?period=2026-11" in page
    assert '<form method="post" class="card' not in page
    assert client.get("/reports/outcomes/?period=2026-11").status_code == 200
    assert client.post("/reports/monthly/", {"report": "esf", "role": "manager"}).status_code == 403


def test_a_month_that_is_none_shows_the_last_one(client, at):
    at("2026-12-01")
    client.force_login(manager())

    for month in ("2026-13", "2027-01", "x"):
        assert "2026" in client.get("/reports/monthly/", {"month": month}).content.decode()


def test_a_wrong_choice_is_refused_in_words(client):
    client.force_login(manager())

    answer = client.post("/reports/monthly/", {"report": "shoes", "role": "participant"})

    assert answer.status_code == 422
    assert not MonthlyReport.objects.exists()


def test_a_report_of_the_whole_area_goes_to_who_manages_it_and_to_nobody_else(client, at):
    at("2026-11-18")
    client.force_login(manager())

    refused = client.post("/reports/monthly/", {"report": "money", "role": "coordinator", "token": "one"})
    taken = client.post("/reports/monthly/", {"report": "money", "role": "manager", "token": "two"})

    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"role"})
    assert taken.status_code == 303
    assert "/reports/money/?period=" in client.get("/reports/monthly/").content.decode()
    client.force_login(account("manager", municipality="422"))
    assert "/reports/money/?period=" not in client.get("/reports/monthly/").content.decode()
