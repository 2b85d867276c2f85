"""De minimis aid, day by day: what counts on which day, what is left, and from when an amount fits."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.employers.aid import Ceiling, Grant, day_of_room, room_on, sum_on
from programmes.employers.supplement_sums import euros_of, monthly_of, months_of, parts_of

RULES = Ceiling(Decimal(300_000), 3)


def grants(*told: tuple[str, int]) -> list[Grant]:
    return [Grant(date.fromisoformat(day), Decimal(euros)) for day, euros in told]


@pytest.mark.parametrize(
    ("granted", "last", "free"),
    [
        ("2023-11-30", "2026-11-30", "2026-12-01"),
        ("2024-01-01", "2027-01-01", "2027-01-02"),
        ("2024-02-28", "2027-02-28", "2027-03-01"),
        ("2024-02-29", "2027-02-28", "2027-03-01"),  # no such day: the last of the month
        ("2023-12-31", "2026-12-31", "2027-01-01"),
        ("2025-02-28", "2028-02-28", "2028-02-29"),
    ],
)
def test_aid_counts_to_the_same_day_three_years_later_and_falls_out_on_the_next(granted, last, free):
    given_aid = grants((granted, 100))

    assert sum_on(given_aid, date.fromisoformat(last), RULES) == 100
    assert sum_on(given_aid, date.fromisoformat(free), RULES) == 0
    assert RULES.free_on(date.fromisoformat(granted)) == date.fromisoformat(free)


def test_aid_counts_from_its_day_and_not_before():
    given_aid = grants(("2026-05-04", 100))

    assert sum_on(given_aid, date(2026, 5, 3), RULES) == 0
    assert sum_on(given_aid, date(2026, 5, 4), RULES) == 100


def test_what_is_left_is_exact_to_the_cent_and_the_day_of_room_is_the_first_that_fits():
    given_aid = grants(("2024-03-10", 120_000), ("2025-06-01", 100_000), ("2026-01-15", 79_999))
    day = date(2026, 11, 30)

    assert room_on(given_aid, day, RULES) == 1
    assert day_of_room(given_aid, Decimal(1), day, RULES) == day
    assert day_of_room(given_aid, Decimal("1.01"), day, RULES) == date(2027, 3, 11)
    assert day_of_room(given_aid, Decimal(120_001), day, RULES) == date(2027, 3, 11)
    assert day_of_room(given_aid, Decimal("120001.01"), day, RULES) == date(2028, 6, 2)
    assert day_of_room(given_aid, Decimal(300_000), day, RULES) == date(2029, 1, 16)
    assert day_of_room(given_aid, Decimal("300000.01"), day, RULES) is None


def test_aid_of_a_later_day_leaves_less_for_an_earlier_one():
    later = grants(("2026-12-10", 250_000))

    assert room_on(later, date(2026, 11, 30), RULES) == 50_000
    # Three years before and a day more, both never lie in one period.
    assert room_on(later, date(2023, 12, 9), RULES) == 300_000
    assert room_on(later, date(2023, 12, 10), RULES) == 50_000


DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@given(st.lists(st.tuples(DAYS, st.integers(1, 200_000)), max_size=8), DAYS, st.integers(1, 300_000))
def test_what_fits_never_brings_any_period_over_the_ceiling(told, day, euros):
    known = [Grant(on, Decimal(amount)) for on, amount in told]
    fits = day_of_room(known, Decimal(euros), day, RULES)

    if fits is not None:
        with_it = [*known, Grant(fits, Decimal(euros))]
        ends = {one.on for one in with_it if one.on >= fits}
        touched = [end for end in ends if fits <= end <= RULES.last_day(fits)]
        assert all(sum_on(with_it, end, RULES) <= RULES.euros for end in touched)


@pytest.mark.parametrize(
    ("first", "last", "away", "months"),
    [
        ("2026-01-01", "2026-08-31", 0, "8"),
        ("2026-01-15", "2026-02-14", 0, "1"),
        ("2026-01-15", "2026-02-13", 0, "1"),  # thirty days and no whole month
        ("2026-01-01", "2026-01-15", 0, "0.5"),
        ("2026-01-01", "2026-03-31", 15, "2.5"),
        ("2026-01-01", "2026-01-10", 30, "0"),
        ("2026-01-02", "2026-01-01", 0, "0"),
    ],
)
def test_months_are_whole_ones_and_thirtieths(first, last, away, months):
    counted = months_of(date.fromisoformat(first), date.fromisoformat(last), away=away)

    assert counted == Decimal(months)


def test_the_supplement_and_other_support_never_pass_the_wage_costs():
    assert monthly_of(Decimal(350), Decimal(1200), Decimal(0)) == 350
    assert monthly_of(Decimal(350), Decimal(1200), Decimal(1000)) == 200
    assert monthly_of(Decimal(350), Decimal(1200), Decimal(1300)) == 0


def test_two_parts_are_the_whole_to_the_cent():
    whole = euros_of(Decimal("333.33"), Decimal("2.5"))
    first, second = parts_of(whole, date(2026, 1, 1), date(2026, 3, 15))

    assert whole == Decimal("833.33")
    assert (first.euros, second.euros) == (Decimal("416.67"), Decimal("416.66"))
    assert (first.until_on, second.until_on) == (date(2026, 2, 6), date(2026, 3, 15))
