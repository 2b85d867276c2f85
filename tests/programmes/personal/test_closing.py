"""Closing an account: what goes, what stays and until when, and that nobody comes in any more."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from notifications.models import Message
from programmes.catalogue.models import RetentionRule
from programmes.catalogue.selectors import times_of_keeping
from programmes.doors import Door, door_of
from programmes.invitations import come_in, make_letter
from programmes.participants.models import Participant, Participation
from programmes.participants.services import set_next_step
from programmes.personal.closing import kept_of
from programmes.placements.calendar_feed.tokens import new_feed, token_of
from programmes.placements.models import CalendarFeed
from tests.factories import programmes as make

CLOSE = "/my/data/close/"
LANGUAGES = ["fi", "fi-simple", "sv", "en"]


def test_the_account_ends_with_its_sessions_and_its_address(case):
    here, elsewhere = case.own(), case.own()

    answer = here.post(CLOSE, {"sure": "on"})

    user, person = User.objects.get(pk=case.user.pk), Participant.objects.get(pk=case.time.participant_id)
    assert (answer.status_code, answer.url) == (302, "/accounts/login/")
    assert (user.is_active, user.email, user.has_usable_password()) == (False, None, False)
    assert not EmailAddress.objects.filter(user=user).exists()
    assert (person.user, person.email, person.contact_channel) == (None, "", "worker")
    assert door_of(person) == Door.NO_ADDRESS
    for client in (here, elsewhere):
        assert client.get("/my/").status_code == 302
    assert Event.objects.filter(verb="account.closed_by_person").count() == 1


def test_a_calendar_that_was_subscribed_to_tells_nothing_any_more(case):
    address = reverse("calendar:feed", args=[token_of(new_feed(case.user))])
    before = Client().get(address).status_code

    case.own().post(CLOSE, {"sure": "on"})

    assert (before, Client().get(address).status_code) == (200, 404)
    assert not CalendarFeed.objects.exists()


def test_messages_go_by_the_worker_from_then_on(case):
    case.own().post(CLOSE, {"sure": "on"})
    make.placement("proposed", row=type(case.time).objects.get(pk=case.time.pk))

    told = Message.objects.filter(template="places_suggested").get()
    assert (told.state, told.address) == ("by_hand", "")


def test_without_the_tick_nothing_happens(case):
    page = case.own().post(CLOSE, {})

    assert page.status_code == 422
    assert User.objects.get(pk=case.user.pk).is_active


@pytest.mark.parametrize("state", ["agreed", "active"])
def test_a_running_place_is_talked_about_first(case, state):
    make.placement(state, row=case.time)
    client = case.own()

    page = client.get(CLOSE)
    client.post(CLOSE, {"sure": "on"})

    assert "/my/call/" in page.content.decode()
    assert User.objects.get(pk=case.user.pk).is_active


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_what_goes_and_what_stays(case, language):
    page = case.own(language).get(CLOSE)

    assert len(page.context["deleted"]) == 3
    assert len(page.context["kept"]) == 5
    assert all(one.what and one.how_long and one.source for one in page.context["kept"])
    assert "%(" not in page.content.decode()


def test_until_when_is_counted_from_the_end_of_the_service(case):
    RetentionRule.objects.filter(code="service").update(months=24)
    over = Participation(ended_on=date(2026, 5, 3))

    until = {rule.code: rule.until(over.ended_on) for rule in times_of_keeping()}

    assert until == {
        "sign_in": None,
        "settings": None,
        "letters": None,
        "service": date(2028, 5, 3),
        "profile": date(2027, 5, 3),
        "messages": date(2028, 5, 3),
        "esf": date(2031, 12, 31),
        "log": None,
    }
    assert [bool(one.until) for one in kept_of(over)] == [True, True, True, True, False]
    assert not any(one.until for one in kept_of(Participation()))


def test_the_rule_of_the_day_is_shown(case):
    RetentionRule.objects.filter(code="service").update(valid_until=date(2020, 12, 31))
    RetentionRule.objects.create(
        code="service", valid_from=timezone.localdate(), counted_from="service_end", months=36,
        name_fi="Uusi sääntö",
    )  # fmt: skip

    kept = [one.what for one in case.own().get(CLOSE).context["kept"]]

    assert "Uusi sääntö" in kept
    assert len(kept) == 5


def test_who_comes_back_comes_by_a_letter(case):
    case.own().post(CLOSE, {"sure": "on"})
    person = Participant.objects.get(pk=case.time.participant_id)

    letter = make_letter(person, by=case.worker)
    account = come_in(letter.code, person.birth_date)

    assert account.pk != case.user.pk
    assert Participant.objects.get(pk=person.pk).user == account


def test_the_worker_goes_on_with_the_case(case):
    case.own().post(CLOSE, {"sure": "on"})

    set_next_step(case.time, what="Soitto", due_on=timezone.localdate(), by=case.worker)

    assert case.desk().get(f"/work/people/{case.time.reference}/").status_code == 200
