"""From the button of a group on a page of a service, through the sign-in, to the worker's answer."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from programmes.models import Interest
from tests.factories import programmes as make
from tests.programmes.participants.test_own_pages import a_person
from workflow.services import act

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "long-enough-for-a-test"  # noqa: S105 - of an invented person


def test_from_the_button_of_a_group_through_the_sign_in_to_the_answer(pages):
    user, row = a_person()
    user.set_password(PASSWORD)
    user.language = "fi"
    user.save()
    here, there = make.intake(), make.intake("422")
    browser = Client()

    page = BeautifulSoup(browser.get("/fi/palvelut/tyopaja/").content.decode(), "html.parser")
    doors = [str(door["href"]) for door in page.select('a[href*="intake="]')]
    door = browser.get(doors[0], follow=True)
    form = BeautifulSoup(door.content.decode(), "html.parser").select_one("form:has([name=password])")
    sent = {str(one["name"]): str(one.get("value", "")) for one in form.select("input[name]")}
    signed_in = browser.post(
        str(form["action"]), sent | {"login": user.email, "password": PASSWORD}, follow=True
    )
    asked = BeautifulSoup(signed_in.content.decode(), "html.parser").select_one("form:has([name=wish])")
    token = str(asked.select_one("[name=token]")["value"])
    for address in doors[:2]:
        browser.post(address, {"token": token if address == doors[0] else f"{token}-2", "wish": "Aamuisin."})
    listed = browser.get("/my/interests/").content.decode()
    first = Interest.objects.get(intake=here)
    act(first, "answer_not_now", by=row.coordinator, answer="Ryhmä on täynnä.", suggested=None)
    answered = browser.get(f"/my/interests/{first.reference}/").content.decode()

    assert doors == [f"/my/interests/new/?intake={one.reference}" for one in (here, there)]
    assert [step[1] for step in signed_in.redirect_chain][-1] == 302
    assert signed_in.request["PATH_INFO"] == "/my/interests/new/"
    for group in (here, there):  # two of one service on one day are told apart
        assert str(group.municipality) in listed
    assert str(here.municipality) in answered
    assert "Ryhmä on täynnä." in answered
