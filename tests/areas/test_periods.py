"""Months and years by the calendar, worked by hand."""

from datetime import date

import pytest

from areas.periods import after_months, age_on, end_of_month, last_day_of, months_within


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2027, 1, 1), 12, date(2027, 12, 31)),
        (date(2026, 12, 14), 6, date(2027, 6, 13)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),  # there is no 31 February: the month's end
        (date(2027, 1, 29), 1, date(2027, 2, 28)),
        (date(2027, 1, 28), 1, date(2027, 2, 27)),
        (date(2027, 2, 1), 1, date(2027, 2, 28)),
        (date(2027, 3, 1), 1, date(2027, 3, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
    ],
)
def test_a_time_of_months_begins_with_its_first_day(start, months, last):
    assert last_day_of(start, months) == last


def test_a_limit_runs_to_the_day_of_the_same_number():
    assert after_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert after_months(date(2027, 1, 1), 12) == date(2028, 1, 1)


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2013, 1, 1), date(2028, 1, 1), 15),
        (date(2013, 1, 1), date(2027, 12, 31), 14),
        (date(2012, 2, 29), date(2027, 2, 28), 14),
        (date(2012, 2, 29), date(2027, 3, 1), 15),
        (date(1926, 11, 29), date(2026, 11, 29), 100),
    ],
)
def test_an_age_is_full_on_the_birthday(birth, day, age):
    assert age_on(day, birth) == age


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2027, 2, 1), date(2027, 2, 28)),
        (date(2028, 2, 29), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_month_ends_on_its_own_last_day(day, last):
    assert end_of_month(day) == last


def test_months_are_those_that_have_days_between_first_and_last():
    assert months_within(date(2026, 11, 30), date(2027, 1, 1)) == [
        date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1),
    ]  # fmt: skip
    assert months_within(date(2027, 1, 31), date(2027, 1, 31)) == [date(2027, 1, 1)]
    assert months_within(date(2027, 2, 1), date(2027, 1, 31)) == []
