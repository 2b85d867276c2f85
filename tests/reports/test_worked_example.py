"""The ten participants A-J of indicators.md, all referred on 2 March 2026."""

from datetime import timedelta

import pytest

from reports.figures import count_figures
from reports.periods import Period
from tests.reports.people import REFERRED_ON, frames_of, participation, placement

FIRST_OFFER = {"A": 26, "B": 12, "C": 40, "D": 33, "E": 60, "F": 20, "G": 45, "H": 30, "J": 95}
REMOTE = {"H": "422", "I": "146", "J": "707"}


@pytest.fixture
def figures():
    plans = {name: 20 if name == "J" else 14 for name in "ABCDEFGHIJ"}
    frames = frames_of(
        [
            participation(
                name,
                municipality=REMOTE.get(name, "167"),
                plan_made_on=REFERRED_ON + timedelta(days=days),
            )
            for name, days in plans.items()
        ],
        [placement(name, REFERRED_ON + timedelta(days=days)) for name, days in FIRST_OFFER.items()],
    )
    period = Period(REFERRED_ON, REFERRED_ON + timedelta(days=100))
    counted = count_figures(frames, period, indicators=["P1", "P2", "P3", "O5"], breakdowns=[None, "remote"])
    return {(each.indicator, each.group): each for each in counted}


def test_plans_in_time_are_nine_of_ten(figures):
    assert (figures["P1", None].k, figures["P1", None].n) == (9, 10)


def test_median_wait_is_33_days_though_one_has_no_offer(figures):
    assert (figures["P2", None].value, figures["P2", None].n) == (33.0, 10)


def test_offers_in_90_days_are_eight_of_ten_and_one_of_three_in_remote_municipalities(figures):
    offers = {group: (figures["P3", group].k, figures["P3", group].n) for group in (None, "yes", "no")}

    assert offers == {None: (8, 10), "yes": (1, 3), "no": (7, 7)}


def test_equality_ratio_of_remote_municipalities_is_a_third_and_flagged(figures):
    assert figures["O5", "yes"].value == pytest.approx(1 / 3)
    assert figures["O5", "yes"].flag == "below_0.80"
    assert figures["O5", "no"].flag is None
