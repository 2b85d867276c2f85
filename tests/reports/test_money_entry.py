"""Entering money: once, never over what stands, never ahead, with a reason where it is a correction."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from areas.selectors import spending_kinds
from audit import triggers
from audit.models import Event
from programmes.exchange.models import DemoStamp
from reports.models import FundingRow, Spending
from reports.money import (
    add_funding,
    correct_spending,
    enter_spending,
    funding_rows,
    newest_entry,
    spent_between,
)
from reports.triggers import MONEY
from tests.factories.programmes import account, coordinator, manager

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
MAY = date(2026, 5, 1)
CODES = ["staff", "purchased_services", "pay_subsidy", "employment_supplement", "premises", "other"]
PAGE = "/reports/money/"
SPENDING, CORRECT, FUNDING = f"{PAGE}spending/", f"{PAGE}spending/correct/", f"{PAGE}funding/"
TOLD = {"month": "2026-05-01", "kind_staff": "812 000,50", "kind_premises": "0"}
ROW = {
    "kind": "project",
    "name": "Silta",
    "valid_from": "1.1.2026",
    "valid_until": "31.12.2026",
    "euros": "100 000,00",
    "percent": "80",
    "support": "",
    "standing": "unverified",
    "source": "Lautakunta 1.6.2026 § 12",
    "replaces": "",
    "why": "",
}


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel("2026-06-15T10:00:00+03:00", tick=False):
        yield


def whole(month=MAY, each="10"):
    return enter_spending(month, dict.fromkeys(CODES, Decimal(each)), by=manager())


def correction(euros="-3", *, month=MAY, kind="staff", why="Kirjattu kahdesti"):
    return Spending(month=month, kind_id=kind, euros=Decimal(euros), why=why)


def token_of(client, address):
    return client.get(address).context["form"].initial["token"]


def test_the_kinds_are_reference_data_in_three_languages():
    kinds = list(spending_kinds())

    assert [kind.code for kind in kinds] == CODES
    assert all((kind.name_fi, kind.name_sv, kind.name_en) for kind in kinds)


def test_a_month_is_entered_in_the_browser_once(client):
    user = manager()
    client.force_login(user)
    told = TOLD | {"token": token_of(client, SPENDING)}

    for _press in (1, 2):
        assert client.post(SPENDING, told).status_code == 303

    assert spent_between(MAY, MAY) == {(MAY, "staff"): Decimal("812000.50"), (MAY, "premises"): Decimal(0)}
    events = Event.objects.filter(verb="spending.entered")
    assert [(each.actor_id, each.data["kind"], each.data["month"]) for each in events.order_by("pk")] == [
        (user.pk, "staff", "2026-05"),
        (user.pk, "premises", "2026-05"),
    ]
    page = client.get(SPENDING).content.decode().replace("\u00a0", " ")
    assert "812 000,50 €" in page


def test_a_second_window_does_not_enter_the_same_kind_again_and_keeps_what_it_typed(client):
    client.force_login(manager())
    first, second = (TOLD | {"token": token_of(client, SPENDING)} for _window in (1, 2))
    assert client.post(SPENDING, first).status_code == 303

    page = client.post(SPENDING, second | {"kind_staff": "1", "kind_other": "77,70"})

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"kind_staff", "kind_premises"}
    assert 'value="77,70"' in page.content.decode()
    assert Spending.objects.count() == 2


def test_what_is_left_empty_is_entered_another_time(client):
    client.force_login(manager())
    for told in (TOLD, {"month": "2026-05-01", "kind_other": "5"}):
        assert client.post(SPENDING, told | {"token": token_of(client, SPENDING)}).status_code == 303

    assert {kind for _month, kind in spent_between(MAY, MAY)} == {"staff", "premises", "other"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"month": "2026-07-01"}, "month"),
        ({"month": "2020-01-01"}, "month"),
        ({"month": "2026-05-02"}, "month"),
        ({"month": "x"}, "month"),
        ({"kind_staff": "-1"}, "kind_staff"),
        ({"kind_staff": "1,005"}, "kind_staff"),
        ({"kind_staff": "nan"}, "kind_staff"),
        ({"kind_staff": "1e400"}, "kind_staff"),
        ({"kind_staff": "paljon"}, "kind_staff"),
        ({"kind_staff": "", "kind_premises": ""}, "__all__"),
    ],
)
def test_what_is_no_spending_is_told_at_its_field_and_nothing_is_entered(client, wrong, field):
    client.force_login(manager())

    page = client.post(SPENDING, TOLD | wrong)

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not Spending.objects.exists()


def test_a_month_ahead_is_refused_in_the_act_too():
    with pytest.raises(ValidationError):
        whole(date(2026, 7, 1))

    assert whole(date(2026, 6, 1))


def test_a_correction_is_a_row_of_its_own_with_its_reason(client):
    whole()
    user = manager()
    client.force_login(user)
    told = {"month": "2026-05-01", "kind": "staff", "euros": "−3,25", "why": "Kirjattu kahdesti",
            "seen": str(newest_entry()), "token": token_of(client, CORRECT)}  # fmt: skip

    for _press in (1, 2):
        assert client.post(CORRECT, told).status_code == 303

    assert spent_between(MAY, MAY)[MAY, "staff"] == Decimal("6.75")
    row = Spending.objects.get(is_correction=True)
    assert (row.euros, row.why, row.entered_by) == (Decimal("-3.25"), "Kirjattu kahdesti", user)
    event = Event.objects.get(verb="spending.corrected")
    assert event.data == {"month": "2026-05", "kind": "staff", "euros": "-3.25", "why": "Kirjattu kahdesti"}
    assert "Kirjattu kahdesti" in client.get(SPENDING).content.decode()


def test_the_newest_month_that_is_entered_is_the_one_to_correct(client):
    client.force_login(manager())
    assert '<form method="post" class="card' not in client.get(CORRECT).content.decode()
    whole(date(2026, 4, 1))

    assert client.get(CORRECT).context["form"].initial["month"] == "2026-04-01"


def test_two_windows_do_not_both_take_the_same_off(client):
    whole()
    client.force_login(manager())
    told = {
        "month": "2026-05-01",
        "kind": "staff",
        "euros": "-3",
        "why": "Kahdesti",
        "seen": str(newest_entry()),
    }
    assert client.post(CORRECT, told | {"token": "first"}).status_code == 303

    page = client.post(CORRECT, told | {"token": "second"})

    assert page.status_code == 422
    assert spent_between(MAY, MAY)[MAY, "staff"] == 7
    assert f'name="seen" value="{newest_entry()}"' in page.content.decode()  # it goes by what it shows now


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (correction("-10.01"), "10"),
        (correction("-1", month=date(2026, 4, 1)), ""),
        (correction("-1", why=""), ""),
        (correction("0"), ""),
    ],
)
def test_what_is_no_correction_is_refused_and_nothing_changes(row, words):
    whole()

    with pytest.raises(ValidationError) as refused:
        correct_spending(row, seen=newest_entry(), by=manager())

    assert words in " ".join(refused.value.messages)
    assert Spending.objects.count() == len(CODES)


def test_a_minus_that_is_no_correction_is_refused_by_the_row_itself():
    with pytest.raises(ValidationError):
        Spending(month=MAY, kind_id="staff", euros=Decimal(-1)).full_clean()
    with pytest.raises(DatabaseError), transaction.atomic():
        Spending.objects.create(month=MAY, kind_id="staff", euros=Decimal(-1))


def test_the_database_lets_no_row_of_money_change_or_go():
    whole()
    row = add_funding(a_row(), by=manager())
    triggers.create(connection.schema_editor(), MONEY)  # the tests' tables are made without migrations
    for rows in (Spending.objects.all(), FundingRow.objects.filter(pk=row.pk)):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(euros=Decimal(1))
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()


# Rows of budget and funding


def a_row(**facts):
    usual = {"kind": "budget", "valid_from": date(2026, 1, 1), "valid_until": date(2026, 12, 31),
             "euros": Decimal(20_000_000), "standing": "verified", "source": "Lautakunta"}  # fmt: skip
    return FundingRow(**usual | facts)


def test_a_row_is_entered_in_the_browser_once(client):
    user = manager()
    client.force_login(user)
    told = ROW | {"token": token_of(client, FUNDING)}

    for _press in (1, 2):
        assert client.post(FUNDING, told).status_code == 303

    row = FundingRow.objects.get()
    assert (row.euros, row.percent, row.support, row.entered_by) == (100_000, 80, None, user)
    assert Event.objects.get(verb="funding.entered").actor_id == user.pk
    page = client.get(FUNDING).content.decode().replace("\u00a0", " ")
    assert "20 000 €" in page


def test_a_row_that_was_wrong_is_replaced_and_stays_to_be_seen(client):
    old = add_funding(a_row(), by=manager())
    client.force_login(manager())
    told = ROW | {"kind": "budget", "name": "", "percent": "", "replaces": str(old.pk)}

    refused = client.post(FUNDING, told | {"token": "a"})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"why"})

    assert client.post(FUNDING, told | {"why": "Summa väärin", "token": "b"}).status_code == 303

    assert [row.euros for row in funding_rows()] == [100_000]
    page = client.get(FUNDING).content.decode().replace("\u00a0", " ")
    assert "20 000 000 €" in page
    assert "Summa väärin" in page


def test_a_row_is_replaced_once():
    old = add_funding(a_row(), by=manager())
    add_funding(a_row(euros=Decimal(1), replaces=old, why="väärin"), by=manager())

    with pytest.raises(ValidationError):
        add_funding(a_row(euros=Decimal(2), replaces=old, why="väärin"), by=manager())

    assert [row.euros for row in funding_rows()] == [1]


def test_two_rows_of_one_kind_do_not_begin_on_one_day():
    add_funding(a_row(), by=manager())

    with pytest.raises(ValidationError):
        add_funding(a_row(euros=Decimal(5)), by=manager())


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": "budget"}, "name"),
        ({"valid_until": "31.12.2025"}, "__all__"),
        ({"euros": "-1"}, "__all__"),
        ({"percent": "101"}, "percent"),
        ({"support": "100 000,01"}, "__all__"),
        ({"source": " "}, "source"),
        ({"standing": "sure"}, "standing"),
        ({"replaces": "99999"}, "replaces"),
    ],
)
def test_what_is_no_row_is_told_and_nothing_typed_is_lost(client, wrong, field):
    client.force_login(manager())

    page = client.post(FUNDING, ROW | wrong)

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not FundingRow.objects.exists()
    assert 'value="100000,00"' in page.content.decode() or "euros" in wrong


# Who keeps the money


@pytest.mark.parametrize("address", [SPENDING, CORRECT, FUNDING, PAGE, f"{PAGE}files/csv"])
def test_only_who_manages_the_whole_area_reads_or_enters(client, address):
    part = account("manager", municipality="422")
    for user in (coordinator("167"), part):
        client.force_login(user)
        assert client.get(address).status_code == 403
        if address in (SPENDING, CORRECT, FUNDING):
            assert client.post(address, TOLD).status_code == 403
        assert 'href="/reports/money/"' not in client.get("/reports/").content.decode()
    assert not Spending.objects.exists()


def test_the_acts_ask_themselves_who_keeps_the_money():
    other = coordinator("167")
    for act in (
        lambda: enter_spending(MAY, {"staff": Decimal(1)}, by=other),
        lambda: correct_spending(correction(), seen=0, by=other),
        lambda: add_funding(a_row(), by=other),
    ):
        with pytest.raises(PermissionDenied):
            act()


# The report as a page and at the console


def read(client, days):
    return client.get(PAGE, days).content.decode().replace("\u00a0", " ")


def test_the_page_tells_the_cost_and_why_there_is_none(client):
    for month in (4, 5, 6):
        whole(date(2026, month, 1), "100")
    client.force_login(manager())

    page = read(client, {"period": "own", "from": "1.4.2026", "to": "31.5.2026"})

    assert "1 200 €" in page
    assert 'class="chart-bar"' in page
    assert "ei yhtään jaksolla" in page
    assert "kaikkia kuukausia ei ole kirjattu" in read(client, {"period": "2026-Q1"})


def test_new_spending_is_on_the_page_at_once(client):
    client.force_login(manager())
    days = {"period": "own", "from": "1.5.2026", "to": "31.5.2026"}
    assert "600 €" not in read(client, days)
    whole(each="100")

    assert "600 €" in read(client, days)


# The demo


def test_a_demo_has_two_years_of_spending_and_nobody_elses_database_has(capsys):
    with pytest.raises(CommandError):
        call_command("load_spending", stderr=io.StringIO())
    assert not Spending.objects.exists()
    manager()
    DemoStamp.objects.create(seed=1, today=date(2026, 6, 15))

    for _again in (1, 2):
        call_command("load_spending")
        assert "25 months" in capsys.readouterr().out

    months = spent_between(date(2024, 1, 1), date(2026, 6, 1))
    whole_months = {month for month, _kind in months if {(month, code) for code in CODES} <= set(months)}
    assert (min(whole_months), max(whole_months), len(whole_months)) == (
        date(2024, 5, 1), date(2026, 4, 1), 24,
    )  # fmt: skip
    assert Spending.objects.filter(is_correction=True).count() == 1
