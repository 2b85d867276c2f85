"""Groups are taken on the referral day; what is not known is a group of its own."""

from datetime import date

import pytest

from reports.groups import BREAKDOWNS, group_of_participations, reference_codes
from tests.reports.bundle import NORTH_KARELIA
from tests.reports.people import frames_of, participation


def group(by: str, **facts: object) -> str:
    return group_of_participations(frames_of([participation("A", **facts)]), by)["A"]


@pytest.mark.parametrize(
    ("birth_date", "referred_on", "expected"),
    [
        (date(2001, 3, 3), date(2026, 3, 2), "-24"),
        (date(2001, 3, 2), date(2026, 3, 2), "25-29"),
        (date(1996, 3, 2), date(2026, 3, 2), "30-54"),
        (date(1971, 3, 3), date(2026, 3, 2), "30-54"),
        (date(1971, 3, 2), date(2026, 3, 2), "55+"),
        (date(2000, 2, 29), date(2025, 2, 28), "-24"),
        (date(2000, 2, 29), date(2025, 3, 1), "25-29"),
        (None, date(2026, 3, 2), "unknown"),
    ],
)
def test_age_changes_on_the_birthday_and_in_common_years_on_the_first_of_march(
    birth_date, referred_on, expected
):
    assert group("age_group", birth_date=birth_date, referred_on=referred_on) == expected


@pytest.mark.parametrize(
    ("unemployed_since", "expected"),
    [
        (date(2025, 3, 3), "under_12"),
        (date(2025, 3, 2), "12_24"),
        (date(2024, 3, 2), "12_24"),
        (date(2024, 3, 1), "over_24"),
        (None, "unknown"),
    ],
)
def test_unemployment_length_counts_whole_calendar_months(unemployed_since, expected):
    assert group("unemployment_length", unemployed_since=unemployed_since) == expected


def test_a_year_from_leap_day_is_the_last_of_february():
    facts = {"unemployed_since": date(2024, 2, 29)}

    assert group("unemployment_length", referred_on=date(2025, 2, 27), **facts) == "under_12"
    assert group("unemployment_length", referred_on=date(2025, 2, 28), **facts) == "12_24"


@pytest.mark.parametrize(
    ("by", "facts", "expected"),
    [
        ("municipality", {"municipality": "422"}, "422"),
        ("municipality", {"municipality": "091"}, "unknown"),
        ("municipality", {"municipality": None}, "unknown"),
        ("service_area", {"municipality": "422"}, "PIE"),
        ("service_area", {"municipality": "091"}, "unknown"),
        ("remote", {"municipality": "422"}, "yes"),
        ("remote", {"municipality": "167"}, "no"),
        ("remote", {"municipality": None}, "unknown"),
        ("gender", {"gender": "other"}, "other"),
        ("gender", {"gender": ""}, "unknown"),
        ("language", {"language": "sv"}, "sv"),
        ("language", {"language": "uk"}, "other"),
        ("language", {"language": ""}, "unknown"),
        ("foreign_background", {"foreign_background": True}, "yes"),
        ("foreign_background", {"foreign_background": None}, "unknown"),
        ("partial_work_ability", {"partial_work_ability": False}, "no"),
    ],
)
def test_group_of_a_participation(by, facts, expected):
    assert group(by, **facts) == expected


def test_every_breakdown_has_its_list_of_codes():
    assert {by: len(reference_codes(by, NORTH_KARELIA)) for by in BREAKDOWNS} == {
        "municipality": 13,
        "service_area": 4,
        "remote": 2,
        "gender": 3,
        "age_group": 4,
        "language": 3,
        "foreign_background": 2,
        "partial_work_ability": 2,
        "unemployment_length": 3,
        "programme_type": 13,
    }
