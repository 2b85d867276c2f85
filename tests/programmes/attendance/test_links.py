"""The link of a week: made, sent, used, closed."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from audit.models import Event
from notifications.models import Message
from notifications.services import rendered
from programmes.models import AttendanceDay, Placement, WeekLink
from programmes.placements.attendance import links
from programmes.placements.attendance.keys import key_of
from programmes.placements.attendance.services import Tick, tell_week
from programmes.placements.attendance.tokens import link_from, token_of
from tests.programmes.attendance.reading import (
    FEBRUARY,
    MONDAY,
    chosen,
    client_of,
    in_english,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def link(cast: Any, place: Any, workplace: Any) -> WeekLink:
    place()
    return links.make_link(
        cast.host, workplace, MONDAY, by=cast["responsible"], channel="email", address="ohjaaja@example.org"
    )


def test_the_link_goes_to_the_guide_and_bears_nothing_personal(cast, link):
    message = Message.objects.get(template="week_link")

    subject, body = rendered(message)

    assert message.address == "ohjaaja@example.org"
    (token,) = re.findall(r"/week/([A-Za-z0-9:_-]+)/", body)
    assert link_from(token) == link
    assert "Aino" not in subject + body
    assert re.fullmatch(r"[A-Za-z0-9:_-]+", token_of(link))


def test_a_week_is_told_with_the_link_and_looking_changes_nothing(cast, link):
    client = in_english(Client())
    address = reverse("days:link", args=[token_of(link)])

    page = client.get(address).content.decode()

    assert "Aino" in page
    assert "Karppinen" not in page
    assert (AttendanceDay.objects.count(), WeekLink.objects.get().used_at) == (0, None)
    assert client.post(address, chosen(page)).status_code == 303
    days = AttendanceDay.objects.all()
    assert {(day.by, day.on_word) for day in days} == {(None, "link")}
    assert WeekLink.objects.get().used_at is not None


def test_the_month_that_a_link_fills_is_sent_on_the_workplaces_word(cast, place, workplace, link):
    row = Placement.objects.get(vacancy__workplace=workplace)
    tell_week({row: [Tick(day, "free") for day in FEBRUARY[:-5]]}, by=cast["host_admin"], seen=None)
    client, week = in_english(Client()), {"monday": date(2027, 2, 22), "channel": "sms"}

    with time_machine.travel("2027-03-02T12:00:00+02:00"):
        last = links.make_link(cast.host, workplace, by=cast["responsible"], address="0401234567", **week)
        address = reverse("days:link", args=[token_of(last)])
        client.post(address, chosen(client.get(address).content.decode()))

    event = Event.objects.get(verb="attendance.sent")
    assert (event.actor, event.on_word) == (cast["responsible"], "link")


@pytest.mark.parametrize("how", ["closed", "over", "replaced"])
def test_a_link_that_no_longer_stands_has_kind_words(cast, workplace, link, how):
    address, moment = reverse("days:link", args=[token_of(link)]), "2027-03-10T13:00:00+02:00"
    if how == "closed":
        links.revoke(link, by=cast["responsible"])
    elif how == "replaced":
        links.make_link(
            cast.host, workplace, MONDAY, by=cast["responsible"], channel="email", address="a@b.fi"
        )
    else:
        moment = "2027-03-22T12:00:00+02:00"

    with time_machine.travel(moment):
        answers = [in_english(Client()).get(address), in_english(Client()).post(address, {})]

    assert {answer.status_code for answer in answers} == {410}
    assert "This link is over" in answers[0].content.decode()
    assert not AttendanceDay.objects.exists()


def test_a_made_up_link_is_not_there(cast, link):
    token = token_of(link)

    for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), "abc", "1:2:3"):
        assert Client().get(reverse("days:link", args=[wrong])).status_code == 404


def test_a_worker_makes_and_closes_a_link_on_the_page_of_the_week(cast, place):
    row = place()
    client = client_of(cast["responsible"])
    query = f"?week=2027-W10&at={key_of(row)}"

    wrong = client.post(reverse("work:days_link") + query, {"phone": "abc"}, follow=True)
    client.post(reverse("work:days_link") + query, {"phone": "040 123 4567"})
    made = WeekLink.objects.get()
    client.post(reverse("work:days_link_close", args=[made.reference]) + query)
    foreign = client_of(cast["far_coordinator"]).post(
        reverse("work:days_link") + query, {"phone": "0401234567"}
    )

    assert "Check the number" in wrong.content.decode()
    assert Message.objects.get(template="week_link").state == "by_hand"
    assert not WeekLink.objects.get().stands
    assert foreign.status_code == 404


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"email": "ohjaaja.example.org"}, "valid email"),
        ({"email": "ohjaaja@example.org", "phone": "040 123 4567"}, "The link goes one way"),
        ({"email": "", "phone": "12ab"}, "Check the number"),
    ],
)
def test_a_link_that_cannot_be_sent_says_why_at_the_field_and_keeps_what_was_typed(cast, place, sent, words):
    row = place()
    client = client_of(cast["responsible"])

    answer = client.post(f"{reverse('work:days_link')}?week=2027-W10&at={key_of(row)}", sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "field-errors" in page
    assert words in page.replace("e-mail", "email")
    assert all(f'value="{value}"' in page for value in sent.values() if value)
    assert "Send the week" in page
    assert not WeekLink.objects.exists()
