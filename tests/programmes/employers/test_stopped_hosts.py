"""A host employer is not accepted, on hold, back, or closed: what becomes of its places and its people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from notifications.models import Message
from programmes.models import CallRequest, HostEmployer, Placement, Vacancy
from programmes.placements import services
from programmes.placements.public import open_places, service_types
from tests.access.people import client_of
from tests.factories import programmes as make
from workflow.undo import undo

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
    return make.host(by=worker, contact_email="rannan@example.org")


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def on_hold(host: HostEmployer, worker: Any, code: str = "safety") -> Any:
    reason = make.reason("host", "suspend", code)
    look = timezone.localdate() + timedelta(days=20)
    return services.suspend_host(host, by=worker, reason=reason, look_again_on=look, words="Soittakaa.")


def shown() -> set[str]:
    return {one.reference for one in open_places(AnonymousUser(), service_types())}


def test_a_hold_takes_the_open_places_away_and_its_end_brings_them_back(host, worker):
    place, draft = make.vacancy(employer=host), make.vacancy("draft", employer=host)
    rests = make.vacancy(employer=host)
    day = timezone.localdate() + timedelta(days=9)
    services.pause_vacancy(rests, by=worker, paused_until=day)

    on_hold(host, worker)
    states = [fresh(one).state for one in (place, draft, rests)]
    hidden = shown()
    services.reinstate_host(fresh(host), by=worker)

    assert (states, hidden) == (["paused", "draft", "paused"], set())
    assert [fresh(one).state for one in (place, draft, rests)] == ["open", "draft", "paused"]
    assert fresh(rests).paused_until == day
    assert shown() == {place.reference}


def test_on_hold_nobody_new_begins_and_who_works_there_goes_on(host, worker):
    place = make.vacancy(employer=host, seats=3)
    wanted = make.placement("wanted", row=make.participation("active", by=worker), place=place)
    running = make.placement("active", row=make.participation("active", by=worker), place=place)
    on_hold(host, worker)

    with pytest.raises(ValidationError, match="on hold"):
        services.introduce(fresh(wanted), by=worker)

    assert (fresh(wanted).state, fresh(running).state) == ("wanted", "active")
    assert set(CallRequest.objects.values_list("participation", "about")) == {
        (wanted.participation_id, host.name),
        (running.participation_id, host.name),
    }


def test_a_place_of_a_host_on_hold_opens_by_no_press_and_by_no_day(host, worker):
    place = make.vacancy(employer=host)
    services.pause_vacancy(place, by=worker, paused_until=timezone.localdate() + timedelta(days=1))
    on_hold(host, worker)
    Vacancy.objects.filter(pk=place.pk).update(paused_until=timezone.localdate())

    with pytest.raises(ValidationError, match="on hold"):
        services.resume_vacancy(fresh(place), by=worker)

    assert services.open_after_their_pause() == 0
    services.reinstate_host(fresh(host), by=worker)
    assert services.open_after_their_pause() == 1


def test_a_hold_that_is_taken_back_leaves_no_trace_in_places_calls_and_messages(host, worker):
    place = make.vacancy(employer=host)
    make.placement("active", row=make.participation("active", by=worker), place=place)
    event = on_hold(host, worker)

    undo(fresh(host), event, by=worker)

    assert (fresh(host).state, fresh(host).stopped_words, fresh(place).state) == ("verified", "", "open")
    assert not CallRequest.objects.exists()
    assert fresh(place).pauses.count() == 0
    assert set(Message.objects.filter(event=event).values_list("state", flat=True)) == {"cancelled"}


def test_a_hold_comes_up_for_the_worker_before_its_day(host, worker):
    on_hold(host, worker)
    page = client_of(worker).get("/work/?view=places").content.decode()
    HostEmployer.objects.filter(pk=host.pk).update(due_on=timezone.localdate() + timedelta(days=2))

    later = client_of(worker).get("/work/?view=places").content.decode()

    assert (host.name in page, host.name in later) == (False, True)


def test_not_accepted_closes_what_was_written_and_tells_why(worker):
    host = make.host("registered", by=worker, contact_email="rannan@example.org")
    person = make.host_person(host)
    draft = make.vacancy("draft", employer=host)
    reason = make.reason("host", "reject", "known_already")

    event = services.reject_host(host, by=worker, reason=reason, words="Katso numero.")
    page = client_of(person).get("/host/").content.decode()

    assert (fresh(host).state, fresh(draft).state) == ("rejected", "closed")
    assert "Organisaatiotanne ei hyväksytty" in page
    assert "Katso numero." in page
    assert reverse("host:vacancy_new") not in page
    assert [one.template for one in Message.objects.filter(event=event)] == ["host_rejected"]
    assert client_of(person).get(reverse("host:vacancy_new")).status_code == 404


def test_the_reason_is_read_in_the_words_for_the_workplace(worker):
    host = make.host("registered", by=worker)
    person = make.host_person(host)
    reason = make.reason("host", "reject", "does_not_fit")
    services.reject_host(host, by=worker, reason=reason)

    page = client_of(person).get("/host/", headers={"accept-language": "fi"}).content.decode()

    assert reason.told_fi in page
    assert reason.name_fi not in page


def test_a_host_with_somebody_there_is_not_closed(host, worker):
    place = make.vacancy(employer=host)
    make.placement("active", row=make.participation("active", by=worker), place=place)

    with pytest.raises(ValidationError, match="ended first"):
        services.close_host(host, by=worker, reason=make.reason("host", "close", "work_ended"))

    assert (fresh(host).state, fresh(place).state) == ("verified", "open")


def test_the_administrator_closes_and_suggestions_fall_with_a_call(host, worker):
    admin, member = make.host_person(host), make.host_person(host, role="contact")
    place = make.vacancy(employer=host)
    row = make.placement("introduced", row=make.participation("active", by=worker), place=place)
    address = reverse("workflow:act", args=["host", host.reference, "close"])
    sent = {"token": "once", "reason": make.reason("host", "close", "own_wish").pk}

    refused = client_of(member).post(address, sent).status_code
    answer = client_of(admin).post(address, sent)

    assert (refused, answer.status_code) == (403, 303)
    assert (fresh(host).state, fresh(place).state, fresh(row).state) == ("closed", "closed", "cancelled")
    assert list(CallRequest.objects.values_list("participation", flat=True)) == [row.participation_id]
    page = client_of(admin).get(answer["Location"]).content.decode()
    assert "on lopettanut paikkojen tarjoamisen" in page


def test_what_a_close_did_is_taken_back_as_one(host, worker):
    place = make.vacancy(employer=host)
    row = make.placement("introduced", row=make.participation("active", by=worker), place=place)
    event = services.close_host(host, by=worker, reason=make.reason("host", "close", "other"))

    undo(fresh(host), event, by=worker)

    assert (fresh(host).state, fresh(place).state, fresh(row).state) == ("verified", "open", "introduced")


def test_a_place_closed_before_does_not_wake_while_its_host_is_stopped(host, worker):
    place = make.vacancy(employer=host)
    closing = services.close_vacancy(place, by=worker, reason=make.reason("vacancy", "close", "filled"))
    on_hold(host, worker)

    page = client_of(worker).post(reverse("workflow:undo", args=["vacancy", place.reference, closing.pk]))

    assert page.status_code in {303, 409}
    assert fresh(place).state == "closed"


def test_the_page_of_the_act_counts_whom_it_touches(host, worker):
    place = make.vacancy(employer=host, seats=2)
    make.placement("active", row=make.participation("active", by=worker), place=place)

    page = client_of(worker).get(f"/act/host/{host.reference}/close/").content.decode()

    assert "1 avoin paikka. 0 ihmiselle on ehdotettu paikkaa sieltä. 1 ihminen on siellä" in page
    assert "Siellä on vielä joku" in page


def test_an_answer_from_the_mail_to_a_host_on_hold_gets_words(host, worker):
    from programmes.placements.links import answer_of  # noqa: PLC0415 - beside the one test that needs it

    place = make.vacancy(employer=host)
    row = make.placement("introduced", row=make.participation("active", by=worker), place=place)
    on_hold(host, worker)

    answer = Client().post(answer_of(fresh(row)), {"answer": "yes", "guide": "Veikko"})

    assert answer.status_code == 422
    assert "Työpaikka on keskeytetty" in answer.content.decode()
    assert Placement.objects.get(pk=row.pk).state == "introduced"


def test_a_hold_that_nobody_ends_is_seen_by_a_manager_who_may_end_it(host, worker):
    on_hold(host, worker)
    manager = make.manager()

    services.reinstate_host(fresh(host), by=manager)

    assert fresh(host).state == "verified"
