"""How long a place is open: warnings, expiry, renewal, pauses, a month's room; answers from the mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone, translation

from audit.grouping import as_one
from audit.models import Event
from notifications.models import Message
from programmes.models import HostEmployer, Placement, ReasonCode, Vacancy, VacancyPause
from programmes.placements import services
from programmes.placements.links import answer_of, renewal_of
from programmes.placements.public import open_places, service_types
from tests.factories import programmes as make
from workflow.engine import apply
from workflow.undo import undo, undo_group

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
TODAY = date(2027, 3, 15)


@pytest.fixture(autouse=True)
def _its_day(time_machine: Any) -> Iterator[None]:
    time_machine.move_to(f"{TODAY} 12:00+02:00")
    with translation.override("en"):
        yield


@pytest.fixture
def host() -> HostEmployer:
    """A host that has no account: a telephone, an address, nobody who signs in."""
    return make.host(contact_email="rannan@example.org")


@pytest.fixture
def place(host: HostEmployer) -> Vacancy:
    return make.vacancy(employer=host)


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def last_day(place: Vacancy, days: int) -> Vacancy:
    Vacancy.objects.filter(pk=place.pk).update(valid_until=TODAY + timedelta(days=days))
    return fresh(place)


def shown() -> set[str]:
    """The places that anybody reads of."""
    return {one.reference for one in open_places(AnonymousUser(), service_types())}


def told(verb: str) -> list[str]:
    return list(Message.objects.filter(event__verb=verb).order_by("pk").values_list("template", flat=True))


def english() -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="en")


@pytest.mark.parametrize(("days", "warned"), [(20, None), (14, 14), (9, 14), (3, 3), (0, 3)])
def test_a_host_is_warned_once_a_fortnight_before_and_once_three_days_before(place, days, warned):
    last_day(place, days)

    told_now = services.warn_before_the_end()

    assert (told_now, fresh(place).warned_days) == (int(warned is not None), warned)
    assert services.warn_before_the_end() == 0
    assert told("vacancy.ends_soon") == ["vacancy_ends_soon"] * told_now


def test_both_warnings_come_each_in_its_time(place, time_machine):
    last_day(place, 14)
    services.warn_before_the_end()
    time_machine.move_to(f"{TODAY + timedelta(days=11)} 12:00+02:00")

    assert services.warn_before_the_end() == 1
    assert told("vacancy.ends_soon") == ["vacancy_ends_soon"] * 2


def test_a_place_whose_day_has_passed_leaves_the_pages_and_the_host_hears_of_it(place):
    last_day(place, -1)

    assert services.expire_due_vacancies() == 1
    assert services.expire_due_vacancies() == 0
    event = Event.objects.get(verb="vacancy.expired")
    assert (fresh(place).state, event.actor) == ("expired", None)
    assert told("vacancy.expired") == ["vacancy_expired"]


def test_nobody_expires_a_place_by_hand(place):
    last_day(place, -1)

    with pytest.raises(PermissionDenied):
        apply(fresh(place), "expire", by=make.manager())


def test_the_service_does_by_itself_only_what_is_declared_so(place):
    with pytest.raises(PermissionDenied):
        apply(place, "close", by=None, reason=make.a_reason("vacancy", "close"))


@pytest.mark.parametrize(("days", "until"), [(10, 100), (0, 90), (-5, 90)])
def test_one_press_in_the_mail_renews_the_place_and_looking_does_not(place, days, until):
    row = last_day(place, days)
    services.expire_due_vacancies()
    client, address = english(), renewal_of(row)

    looked = client.get(address)
    assert looked.status_code == 200
    assert "One press renews it" in looked.content.decode()
    assert fresh(place).valid_until == TODAY + timedelta(days=days)

    pressed = client.post(address)

    assert (pressed.status_code, fresh(place).state) == (303, "open")
    assert fresh(place).valid_until == TODAY + timedelta(days=until)
    assert "The place is open" in client.get(address).content.decode()
    client.post(address)  # the link has been used
    assert fresh(place).valid_until == TODAY + timedelta(days=until)
    event = Event.objects.get(verb="vacancy.renewed")
    assert (event.actor, event.on_word) == (None, "link")
    assert told("vacancy.renewed") == ["vacancy_renewed"]


def test_a_link_that_was_changed_or_is_old_leads_to_plain_words(place, time_machine):
    address = renewal_of(last_day(place, 3))
    assert english().get(address[:-3] + "xx/").status_code == 404
    assert english().get(answer_of_another(address)).status_code == 404
    time_machine.move_to(f"{TODAY + timedelta(days=49)} 12:00+02:00")

    answer = english().get(address)

    assert answer.status_code == 404
    assert "This link is over" in answer.content.decode()


def answer_of_another(address: str) -> str:
    """A link of one kind does not open the other."""
    return address.replace("/renew/", "/answer/")


def test_a_closed_place_is_not_renewed_by_its_link(place):
    row = last_day(place, 3)
    address = renewal_of(row)
    services.close_vacancy(row, by=make.coordinator(), reason=make.a_reason("vacancy", "close"))

    client = english()

    assert client.post(address).status_code == 200
    assert "cannot be renewed" in client.get(address).content.decode()
    assert fresh(place).state == "closed"


def test_a_place_that_is_open_for_long_is_not_renewed(place):
    with pytest.raises(ValidationError, match="last two weeks"):
        services.renew_vacancy(last_day(place, 60), by=make.coordinator())


def test_a_paused_place_leaves_the_pages_and_opens_by_itself(place, time_machine):
    worker = make.coordinator()
    services.pause_vacancy(place, by=worker, paused_until=TODAY + timedelta(days=10))

    assert fresh(place).state == "paused"
    assert place.reference not in shown()
    assert services.open_after_their_pause() == 0
    time_machine.move_to(f"{TODAY + timedelta(days=10)} 12:00+02:00")
    assert services.open_after_their_pause() == 1
    assert services.open_after_their_pause() == 0
    assert (fresh(place).state, fresh(place).paused_until) == ("open", None)
    pause = VacancyPause.objects.get()
    assert (pause.from_on, pause.until_on) == (TODAY, TODAY + timedelta(days=10))


def test_a_pause_needs_a_day_ahead_and_is_taken_back(place):
    worker = make.coordinator()
    with pytest.raises(ValidationError, match="after today"):
        services.pause_vacancy(place, by=worker, paused_until=TODAY)
    event = services.pause_vacancy(fresh(place), by=worker, paused_until=TODAY + timedelta(days=2))

    undo(fresh(place), event, by=worker)

    assert (fresh(place).state, VacancyPause.objects.count()) == ("open", 0)


def test_a_place_that_is_closed_in_its_pause_ends_the_pause(place):
    worker = make.coordinator()
    services.pause_vacancy(place, by=worker, paused_until=TODAY + timedelta(days=10))

    event = services.close_vacancy(fresh(place), by=worker, reason=make.a_reason("vacancy", "close"))

    assert VacancyPause.objects.get().until_on == TODAY
    undo_group(event.group, by=worker)
    assert (fresh(place).state, VacancyPause.objects.get().until_on) == ("paused", None)


def wanted(place: Vacancy) -> Placement:
    return make.placement("wanted", row=make.participation("active"), place=place)


def test_a_month_that_is_full_pauses_the_place_and_the_next_opens_it(place, time_machine):
    Vacancy.objects.filter(pk=place.pk).update(monthly_quota=2, seats=5)
    first, second = wanted(fresh(place)), wanted(fresh(place))
    services.introduce(first, by=first.participation.coordinator)
    assert fresh(place).state == "open"

    event = services.introduce(second, by=second.participation.coordinator)

    assert (fresh(place).state, fresh(place).paused_until) == ("paused", date(2027, 4, 1))
    assert VacancyPause.objects.get().by_quota
    assert told("vacancy.paused") == ["vacancy_month_full"]
    undo_group(event.group, by=second.participation.coordinator)
    assert (fresh(place).state, fresh(second).state) == ("open", "wanted")
    services.introduce(fresh(second), by=second.participation.coordinator)
    time_machine.move_to("2027-04-01 12:00+03:00")
    assert services.open_after_their_pause() == 1
    third = wanted(fresh(place))
    services.introduce(third, by=third.participation.coordinator)
    assert fresh(place).state == "open"


@pytest.fixture
def introduced(place: Vacancy) -> Placement:
    return make.placement("introduced", row=make.participation("active"), place=place)


def test_the_mail_leads_to_the_answer(introduced):
    message = Message.objects.get(template="person_introduced")

    assert message.context["path"] == answer_of(introduced)
    assert "/answer/" in message.context["path"]


def test_the_first_page_shows_what_the_person_chose_and_the_second_press_answers(introduced):
    person = introduced.participation.participant
    client, address = english(), answer_of(introduced)

    page = client.get(address).content.decode()

    assert person.first_name in page
    assert person.last_name not in page
    assert f'value="{introduced.vacancy.guide}"' in page
    assert fresh(introduced).state == "introduced"
    pressed = client.post(address, {"answer": "yes", "guide": introduced.vacancy.guide})
    row = fresh(introduced)
    assert (pressed.status_code, row.state, row.guide) == (303, "accepted", introduced.vacancy.guide)
    event = Event.objects.get(verb="placement.accepted", object_id=row.pk)
    assert (event.actor, event.on_word) == (None, "link")
    again = client.get(address).content.decode()
    assert "Thank you for your answer" in again
    assert person.first_name not in again
    assert client.post(address, {"answer": "no"}).status_code == 200
    assert fresh(introduced).state == "accepted"


def test_a_no_from_the_mail_has_its_reason_and_the_worker_rings(introduced):
    client, address = english(), answer_of(introduced)
    without = client.post(address, {"answer": "no"})
    assert without.status_code == 422
    assert fresh(introduced).state == "introduced"

    reason = ReasonCode.objects.filter(machine="placement", transition="refuse")[0]
    client.post(address, {"answer": "no", "reason": reason.pk, "reason_text": "Ohjaaja on poissa."})

    row = fresh(introduced)
    assert (row.state, row.reason, row.reason_text) == ("refused", reason, "Ohjaaja on poissa.")
    assert "Thank you" in client.get(address).content.decode()


def test_a_seat_that_was_taken_meanwhile_has_its_words_and_nothing_typed_is_lost(introduced):
    for _seat in range(introduced.vacancy.seats):
        make.placement("accepted", row=make.participation("active"), place=introduced.vacancy)

    answer = english().post(answer_of(introduced), {"answer": "yes", "guide": "Tuula Rantanen"})

    assert answer.status_code == 422
    assert 'value="Tuula Rantanen"' in answer.content.decode()
    assert fresh(introduced).state == "introduced"


def test_an_introduction_that_was_taken_back_has_no_link(introduced):
    address = answer_of(introduced)
    event = Event.objects.get(verb="placement.introduced", object_id=introduced.pk)
    with as_one():
        undo(fresh(introduced), event, by=introduced.participation.coordinator)

    assert english().get(address).status_code == 404


def test_the_day_of_the_tests_stands() -> None:
    assert timezone.localdate() == TODAY
