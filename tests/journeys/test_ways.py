"""The same acts without a mouse, and without a script."""

from __future__ import annotations

import pytest
from django.utils import translation
from django.utils.translation import gettext

from programmes.models import Placement
from tests.journeys.conftest import PASSWORD, PATIENCE, PHONE
from tests.programmes.machines import cast as made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TABS = 60


def tab_to(page, words: str) -> None:
    """Tab is pressed until the control with these words has the focus; its outline is seen on the way."""
    for _press in range(TABS):
        page.keyboard.press("Tab")
        held = page.evaluate(
            """() => {
                const at = document.activeElement, style = getComputedStyle(at);
                const label = at.labels && at.labels.length ? at.labels[0].innerText : at.innerText;
                const seen = element => element && getComputedStyle(element).outlineStyle !== "none";
                return [label.trim(), style.outlineStyle !== "none" || seen(at.closest("label"))];
            }"""
        )
        if held[0] == words:
            assert held[1], ("no outline at", words)
            return
    raise AssertionError((page.url, words, "is not reached with Tab"))


def test_a_yes_with_the_keyboard_alone(pages, person):
    cast = made.full_cast()
    row = made.placement(cast, "proposed")
    aila = person(PHONE, language="sv")
    aila.sign_in(cast["participant"])
    with translation.override("sv"):
        skip, yes = gettext("Skip to content"), gettext("Yes, I am interested")
    page = aila.open(f"/my/places/{row.reference}/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == skip
    assert page.locator(".skip-link").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    tab_to(page, yes)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/want/" in url)
    second = page.locator("[name=rank]").nth(1)
    page.locator("[name=rank]").first.focus()
    page.keyboard.press("ArrowDown")
    assert second.is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("[name=shown_to_host]").first.is_checked()
    tab_to(page, yes)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/want/" not in url)

    row = Placement.objects.get(pk=row.pk)
    assert (row.state, row.wanted_rank) == ("wanted", 2)


def test_a_host_says_no_and_takes_it_back_without_a_script(pages, browser, live_server):
    cast = made.full_cast()
    row = made.placement(cast, "introduced")
    cast["host_admin"].set_password(PASSWORD)
    cast["host_admin"].language = "sv"
    cast["host_admin"].save()
    context = browser.new_context(viewport=PHONE, locale="sv", java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    with translation.override("sv"):
        no, undo = gettext("Does not suit us now"), gettext("Undo")

    page.goto(f"{live_server.url}/accounts/login/")
    page.fill("[name=login]", cast["host_admin"].email)
    page.fill("[name=password]", PASSWORD)
    page.locator("form:has([name=password]) button").first.click()
    page.goto(f"{live_server.url}/host/places/{row.reference}/")
    page.locator("main").get_by_role("link", name=no, exact=True).click()
    page.locator("main").get_by_role("button", name=no, exact=True).click()
    assert Placement.objects.get(pk=row.pk).state == "introduced", "a no without a reason went through"
    page.locator("[name=reason]").first.check()
    page.locator("main").get_by_role("button", name=no, exact=True).click()
    refused = Placement.objects.get(pk=row.pk).state
    page.locator("main").get_by_role("button", name=undo).click()
    page.wait_for_load_state()
    context.close()

    assert (refused, Placement.objects.get(pk=row.pk).state) == ("refused", "introduced")


def test_long_words_and_the_last_step_of_a_place_fit_a_phone(pages, person):
    cast = made.full_cast()
    row = made.vacancy(cast.host, "draft")
    host = person(PHONE, language="sv")
    host.sign_in(cast["host_admin"])
    edit = f"/host/vacancies/{row.reference}/edit/"

    page = host.open(f"{edit}?step=task&search=tr%C3%A4dg%C3%A5rd")
    assert page.locator("[name=occupation_group]").count() > 2
    page = host.open(f"{edit}?step=support")
    tab, row_of_tabs = page.locator(".tabs [aria-current]"), page.locator(".tabs ul")
    box, frame = tab.bounding_box(), row_of_tabs.bounding_box()
    assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
