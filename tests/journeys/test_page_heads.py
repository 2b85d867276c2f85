"""What stands beside the name of a page leaves the name its width."""

from __future__ import annotations

import pytest
from django.utils import translation
from django.utils.translation import gettext

from tests.journeys.conftest import DESK
from tests.programmes.machines import cast as made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [768, 1024, 1280])
def test_a_name_beside_an_undo_with_all_its_words_is_not_cut(pages, person, width):
    cast = made.full_cast()
    placement = made.placement(cast, "proposed")
    worker = person(DESK | {"width": width})
    worker.sign_in(cast["responsible"])
    reference = placement.participation.reference
    with translation.override("fi"):
        stop = gettext("Record that the person stops at their own wish")

    page = worker.open(f"/act/participation/{reference}/withdraw/?next=/work/people/{reference}/")
    page.locator("[name=on_word]").first.check()
    worker.press(stop)

    assert page.locator("form.undo .dim").count() == 2
    assert page.locator("h1").bounding_box()["width"] >= 280
