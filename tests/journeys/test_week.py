"""A workplace tells its week on a phone: the presses are counted, the network goes and comes back."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from programmes.models import AttendanceDay, Placement, Workplace
from tests.journeys.conftest import PHONE
from tests.programmes.machines import cast as made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_PRESSES = 6
THUMB = 44
NAMES = ("Aino", "Eino", "Helvi", "Ilmari", "Kerttu")


@pytest.fixture
def cast() -> Any:
    """Five people in places at one workplace, since two months."""
    cast = made.full_cast()
    workplace = Workplace.objects.create(host=cast.host, name="Torin kahvila", municipality_id=made.HERE)
    vacancy = made.vacancy(cast.host, workplace=workplace, seats=9)
    day = timezone.localdate() - timedelta(days=60)
    dates = dict.fromkeys(
        ("offered_on", "wanted_on", "introduced_on", "accepted_on", "agreed_on", "starts_on", "started_on"),
        day,
    )
    for name in NAMES:
        person = made.person(first_name=name, email=f"{name}@example.org".lower())
        participation = made.participation(cast, "active", participant=person)
        made.placement(cast, "active", vacancy=vacancy, participation=participation, weekly_hours=20, **dates)
    return cast


class Thumb:
    """Presses, counted: to choose from a list is two, one that opens it and one on the word."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def press(self, selector: str) -> None:
        self.presses += 1
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()

    def choose(self, selector: str, value: str) -> None:
        self.presses += 2
        self.page.locator(selector).first.select_option(value)


def cell(name: str, nth: int = 0) -> str:
    row = Placement.objects.get(participation__participant__first_name=name)
    return f'select[name^="d-{row.reference}-"] >> nth={nth}'


def test_five_people_one_away_one_other_hour_in_six_presses(pages, person, cast):
    host = person(PHONE)
    host.sign_in(cast["host_member"])
    page = host.open("/host/")
    thumb = Thumb(page)

    thumb.press('main a[href^="/host/week/"]')
    shown = page.locator(".week-person").count()
    button = page.locator(".week-send button").bounding_box()
    host.look()
    thumb.choose(cell("Helvi"), "away")
    thumb.choose(cell("Kerttu"), "6")
    thumb.press(".week-send button")
    page.wait_for_url("**told=1**")

    assert shown == len(NAMES)
    assert button["y"] + button["height"] <= PHONE["height"]  # in sight without scrolling
    assert thumb.presses <= MOST_PRESSES
    assert page.locator("[data-kept-answered]").count() == 1
    days = AttendanceDay.objects.filter(on=AttendanceDay.objects.earliest("on").on)
    told = {day.month.participation.participant.first_name: (day.kind, day.hours) for day in days}
    assert told["Helvi"] == ("away_unknown", None)
    assert told["Kerttu"] == ("present", 6)
    assert set(told) == set(NAMES)


def test_every_choice_is_big_enough_for_a_thumb_and_fits_at_320(pages, person, cast):
    host = person({"width": 320, "height": 640})
    host.sign_in(cast["host_member"])
    page = host.open("/host/week/")

    boxes = page.locator(".week-day select, .week-send button").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map(({width, height}) => [width, height])"
    )

    assert min(height for _width, height in boxes) >= THUMB
    assert min(width for width, _height in boxes) >= THUMB
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_is_chosen_without_a_network_is_kept_and_sent_when_it_is_back(pages, person, cast):
    host = person(PHONE)
    host.sign_in(cast["host_member"])
    page = host.open("/host/week/")
    page.locator(cell("Aino")).select_option("away")
    words = page.locator("[data-kept-words]")

    host.context.set_offline(True)
    page.locator(".week-send button").click()
    words.wait_for(state="visible")
    offline = words.inner_text()
    kept = page.evaluate("JSON.stringify({...localStorage})")
    nothing = AttendanceDay.objects.count()
    host.context.set_offline(False)
    page.wait_for_url("**told=1**")

    assert "Ei verkkoa" in offline
    assert nothing == 0
    assert not any(name in kept for name in NAMES)
    assert json.loads(kept)
    assert AttendanceDay.objects.filter(kind="away_unknown").count() == 1
    assert page.evaluate("Object.keys(localStorage).length") == 0
    host.problems.clear()  # the browser tells of the network that was away


def test_a_week_that_is_opened_without_a_network_says_so_and_is_sent_when_it_is_back(pages, person, cast):
    host = person(PHONE)
    host.sign_in(cast["host_member"])
    page = host.open("/host/week/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.locator(cell("Aino")).select_option("away")

    host.context.set_offline(True)
    page.locator(".week-send button").click()
    page.locator("[data-kept-words]").wait_for(state="visible")
    page.reload()
    offline = page.locator("main").inner_text()
    looks = page.evaluate("getComputedStyle(document.querySelector('.btn')).backgroundColor")
    stored = page.evaluate(
        """async () => {
            const texts = [];
            for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys())
                    texts.push(await (await caches.match(request)).text());
            return texts.join("\\n");
        }"""
    )
    host.context.set_offline(False)
    page.locator("[data-kept-answered]").wait_for(state="attached")

    assert "Ei verkkoa" in offline
    assert "on tallessa" in offline
    assert looks != "rgba(0, 0, 0, 0)"
    assert not any(name in stored for name in NAMES)
    assert str(cast["host_member"]) not in stored
    assert AttendanceDay.objects.filter(kind="away_unknown").count() == 1
    host.problems.clear()  # the browser tells of the network that was away


def test_what_was_chosen_is_there_again_after_the_page_was_closed(pages, person, cast):
    host = person(PHONE)
    host.sign_in(cast["host_member"])
    page = host.open("/host/week/")
    page.locator(cell("Aino")).select_option("away")

    host.open("/host/")
    page = host.open("/host/week/")

    assert page.locator(cell("Aino")).input_value() == "away"
    assert "Sitä ei ole vielä lähetetty" in page.locator("[data-kept-words]").inner_text()


def test_a_week_is_told_with_the_keyboard_alone(pages, person, cast):
    host = person(PHONE)
    host.sign_in(cast["host_member"])
    page = host.open("/host/week/")

    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SELECT":
            break
    page.keyboard.type("Poissa")
    chosen = page.evaluate("document.activeElement.value")
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.week-send')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**told=1**")

    assert chosen == "away"
    assert AttendanceDay.objects.filter(kind="away_unknown").count() == 1
