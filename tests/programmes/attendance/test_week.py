"""The week as a workplace tells it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programmes.models import AttendanceDay, Placement
from programmes.placements.attendance import links
from programmes.placements.attendance.keys import key_of
from programmes.placements.attendance.services import Tick, tell_week
from programmes.placements.attendance.tokens import token_of
from tests.access.people import client_of as signed_in
from tests.programmes.attendance.conftest import FIRST
from tests.programmes.attendance.reading import (
    MONDAY,
    chosen,
    client_of,
    field,
    in_english,
    tell_february,
    week_page,
)
from ui.formats import day as in_digits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def said(answer) -> str:
    """The page in plain spaces."""
    return answer.content.decode().replace("\xa0", " ")


def test_the_usual_hours_are_chosen_and_one_press_tells_the_week(cast, place):
    rows = [place(), place(weekly_hours=Decimal(12))]
    client = client_of(cast["host_member"])

    form = chosen(week_page(client, week="2027-W10"))
    answer = client.post(f"{reverse('days:host')}?week=2027-W10&at={key_of(rows[0])}", form)

    assert form == {
        "seen": "",
        **{field(row, MONDAY + timedelta(days=n)): "4" for row in rows for n in range(3)},
    }
    assert answer.status_code == 303
    assert AttendanceDay.objects.filter(kind="present", hours=4).count() == 6
    assert "Week 10 is told. Thank you." in client.get(answer["Location"]).content.decode()


def test_a_day_that_was_told_lately_on_other_weekdays_is_usual(cast, place):
    row = place(weekly_hours=Decimal(12))
    monday = date(2027, 3, 1)
    ticks = [Tick(monday + timedelta(days=n), "free") for n in (0, 1)]
    ticks += [Tick(monday + timedelta(days=n), "present", Decimal("6.5")) for n in (2, 3, 4)]
    tell_week({row: ticks}, by=cast["host_admin"], seen=None)

    form = chosen(week_page(client_of(cast["host_admin"]), week="2027-W10"))

    assert [form[field(row, MONDAY + timedelta(days=n))] for n in range(3)] == ["free", "free", "6.5"]


def test_two_phones_the_second_reads_what_the_first_sent_and_keeps_its_own(cast, place):
    row = place()
    first, second = client_of(cast["host_admin"]), client_of(cast["host_member"])
    address = f"{reverse('days:host')}?week=2027-W10&at={key_of(row)}"
    form = chosen(week_page(second, week="2027-W10"))
    first.post(address, form | {field(row, MONDAY): "7"})

    answer = second.post(address, form | {field(row, MONDAY): "away"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Host_admin Testi told this week on" in page
    assert "Told: 7" in page.replace("\xa0", " ")
    again = chosen(page)
    assert again[field(row, MONDAY)] == "away"
    assert AttendanceDay.objects.get(on=MONDAY).hours == 7
    assert second.post(address, again).status_code == 303
    assert AttendanceDay.objects.get(on=MONDAY).kind == "away_unknown"


def test_a_week_that_was_sent_meanwhile_and_a_senseless_value_have_words(cast, place):
    row = place()
    client = client_of(cast["host_admin"])
    address = f"{reverse('days:host')}?week=2027-W08&at={key_of(row)}"
    form = chosen(week_page(client, week="2027-W08"))
    monday = date(2027, 2, 22)

    wrong = client.post(address, form | {field(row, monday): "<b>99"})
    tell_february(cast, row)
    late = client.post(address, form | {field(row, monday): "away"})

    assert (wrong.status_code, late.status_code) == (422, 422)
    assert "choose from the list, or give hours between 0 and 24" in wrong.content.decode()
    brought = f"{in_digits(monday, year=False)} Away".replace("\xa0", " ")
    assert f"The days of Aino were sent meanwhile. You had chosen: {brought}. Ask" in said(late)


def test_a_day_that_left_the_agreement_meanwhile_is_named(cast, place):
    row = place()
    client = client_of(cast["host_admin"])
    address = f"{reverse('days:host')}?week=2027-W10&at={key_of(row)}"
    form = chosen(week_page(client, week="2027-W10"))
    Placement.objects.filter(pk=row.pk).update(ends_on=MONDAY)

    answer = client.post(address, form)

    assert answer.status_code == 422
    assert "Aino, Tue" in answer.content.decode()
    assert "is not a day of the agreement any more: it was left out" in answer.content.decode()
    assert client.post(address, chosen(answer.content.decode())).status_code == 303
    assert list(AttendanceDay.objects.values_list("on", flat=True)) == [MONDAY]


def test_a_told_day_that_left_the_agreement_is_not_called_sent(cast, place):
    row = place()
    client = client_of(cast["host_admin"])
    address = f"{reverse('days:host')}?week=2027-W10&at={key_of(row)}"
    form = chosen(week_page(client, week="2027-W10"))
    tuesday = MONDAY + timedelta(days=1)
    tell_week({row: [Tick(tuesday, "present", Decimal(4))]}, by=cast["host_admin"], seen=None)
    Placement.objects.filter(pk=row.pk).update(ends_on=MONDAY)

    answer = client.post(address, form)

    words = f"Aino, {in_digits(tuesday)} is not a day of the agreement any more: it was left out"
    assert words.replace("\xa0", " ") in said(answer)
    assert "have been sent" not in said(answer)
    assert "were sent meanwhile" not in said(answer)


def test_a_host_sees_and_tells_only_its_own_people(cast, place):
    row = place()
    stranger = client_of(cast["other_host"])

    assert "Aino" not in week_page(stranger, week="2027-W10")
    foreign = f"{reverse('days:host')}?week=2027-W10&at={key_of(row)}"
    assert stranger.get(foreign).status_code == 404
    assert stranger.post(foreign, {field(row, MONDAY): "4"}).status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_the_week_of_a_workplace_costs_as_many_queries_however_many_are_there(cast, place, people):
    for _number in range(people):
        tell_february(cast, place())
    client = client_of(cast["host_member"])
    week_page(client, week="2027-W10")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        week_page(client, week="2027-W10")

    assert len(queries) == 12  # breaks and steps of hours are two reads for all of them


def test_hours_with_a_comma_are_hours(cast, place):
    row = place()
    client = client_of(cast["host_admin"])
    address = f"{reverse('days:host')}?week=2027-W10&at={key_of(row)}"
    form = chosen(week_page(client, week="2027-W10"))

    beside = client.post(address, form | {field(row, MONDAY): "7,5", field(row, date(2027, 3, 9)): "<b>99"})
    told = client.post(address, form | {field(row, MONDAY): "7,5"})
    again = client.post(address, form | {field(row, MONDAY): "7,5", "seen": ""})

    assert beside.status_code == 422
    assert chosen(beside.content.decode())[field(row, MONDAY)] == "7.5"
    assert told.status_code == 303
    assert again.status_code in {303, 409}
    assert AttendanceDay.objects.get(month__placement=row, on=MONDAY).hours == Decimal("7.5")


@pytest.mark.parametrize("week", ["0001-W01", "0000-W01", "9999-W52", "1999-W50", "2027-W99"])
def test_a_week_that_nobody_can_tell_leads_to_this_one(cast, place, week):
    row = place()
    pages = [
        client_of(cast["host_admin"]).get(f"{reverse('days:host')}?week={week}"),
        client_of(cast["responsible"]).get(f"{reverse('work:days_week')}?at={key_of(row)}&week={week}"),
        client_of(cast["responsible"]).get(f"{reverse('work:days')}?month={week[:4]}-01"),
        client_of(cast["responsible"]).get(
            f"{reverse('work:days_sheet', args=[row.reference])}?from={week[:4]}-01-01"
        ),
    ]

    assert [page.status_code for page in pages] == [200] * 4
    assert ["Week 10" in page.content.decode() for page in pages[:2]] == [True, True]


def test_two_of_one_name_are_told_apart_as_far_as_the_reader_may_know(cast, place, workplace):
    rows = [place() for _one in range(4)]
    named = [("Åke", "Åberg"), ("Anneli", "Korhonen"), ("Anneli", "Koskinen"), ("Äijö", "Ahonen")]
    for row, (first, last) in zip(rows, named, strict=True):
        type(row.participation.participant).objects.filter(pk=row.participation.participant_id).update(
            first_name=first, last_name=last
        )
    Placement.objects.filter(pk=rows[2].pk).update(starts_on=date(2027, 2, 1))
    link = links.make_link(
        cast.host, workplace, MONDAY, by=cast["responsible"], channel="email", address="a@example.org"
    )
    host = week_page(signed_in(cast["host_admin"]), week="2027-W10")
    guide = in_english(Client()).get(reverse("days:link", args=[token_of(link)])).content.decode()

    assert legends(host) == ["Anneli Kor.", "Anneli Kos.", "Åke", "Äijö"]
    assert {f"Anneli (began {in_digits(on)})" for on in (FIRST, date(2027, 2, 1))} <= set(legends(guide))
    assert len(set(legends(guide))) == len(rows)
    assert "Kor" not in guide


def legends(page: str) -> list[str]:
    return [one.strip() for one in re.findall(r"<legend>([^<]*) <span", page)]
