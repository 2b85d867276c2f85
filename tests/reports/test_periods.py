"""Periods: names, the year before, the quarters of a trend."""

from datetime import date

import pytest

from reports.periods import Period, recent_months, recent_periods


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_period_is_found_by_its_name_and_knows_it(name, start, end):
    period = Period.named(name)

    assert period == Period(start, end)
    assert period.name == name


@pytest.mark.parametrize("name", ["2026-Q5", "2026-q1", "26", "2026-H1 ", "", "20266"])
def test_other_names_are_refused(name):
    with pytest.raises(ValueError, match="is no quarter"):
        Period.named(name)


def test_days_of_ones_own_have_no_name():
    assert Period(date(2026, 1, 1), date(2026, 3, 30)).name is None
    assert Period(date(2026, 1, 1), date(2026, 3, 30)).code is None


def test_a_month_has_a_code_and_no_name_for_no_edition_is_of_a_month():
    november = Period.called("2026-11")

    assert november == Period(date(2026, 11, 1), date(2026, 11, 30))
    assert (november.code, november.name) == ("2026-11", None)
    assert Period.called("2026-Q4") == Period.named("2026-Q4")
    with pytest.raises(ValueError, match="is no quarter"):
        Period.named("2026-11")


@pytest.mark.parametrize("code", ["2026-13", "2026-00", "2026-1", "26-11"])
def test_what_is_no_month_is_no_period(code):
    with pytest.raises(ValueError, match="is no quarter"):
        Period.called(code)


@pytest.mark.parametrize(
    ("today", "latest"), [((2026, 12, 1), "2026-11"), ((2026, 11, 30), "2026-11"), ((2024, 2, 28), "2024-01")]
)
def test_months_that_have_ended_are_told_the_latest_first(today, latest):
    months = recent_months(date(*today), 3)

    assert months[0].code == latest
    assert [month.start for month in months] == sorted((month.start for month in months), reverse=True)
    assert len(recent_months(date(*today))) == 24


def test_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="before it starts"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period.named("2026-Q1"), Period.named("2025-Q1")),
        (Period(date(2024, 2, 1), date(2024, 2, 29)), Period(date(2023, 2, 1), date(2023, 2, 28))),
        (Period(date(2025, 2, 1), date(2025, 2, 28)), Period(date(2024, 2, 1), date(2024, 2, 29))),
        (Period(date(2024, 2, 29), date(2024, 3, 15)), Period(date(2023, 2, 28), date(2023, 3, 15))),
    ],
)
def test_year_before_keeps_the_ends_of_months(period, before):
    assert period.year_before() == before


def test_trend_has_whole_quarters_that_have_ended():
    quarters = Period(date(2026, 1, 1), date(2026, 5, 31)).quarters_up_to(3)

    assert [quarter.name for quarter in quarters] == ["2025-Q3", "2025-Q4", "2026-Q1"]


def test_trend_of_a_quarter_ends_with_it():
    assert Period.named("2026-Q2").quarters_up_to(1) == [Period.named("2026-Q2")]


def test_recent_periods_are_those_that_have_ended_latest_first():
    names = [period.name for period in recent_periods(date(2026, 7, 1), years=2)]

    assert names == [
        "2026-H1",
        "2026-Q2",
        "2026-Q1",
        "2025",
        "2025-H2",
        "2025-Q4",
        "2025-Q3",
        "2025-H1",
        "2025-Q2",
        "2025-Q1",
    ]
