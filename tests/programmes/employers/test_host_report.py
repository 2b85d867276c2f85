"""The workplace's own year in figures, from which nobody can be known; and what is asked of a first-timer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from programmes.employers.registration_forms import RegistrationForm
from programmes.employers.vacancy_forms import STEPS, SupportForm
from programmes.models import AttendanceDay, AttendanceMonth
from programmes.placements.host_report import report_of, years_of
from tests.access.people import client_of
from tests.factories import programmes as make
from tests.programmes.machines import cast as made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture(autouse=True)
def _its_day(time_machine: Any) -> None:
    time_machine.move_to("2027-06-15 12:00+03:00")


@pytest.fixture
def cast() -> made.Cast:
    return made.full_cast()


def people_at(cast: made.Cast, n: int, state: str = "active", **changes: Any) -> list[Any]:
    """So many people, each in a place that began thirteen days ago."""
    rows = []
    for number in range(n):
        person = made.person(first_name=f"Salla{number}", email=f"salla{number}.{state}@example.org")
        row = made.participation(cast, "active", participant=person)
        rows.append(made.placement(cast, state, participation=row, **changes))
    return rows


def test_five_people_are_counted_with_their_weeks_hours_and_endings(cast):
    rows = people_at(cast, 4) + people_at(cast, 1, "ended")
    month = AttendanceMonth.objects.create(placement=rows[0], month=date(2027, 6, 1))
    for day in (3, 4):
        AttendanceDay.objects.create(month=month, on=date(2027, 6, day), kind="present", hours=Decimal("4.5"))

    told = report_of(cast.host, 2027)

    # Four of fourteen days each, and one of nine: 65 days.
    assert (told.people, told.weeks, told.hours, told.endings) == (5, 9, Decimal(9), None)
    assert told.places == 1


def test_endings_are_told_from_five_on_and_a_few_of_a_kind_as_few(cast):
    people_at(cast, 5, "ended")
    people_at(cast, 2, "closed", end_kind="moved_to_job")

    page = client_of(cast["host_admin"]).get(report(cast)).content.decode()

    assert "5 paikkaa" in page
    assert "alle viisi" in page
    assert "2 paikkaa" not in page


def test_of_fewer_than_five_only_that_is_told(cast):
    people_at(cast, 4)

    told = report_of(cast.host, 2027)
    page = client_of(cast["host_admin"]).get(report(cast)).content.decode()

    assert (told.people, told.weeks, told.hours, told.endings) == (4, None, None, None)
    assert "alle viisi" in page
    assert "Salla" not in page


def test_another_year_and_another_workplace_have_nothing_of_it(cast):
    people_at(cast, 5)

    assert report_of(cast.host, 2026).people == 0
    assert years_of(cast.host) == [2027]
    assert client_of(cast["other_host"]).get(report(cast)).status_code == 404
    assert client_of(cast["host_admin"]).get(report(cast) + "?year=1812").status_code == 200


def report(cast: made.Cast) -> str:
    return reverse("host_report", args=[cast.host.reference])


def test_a_workplace_registers_with_eight_fields_and_one_address(cast):
    asked = [name for name, field in RegistrationForm(user=None).fields.items() if field.required]

    assert [name for name in asked if name != "token"] == [
        "business_id", "name", "kind", "municipality", "street_address", "contact_name", "email",
        "contact_phone",
    ]  # fmt: skip


def test_a_workplace_without_a_name_is_called_as_the_organisation(cast):
    sent = {
        "token": "once", "business_id": "0112038-9", "name": "Rannan kahvila Oy", "kind": "company",
        "municipality": made.HERE, "workplace_name": "", "street_address": "Rantatie 1",
        "contact_name": "Raili Ranta", "email": "raili@example.org", "contact_phone": "040 555 0100",
    }  # fmt: skip
    form = RegistrationForm(sent, user=None)

    assert form.is_valid(), form.errors
    assert form.workplace()["name"] == "Rannan kahvila Oy"


def test_what_is_known_is_not_asked_again(cast):
    draft = made.vacancy(cast.host, "draft", guide="")

    assert SupportForm(instance=draft).initial["guide"] == "Veikko"


def test_each_step_says_what_is_still_missing_with_a_link_there(cast):
    draft = made.vacancy(cast.host, "draft", guide="", tasks="")
    desk = client_of(cast["host_member"])
    address = reverse("host:vacancy_edit", args=[draft.reference])

    pages = [desk.get(f"{address}?step={step.code}").content.decode() for step in STEPS]

    assert all(f"{address}?step=task#id_tasks" in page for page in pages)
    assert all(f"{address}?step=support#id_guide" in page for page in pages)


def test_the_own_page_says_what_the_organisation_lacks():
    host = make.host(contact_phone="")
    person = make.host_person(host)

    page = client_of(person).get("/host/").content.decode()

    assert reverse("host:contact", args=[host.reference]) in page
    assert f'href="{reverse("host:workplace_new", args=[host.reference])}"' in page
