"""Every three months: is what stands of the workplace still right? One mail, one press, calm silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from notifications.models import Message
from programmes.employers import still_right
from programmes.employers.confirm_links import address_of
from programmes.models import HostEmployer
from programmes.placements.services import close_vacancy
from tests.access.people import client_of
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def worker() -> Any:
    return make.coordinator()


@pytest.fixture
def host(worker: Any) -> HostEmployer:
    """Checked four months ago, with one open place."""
    row = make.host(by=worker, contact_email="rannan@example.org")
    make.vacancy(employer=row)
    HostEmployer.objects.filter(pk=row.pk).update(verified_on=timezone.localdate() - timedelta(days=124))
    return fresh(row)


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def asked(host: HostEmployer, days_ago: int = 0) -> HostEmployer:
    still_right.ask_whether_still_right()
    if days_ago:
        day = timezone.localdate() - timedelta(days=days_ago)
        HostEmployer.objects.filter(pk=host.pk).update(asked_on=day)
    return fresh(host)


def letters() -> int:
    return Message.objects.filter(template="still_right").count()


def test_a_host_is_asked_once_in_three_months(host, time_machine):
    assert [still_right.ask_whether_still_right() for _time in range(2)] == [1, 0]
    time_machine.move_to(timezone.now() + timedelta(days=80))
    assert still_right.ask_whether_still_right() == 0
    time_machine.move_to(timezone.now() + timedelta(days=15))
    assert still_right.ask_whether_still_right() == 1

    assert letters() == 2


def test_who_has_nothing_open_or_is_new_or_on_hold_is_not_asked(host, worker):
    new, idle = make.host(by=worker), make.host(by=worker)
    make.vacancy(employer=new)
    old = timezone.localdate() - timedelta(days=200)
    HostEmployer.objects.filter(pk=idle.pk).update(verified_on=old)
    for place in host.vacancies.all():
        close_vacancy(place, by=worker, reason=make.a_reason("vacancy", "close"))

    assert still_right.ask_whether_still_right() == 0


def test_the_mail_opens_what_stands_and_one_press_says_it_is_right(host):
    host = asked(host)
    address = Message.objects.get(template="still_right").context["path"]
    before = Client().get(address)
    looked = fresh(host).confirmed_on

    answer = Client().post(address)
    after = Client().get(address).content.decode()

    assert address == address_of(host)
    assert "Kylätalon apulainen" in before.content.decode()
    assert looked is None
    assert (answer.status_code, fresh(host).confirmed_on) == (303, timezone.localdate())
    assert "Kylätalon apulainen" not in after
    assert host.contact_name not in after


def test_an_older_link_and_a_wrong_one_tell_nothing(host):
    old = address_of(asked(host))
    day = timezone.localdate() + timedelta(days=1)
    HostEmployer.objects.filter(pk=host.pk).update(asked_on=day)

    answer = Client().post(old)

    assert answer.status_code == 200
    assert host.contact_name not in answer.content.decode()
    assert fresh(host).confirmed_on is None
    assert Client().get("/still-right/muuta/").status_code == 404


def test_the_workplace_says_so_on_its_own_page(host):
    person = make.host_person(host, role="contact")
    asked(host)
    home = client_of(person).get("/host/").content.decode()

    client_of(person).post(reverse("host:still_right", args=[host.reference]))

    assert reverse("host:still_right", args=[host.reference]) in home
    assert fresh(host).confirmed_on == timezone.localdate()
    assert "Onko tämä yhä oikein?" not in client_of(person).get("/host/").content.decode()


def test_contact_data_that_are_put_right_are_right(host):
    person = make.host_person(host)
    asked(host)
    sent = {"contact_name": "Uusi Ihminen", "contact_phone": "040 555 0199", "contact_email": ""}

    answer = client_of(person).post(reverse("host:contact", args=[host.reference]), sent)
    wrong = client_of(person).post(
        reverse("host:contact", args=[host.reference]), sent | {"contact_phone": "abc"}
    )

    assert (answer.status_code, fresh(host).contact_name) == (303, "Uusi Ihminen")
    assert fresh(host).confirmed_on == timezone.localdate()
    assert wrong.status_code == 422


def test_silence_stands_on_the_list_after_a_fortnight_without_being_late(host, worker):
    asked(host, days_ago=13)
    early = client_of(worker).get("/work/?view=places").content.decode()
    asked(host, days_ago=14)
    later = client_of(worker).get("/work/?view=places").content.decode()
    late = client_of(worker).get("/work/?view=late").content.decode()

    assert (host.name in early, host.name in later, host.name in late) == (False, True, False)
    assert "Kysy työpaikalta, ovatko sen tiedot yhä oikein" in later


def test_a_worker_writes_down_what_they_said_on_the_phone(host, worker):
    asked(host, days_ago=20)
    page = client_of(worker).get(reverse("work:host", args=[host.reference])).content.decode()

    client_of(worker).post(reverse("work:host_still_right", args=[host.reference]))

    assert "He sanoivat, että kaikki on oikein" in page
    assert fresh(host).confirmed_on == timezone.localdate()
    assert host.name not in client_of(worker).get("/work/?view=places").content.decode()


def test_a_guide_does_not_say_it(host):
    guide = make.host_person(host, role="guide")

    with pytest.raises(PermissionDenied):
        still_right.confirm(asked(host), by=guide)
    assert client_of(guide).get(reverse("host:still_right", args=[host.reference])).status_code == 403
