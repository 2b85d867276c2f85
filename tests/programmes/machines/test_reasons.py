"""A reason: the words the other party gets stand before the button, and are what that party reads."""

import pytest
from django.utils import translation

from programmes.models import Placement, ReasonCode
from tests.access.people import client_of
from tests.programmes.machines import cast as made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def cast() -> made.Cast:
    return made.full_cast()


def read(user, address: str) -> str:
    return client_of(user).get(address).content.decode()


def test_the_words_are_shown_before_the_no_is_sent_and_read_by_the_person_after_it(cast):
    row = made.placement(cast, "introduced")
    reason = ReasonCode.objects.get(machine="placement", transition="refuse", code="no_guide")

    form = read(cast["host_admin"], f"/act/placement/{row.reference}/refuse/")
    answer = client_of(cast["host_admin"]).post(
        f"/act/placement/{row.reference}/refuse/", {"token": "once", "reason": reason.pk}
    )
    page = read(cast["participant"], f"/my/places/{row.reference}/")

    assert reason.told_fi.rstrip(".") in form
    assert (answer.status_code, Placement.objects.get(pk=row.pk).state) == (303, "refused")
    assert reason.told_fi in page
    assert reason.name_fi not in page


def test_the_words_follow_the_language_and_fall_to_finnish():
    reason = ReasonCode(told_fi="Paikka meni.", told_sv="Platsen gick.")

    told = {}
    for language in ("fi", "sv", "en", "fi-simple"):
        with translation.override(language):
            told[language] = reason.told

    assert told == {
        "fi": "Paikka meni.",
        "sv": "Platsen gick.",
        "en": "Paikka meni.",
        "fi-simple": "Paikka meni.",
    }


def test_a_reason_that_must_be_given_has_no_empty_choice(cast):
    row = made.placement(cast, "introduced")

    form = read(cast["host_admin"], f"/act/placement/{row.reference}/refuse/")

    assert 'type="radio" name="reason" value=""' not in form
    assert form.count('type="radio" name="reason"') == 4
