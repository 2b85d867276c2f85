"""Contacts with employers: from a contact to a hidden job, and from it to a place, traceably."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from programmes.employers.contacts import change_contact, keep_contact, place_made
from programmes.models import EmployerContact, HostEmployer, Vacancy
from tests.factories import programmes as make
from tests.programmes.desk.conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
HERE = make.JOENSUU
NEW = "desk:contact_new"


def typed(**more: Any) -> dict[str, Any]:
    told = {"name": "Kyläkauppa", "municipality": HERE, "kind": "visit", "token": "t-1"}
    return told | {"on": f"{timezone.localdate():%d.%m.%Y}", "about": "Soitan ensi viikolla."} | more


def contact(worker: User, **fields: Any) -> EmployerContact:
    row = EmployerContact(
        **{"name": "Kyläkauppa", "municipality_id": HERE, "kind": "call"} | fields  # type: ignore[arg-type]
    )
    keep_contact(row, by=worker)
    return row


def test_a_contact_with_an_unregistered_employer_is_written_down_once(desk: Client, worker: User) -> None:
    answers = [desk.post(reverse(NEW), typed(hidden_job="on", job="Hyllyttäjä")) for _press in range(2)]

    row = EmployerContact.objects.get()
    assert [one["Location"] for one in answers] == [reverse("desk:contact", args=[row.reference])] * 2
    assert (row.employer, row.kind, row.hidden_job, row.job, row.by) == (
        "Kyläkauppa", "visit", True, "Hyllyttäjä", worker,
    )  # fmt: skip


def test_what_was_agreed_is_sealed_in_the_database(worker: User) -> None:
    row = contact(worker, about="Avaimet kukkapurkissa")

    with connection.cursor() as cursor:
        cursor.execute("SELECT about FROM programmes_employercontact WHERE id = %s", [row.pk])
        assert "kukkapurkissa" not in str(cursor.fetchone())


def test_a_hidden_job_without_words_is_asked_what_work_it_is(desk: Client) -> None:
    answer = desk.post(reverse(NEW), typed(hidden_job="on"))

    assert answer.status_code == 422
    assert "Soitan ensi viikolla." in answer.content.decode()
    assert not EmployerContact.objects.exists()


def test_from_the_page_of_a_host_the_contact_is_of_that_host(desk: Client) -> None:
    host = make.host()

    desk.post(f"{reverse(NEW)}?host={host.reference}", typed())

    row = EmployerContact.objects.get()
    assert (row.host, row.name, row.municipality_id) == (host, "", host.municipality_id)
    page = desk.get(reverse("work:host", args=[host.reference])).content.decode()
    assert reverse("desk:contact", args=[row.reference]) in page


def test_a_place_written_down_from_the_contact_is_the_one_made_of_it(desk: Client, worker: User) -> None:
    host = make.host()
    row = contact(worker, host=host, name="", hidden_job=True, job="Hyllyttäjä")
    address = f"{reverse('work:vacancy_new')}?host={host.reference}&contact={row.reference}"

    assert 'value="Hyllyttäjä"' in desk.get(address).content.decode()
    told = {
        "host": host.reference,
        "title": "Hyllyttäjä",
        "description": "",
        "seats": "1",
        "on_word": "phone",
    }
    answer = desk.post(address, told | {"token": "p-1", "municipality": HERE, "search": ""})

    assert answer.status_code == 303
    row.refresh_from_db()
    assert row.vacancy == Vacancy.objects.get(title="Hyllyttäjä")


def test_an_unregistered_employer_is_joined_by_its_business_id_and_then_has_its_places(
    desk: Client, worker: User
) -> None:
    row, host = contact(worker, hidden_job=True, job="Pihatyöt"), make.host()
    place, other = make.vacancy(employer=host), make.vacancy()
    address = reverse("desk:contact_place", args=[row.reference])

    assert desk.post(address, {"business_id": "1234567-1"}).status_code == 422
    assert desk.post(address, {"business_id": host.business_id}).status_code == 302
    assert desk.post(address, {"vacancy": other.pk}).status_code == 422
    assert desk.post(address, {"vacancy": place.pk}).status_code == 302
    row.refresh_from_db()
    assert (row.host, row.vacancy, row.name) == (host, place, "")


def test_a_place_of_another_employer_is_refused(worker: User) -> None:
    row = contact(worker, host=make.host(), name="")

    with pytest.raises(ValidationError):
        place_made(row, make.vacancy(), by=worker)


def test_a_contact_of_which_a_place_was_made_stays_a_hidden_job(worker: User) -> None:
    host = make.host()
    row = contact(worker, host=host, name="", hidden_job=True, job="Piha")
    place_made(row, make.vacancy(employer=host), by=worker)

    with pytest.raises(ValidationError):
        change_contact(row, by=worker, values={"hidden_job": False})


def test_another_area_neither_reads_nor_writes(worker: User, far: User) -> None:
    row = contact(worker)
    theirs = signed_in(far)

    assert theirs.get(reverse("desk:contact", args=[row.reference])).status_code == 404
    assert theirs.post(reverse("desk:contact_place", args=[row.reference]), {}).status_code == 404
    assert "Kyläkauppa" not in theirs.get(reverse("desk:contacts")).content.decode()
    assert theirs.post(reverse(NEW), typed()).status_code == 422
    with pytest.raises(PermissionDenied):
        keep_contact(EmployerContact(name="Oma", municipality_id=HERE, kind="call"), by=far)


@pytest.mark.parametrize(
    ("query", "shown"),
    [("q=KYLÄ", ["Kyläkauppa"]), ("job=open", ["Kyläkauppa"]), ("kind=email", ["Puutyö"]), ("job=made", [])],
)
def test_the_list_is_narrowed_by_the_address(
    desk: Client, worker: User, query: str, shown: list[str]
) -> None:
    contact(worker, hidden_job=True, job="Piha")
    contact(worker, name="Puutyö", kind="email")

    page = desk.get(f"{reverse('desk:contacts')}?{query}").content.decode()

    assert [name for name in ("Kyläkauppa", "Puutyö") if name in page] == shown


def test_the_agent_of_a_host_is_named_and_taken_back(desk: Client, worker: User) -> None:
    host = make.host()
    address = reverse("desk:host_agent", args=[host.reference])

    answer = desk.post(address, {"agent": worker.pk})

    assert answer.status_code == 303
    assert HostEmployer.objects.get(pk=host.pk).agent == worker
    assert worker.get_full_name() in desk.get(answer["Location"]).content.decode()
    assert desk.post(address, {"agent": ""}).status_code == 303
    assert HostEmployer.objects.get(pk=host.pk).agent is None


def test_nobody_of_another_area_is_offered_as_agent(desk: Client, far: User) -> None:
    host = make.host()

    answer = desk.post(reverse("desk:host_agent", args=[host.reference]), {"agent": far.pk})

    assert answer.status_code == 422
