"""What stays in the hand in a month, how far it is, said as it is known; a group's own button of interest."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from areas.models import Municipality
from cms.cards import group_card
from programmes.catalogue.models import Parameter
from programmes.catalogue.money import in_a_month
from programmes.models import Interest, Placement
from programmes.placements.interest_targets import target_named
from programmes.placements.offered import Group
from programmes.placements.presentation import glance_at, place_facts, where_words
from tests.access.people import client_of
from tests.programmes.machines import cast as made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def kind(*, paid: bool = False, expense_allowance: bool = True) -> SimpleNamespace:
    return SimpleNamespace(paid=paid, expense_allowance=expense_allowance)


def test_a_month_is_52_twelfths_of_weeks_and_follows_the_dated_sum():
    with translation.override("en"):
        assert "about €117 with 3 days a week, €195 with 5" in in_a_month(kind())
        Parameter.objects.create(
            code="expense-allowance-day", value=10, unit="euros_a_day", valid_from=timezone.localdate()
        )
        from django.core.cache import cache  # noqa: PLC0415

        cache.clear()
        assert "about €130 with 3 days a week, €217 with 5" in in_a_month(kind())


def test_of_a_wage_it_is_told_whom_to_ask_and_where_nothing_is_added_that():
    with translation.override("en"):
        assert "Ask your officer" in in_a_month(kind(paid=True))
        assert "nothing is added" in in_a_month(kind(expense_allowance=False))


def test_within_ones_own_municipality_no_kilometres_are_made_up():
    home, away = (Municipality.objects.get(code=code) for code in ("167", "422"))

    with translation.override("en"):
        assert "not counted" in where_words(home, "167")
        assert where_words(home, "167", briefly=True) == str(home)
        assert "as the crow flies" in where_words(away, "167")


def test_the_card_is_brief_and_the_page_tells_all():
    cast = made.full_cast()
    row = Placement.objects.get(pk=made.placement(cast, "proposed").pk)

    with translation.override("en"):
        facts = dict(place_facts(row, home=made.HERE))
        line = str(glance_at(row, home=made.HERE).line)

    assert "not counted" in facts["Where"]
    assert facts["In the hand in a month"]
    assert "not counted" not in line
    assert facts["In the hand in a month"] not in line


def test_both_lines_stand_where_places_are_compared():
    cast = made.full_cast()
    offers = made.offer_round(cast)
    made.placement(cast, "proposed", offer_round=offers)

    page = client_of(cast["participant"]).get(f"/my/offers/{offers.reference}/").content.decode()

    assert "Käteen kuukaudessa" in page
    assert "oma kuntasi" in page


def test_each_group_has_its_own_button_and_only_where_it_was_asked_for():
    today = timezone.localdate()
    intake = made.environment_group()
    group = Group(
        intake.reference, 1, "Työpaja", "167", "Joensuu", "", today + timedelta(days=7), None, 3, "fi"
    )

    card = render_to_string("cms/card.html", {"one": group_card(group, "", door=True)})
    without = render_to_string("cms/card.html", {"one": group_card(group, "")})

    assert f"/my/interests/new/?intake={intake.reference}" in card
    assert "/my/interests/" not in without


def test_the_button_of_a_group_leads_to_an_interest_in_that_group():
    cast = made.full_cast()
    intake = made.environment_group()
    address = f"/my/interests/new/?intake={intake.reference}"
    browser = client_of(cast["participant"])

    page = browser.get(address)
    browser.post(address, {"token": "a", "wish": ""})

    assert page.status_code == 200
    assert target_named(cast["participant"], {"intake": intake.reference}) == intake
    assert Interest.objects.get().intake == intake
