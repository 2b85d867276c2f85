"""Working days, against the Finnish calendar worked by hand."""

from datetime import date

import pytest

from areas.models import PublicHoliday
from areas.selectors import add_working_days, is_working_day, working_days_between

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packaged_area")]


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 4, 30), True),  # Thursday, the eve of Vappu
        (date(2026, 5, 1), False),  # Vappu, a Friday
        (date(2026, 5, 2), False),  # Saturday
        (date(2026, 5, 3), False),  # Sunday
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 5, 14), False),  # Ascension Day, a Thursday
        (date(2026, 6, 19), False),  # Midsummer Eve: no time limit ends on it
        (date(2026, 12, 24), False),  # Christmas Eve: no time limit ends on it
        (date(2026, 12, 25), False),
        (date(2027, 12, 6), False),  # Independence Day, a Monday
        (date(2026, 1, 6), False),  # Epiphany, a Tuesday
    ],
)
def test_working_day_is_a_weekday_that_is_no_public_holiday_and_no_eve(day, working):
    assert is_working_day(day) is working


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (date(2026, 4, 30), 1, date(2026, 5, 4)),  # over Vappu and the weekend
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # over Easter
        (date(2026, 4, 1), 5, date(2026, 4, 10)),  # 2, 7, 8, 9, 10 April
        (date(2026, 6, 18), 1, date(2026, 6, 22)),  # over Midsummer Eve
        (date(2026, 12, 22), 2, date(2026, 12, 28)),  # 23, 28 December: over Christmas Eve too
        (date(2026, 5, 2), 1, date(2026, 5, 4)),  # from a Saturday
        (date(2026, 4, 7), -1, date(2026, 4, 2)),  # backwards over Easter
        (date(2026, 5, 4), -2, date(2026, 4, 29)),
        (date(2026, 5, 2), 0, date(2026, 5, 2)),
        (date(2025, 12, 30), 5, date(2026, 1, 8)),  # 31, 2, 5, 7, 8: over New Year and Epiphany
    ],
)
def test_adding_working_days_steps_over_weekends_and_holidays(start, days, expected):
    assert add_working_days(start, days) == expected


def test_working_days_between_undoes_adding():
    assert working_days_between(date(2026, 4, 1), date(2026, 4, 10)) == 5
    assert working_days_between(date(2026, 4, 10), date(2026, 4, 1)) == -5
    assert working_days_between(date(2026, 4, 2), date(2026, 4, 6)) == 0


def test_a_list_of_deadlines_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        for days in range(1, 40):
            add_working_days(date(2026, 4, 1), days)


def test_an_empty_calendar_is_not_remembered():
    kept = list(PublicHoliday.objects.all())
    PublicHoliday.objects.all().delete()
    assert add_working_days(date(2026, 4, 30), 1) == date(2026, 5, 1)

    PublicHoliday.objects.bulk_create(kept)

    assert add_working_days(date(2026, 4, 30), 1) == date(2026, 5, 4)
