"""A visitor without an account chooses a time, and calls it off with the link."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import signing
from django.db import connection
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from accounts.models import User
from programmes.appointments import public_views
from programmes.appointments.evening import forget_visitors
from programmes.models import Appointment, ServicePoint
from programmes.servicepoints.guard import SALT
from tests.programmes.appointments.conftest import DAY, a_time
from tests.programmes.desk.conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def form(client: Client, page: str, time_machine: TimeMachineFixture, **more: Any) -> dict[str, Any]:
    """The form as a person sends it: opened, and sent some seconds later."""
    time_machine.move_to(f"{DAY} 12:00+02:00", tick=False)
    drawn = BeautifulSoup(client.get(page).content, "html.parser").select("main form input[type=hidden]")
    told = {str(one["name"]): str(one["value"]) for one in drawn if one.get("value")}
    time_machine.move_to(f"{DAY} 12:00:20+02:00", tick=False)
    return told | {"name": "Kävijä Virtanen", "phone": "040 555 0123", "topic": "work", "website": ""} | more


def page_of(row: Appointment) -> str:
    assert row.point is not None
    return reverse("times:choose", args=[row.point.code, row.reference])


def test_a_visitor_chooses_reads_and_calls_it_off(
    client: Client, worker: User, point: ServicePoint, time_machine: TimeMachineFixture
) -> None:
    row = a_time(worker, point)
    listed = client.get(reverse("times:at_point", args=[point.code])).content.decode()
    assert page_of(row) in listed
    told = form(client, page_of(row), time_machine)

    answer = client.post(page_of(row), told)

    assert answer.status_code == 303
    row.refresh_from_db()
    assert (row.name, row.phone, row.topic, row.participation) == (
        "Kävijä Virtanen",
        "040 555 0123",
        "work",
        None,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone FROM programmes_appointment WHERE id = %s", [row.pk])
        assert "Virtanen" not in str(cursor.fetchone())
    own = answer["Location"]
    assert "Virtanen" not in own
    assert client.get(own).status_code == 200
    assert Appointment.objects.get(pk=row.pk).booked_at is not None
    assert "Virtanen" in signed_in(worker).get(reverse("desk:times")).content.decode()
    assert client.post(own).status_code == 200
    row.refresh_from_db()
    assert (row.booked_at, row.name, row.phone) == (None, "", "")
    assert [client.get(own).status_code, client.post(own).status_code] == [404, 404]


def test_the_same_form_twice_is_one_and_another_reads_that_it_is_taken(
    client: Client, worker: User, point: ServicePoint, time_machine: TimeMachineFixture
) -> None:
    row = a_time(worker, point)
    told, theirs = form(client, page_of(row), time_machine), form(Client(), page_of(row), time_machine)

    assert client.post(page_of(row), told).status_code == 303
    assert Client().post(page_of(row), theirs | {"name": "Toinen"}).status_code == 410
    row.refresh_from_db()
    assert row.name == "Kävijä Virtanen"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"phone": "soita"},
        {"topic": ""},
        {"topic": "employer"},
        {"website": "x"},
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    client: Client, worker: User, point: ServicePoint, time_machine: TimeMachineFixture, wrong: dict[str, str]
) -> None:
    row = a_time(worker, point)

    answer = client.post(page_of(row), form(client, page_of(row), time_machine) | wrong)

    assert answer.status_code == 422
    kept = "040 555 0123" if "phone" not in wrong else "Kävijä Virtanen"
    assert kept in answer.content.decode()
    row.refresh_from_db()
    assert row.booked_at is None


def test_a_robot_that_takes_all_is_stopped(
    client: Client, worker: User, point: ServicePoint, time_machine: TimeMachineFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(public_views, "TRIES", 2)
    rows = [a_time(worker, point, hour=hour) for hour in (9, 10, 11, 12)]

    answers = [
        client.post(page_of(row), form(client, page_of(row), time_machine)).status_code for row in rows
    ]

    assert answers == [303, 303, 422, 422]


def test_a_time_within_the_next_hours_one_of_a_closed_point_and_a_made_up_one_are_not_to_be_had(
    client: Client, worker: User, point: ServicePoint
) -> None:
    soon = a_time(worker, point, days=0, hour=15)

    assert client.get(page_of(soon)).status_code == 410
    assert client.get(reverse("times:at_point", args=["olematon"])).status_code == 404
    assert client.get(reverse("times:choose", args=[point.code, "abc"])).status_code == 410
    made_up = signing.Signer(salt=SALT).sign("abc")
    for link in ("abc", made_up, "x:y"):
        assert client.get(reverse("times:own_of_visitor", args=[link])).status_code == 404


def test_a_month_after_their_time_nothing_is_known_of_a_visitor(
    client: Client, worker: User, point: ServicePoint, time_machine: TimeMachineFixture
) -> None:
    row = a_time(worker, point)
    client.post(page_of(row), form(client, page_of(row), time_machine))

    time_machine.move_to("2027-01-01 08:00+02:00")
    assert forget_visitors() == 0
    time_machine.move_to("2027-01-01 12:00+02:00")
    assert [forget_visitors(), forget_visitors()] == [1, 0]

    row.refresh_from_db()
    assert (row.name, row.phone, row.topic) == ("", "", "work")
