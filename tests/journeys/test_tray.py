"""What has the focus is seen beside the tray that stays in sight (WCAG 2.2, 2.4.11)."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import DESK, PHONE
from tests.programmes.machines import cast as made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HIDDEN = """() => {
    const at = document.activeElement.getBoundingClientRect(), tray = document.querySelector("[data-tray]");
    const over = tray.getBoundingClientRect();
    const beside = tray.contains(document.activeElement) || document.activeElement === document.body;
    const level = at.bottom > over.top + 1 && at.top < over.bottom - 1;
    return !beside && level && at.right > over.left && at.left < over.right;
}"""


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_tray_covers_nothing_that_has_the_focus(pages, person, size):
    cast = made.full_cast()
    row = made.placement(cast, "proposed").participation
    for number in range(12):
        made.vacancy(cast.host, title=f"Puistotyön apulainen {number}")
    worker = person(size)
    worker.sign_in(cast["responsible"])
    page = worker.open(f"/work/people/{row.reference}/propose/")

    reached = 0
    for press in range(45):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.name")
        reached += name == "places"
        if name == "places" and reached <= 3:
            page.keyboard.press("Space")
        assert not page.evaluate(HIDDEN), (press, page.evaluate("document.activeElement.outerHTML"))

    assert reached >= 10
