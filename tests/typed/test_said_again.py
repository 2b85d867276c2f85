"""What is said once more is neither lost nor done twice: new words, long words, two presses of one form."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.utils import timezone

from audit.models import Event
from programmes.models import CallRequest, FollowUp, Interest, NextStep, Placement, Review, WeekLink
from programmes.participants.models import InvitationLetter
from programmes.placements.attendance.calendar import monday_of, week_code
from programmes.placements.attendance.keys import key_of
from tests.access.people import client_of as signed_in
from tests.programmes.machines import cast as made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def cast() -> made.Cast:
    return made.full_cast()


def client_of(user: Any) -> Client:
    client = signed_in(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def carried(client: Client, page: str, action: str = "") -> dict[str, str]:
    """What the form of the page carries along."""
    forms = BeautifulSoup(client.get(page).content.decode(), "html.parser").select("main form")
    form = next(one for one in forms if not action or one.get("action") == action)
    return {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden][name]")}


def test_new_words_about_the_same_thing_are_added_and_the_worker_sees_it(cast):
    client = client_of(cast["participant"])
    page = f"/my/interests/new/?vacancy={cast.vacancy.reference}"
    for words in ("Aamuvuorot sopivat.", "Voin tulla jo maanantaina.", "Aamuvuorot sopivat."):
        client.post(page, carried(client, page) | {"wish": words})

    too_long = client.post(page, carried(client, page) | {"wish": "Sana " * 95})

    row = Interest.objects.get()
    assert row.wish == "Aamuvuorot sopivat.\nVoin tulla jo maanantaina."
    assert Event.objects.filter(verb="interest.words_added").count() == 1
    shown = client_of(cast["responsible"]).get(f"/work/interests/{row.reference}/").content.decode()
    assert "Voin tulla jo maanantaina." in shown
    assert "Words were added" in shown
    assert too_long.status_code == 422
    assert "Sana Sana" in too_long.content.decode()
    assert "room for" in too_long.content.decode()


def test_a_long_adjustment_is_refused_with_words_and_nothing_is_cut(cast):
    row = running(cast)
    client, page = client_of(cast["responsible"]), f"/work/placements/{row.reference}/review/"
    words = "Tauko " * 40
    sent = {"held_on": f"{timezone.localdate():%d.%m.%Y}", "adjustments": words, "agreed": "Jatketaan"}

    answer = client.post(page, carried(client, page) | sent)

    assert answer.status_code == 422
    assert "at most 200 letters" in answer.content.decode()
    assert words.strip() in answer.content.decode()
    assert not row.adjustments.exists()


def test_a_long_wish_for_a_call_from_another_window_stays_on_the_page(cast):
    CallRequest.objects.create(participation=cast.participation, about="Työvuorot")
    client = client_of(cast["participant"])

    answer = client.post("/my/call/", {"about": "Haluan puhua tauoista. " * 20})
    client.post("/my/call/", {"about": "Haluan puhua tauoista."})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Haluan puhua tauoista. Haluan" in page
    assert "error-summary" in page
    assert CallRequest.objects.get().about == "Työvuorot; Haluan puhua tauoista."


def test_one_form_of_a_talk_sent_twice_is_one_talk(cast):
    row = running(cast)
    client, page = client_of(cast["responsible"]), f"/work/placements/{row.reference}/review/"
    sent = carried(client, page) | {"held_on": f"{timezone.localdate():%d.%m.%Y}", "agreed": "Jatketaan"}

    answers = [client.post(page, sent).status_code for _press in range(2)]

    assert answers == [302, 302]
    assert Review.objects.filter(placement=row).exclude(held_on=None).count() == 1
    assert Event.objects.filter(verb="placement.reviewed").count() == 1


def test_one_form_of_a_next_step_sent_twice_is_one_step(cast):
    person = cast.participation
    client, page = client_of(cast["responsible"]), f"/work/people/{person.reference}/"
    action = f"{page}next-step/"
    day = f"{timezone.localdate():%d.%m.%Y}"
    before = NextStep.objects.filter(participation=person).count()
    sent = carried(client, page, action) | {"what": "Soitto", "due_on": day}

    answers = [client.post(action, sent).status_code for _press in range(2)]

    assert answers == [303, 303]
    assert NextStep.objects.filter(participation=person).count() == before + 1
    assert NextStep.objects.get(participation=person, what="Soitto").done_on is None


def test_two_presses_of_make_letter_make_one_letter_until_somebody_asks_for_another(cast):
    person = cast.participation
    client, page = client_of(cast["responsible"]), f"/work/people/{person.reference}/letter/"
    person.participant.user = None
    person.participant.save()
    sent = carried(client, page) | {"language": "fi"}

    first, second = client.post(page, sent), client.post(page, sent)

    assert first["Content-Type"] == "application/pdf"
    assert second.status_code == 409
    assert "A letter was made a moment ago" in second.content.decode()
    assert InvitationLetter.objects.filter(void_at=None).count() == InvitationLetter.objects.count() == 1
    again = BeautifulSoup(second.content.decode(), "html.parser").select_one("main input[name=known]")
    third = client.post(page, {"known": again["value"], "language": "fi"})
    assert third["Content-Type"] == "application/pdf"
    assert InvitationLetter.objects.filter(void_at=None).count() == 1


def running(cast: made.Cast) -> Placement:
    return made.placement(cast, "active", vacancy=made.vacancy(cast.host))


def test_one_form_of_a_visit_a_call_or_a_link_sent_twice_is_one(cast):
    client = client_of(cast["responsible"])
    wanted = made.placement(cast, "wanted", vacancy=made.vacancy(cast.host))
    visit = f"/work/placements/{wanted.reference}/visit/"
    soon = f"{timezone.localdate() + timedelta(days=3):%d.%m.%Y}"
    told = {"on": soon, "at": "10", "minutes": "60", "meets": "Veikko", "meet_at": "Pihalta", "ride": "own"}
    ended = timezone.localdate() - timedelta(days=100)
    FollowUp.objects.bulk_create(FollowUp.all_of(cast.participation, ended))
    asked = f"/work/people/{cast.participation.reference}/follow-up/3/"
    row = running(cast)
    week = f"?at={key_of(row)}&week={week_code(monday_of(timezone.localdate()))}"
    for page, action, sent in (
        (visit, visit, told),
        (asked, asked, {"not_reached": "1"}),
        (f"/work/days/week/{week}", f"/work/days/week/link/{week}", {"phone": "040 555 0101", "email": ""}),
    ):
        link = action if "link" in action else ""
        form = carried(client, page, link) | sent
        assert [client.post(action, form).status_code for _press in range(2)] == [302, 302], page

    assert Event.objects.filter(verb__in=("placement.visit_agreed", "placement.visit_moved")).count() == 1
    assert FollowUp.objects.get(participation=cast.participation, months=3).tries == 1
    assert WeekLink.objects.count() == 1
