"""The notice before a session ends is read, and put away: it covers nothing that one still has to press."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import PHONE
from tests.programmes.machines import cast as made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_notice_before_the_end_can_be_closed(pages, person, settings):
    settings.SESSION_COOKIE_AGE = 601  # ten minutes before its end is a moment from now
    worker = person(PHONE)
    worker.sign_in_at_the_door(made.full_cast()["responsible"])
    page = worker.open("/work/")

    notice = page.locator("#toasts .toast")
    notice.wait_for(timeout=15_000)
    notice.get_by_role("button", name="Sulje").click()

    assert notice.count() == 0
