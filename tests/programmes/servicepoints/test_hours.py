"""When a door is open: examples by hand, and what holds for any week on any day and in the odd nights."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import translation
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from programmes.servicepoints.hour_words import now_words, slots_words, two_weeks
from programmes.servicepoints.hours import (
    HELSINKI,
    Change,
    DayPlan,
    Hours,
    Slot,
    closes_at,
    first_instant,
    is_open_at,
    next_change,
    next_opening,
    plan_of,
)
from tests.depth import examples

OFFICE = Hours(
    week={day: (Slot(time(9), time(15)),) for day in range(5)},
    changes={date(2026, 11, 26): Change((Slot(time(12), time(17)),), "Training")},
    holidays={date(2026, 12, 25): "Christmas Day"},
)
FORWARD, BACK = date(2027, 3, 28), date(2026, 10, 25)  # clocks go 3 -> 4, and 4 -> 3


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0, *, fold: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=HELSINKI, fold=fold)


quarter = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    opens = draw(quarter)
    closes = draw(quarter)
    return Slot(opens, closes if closes > opens else time(0))


days_near = st.one_of(
    st.dates(date(2026, 11, 20), date(2027, 1, 10)),
    st.dates(FORWARD - timedelta(days=2), FORWARD + timedelta(days=2)),
    st.dates(BACK - timedelta(days=2), BACK + timedelta(days=2)),
)
moments = st.builds(
    lambda on, minutes: (
        datetime.combine(on, time(0), tzinfo=HELSINKI).astimezone(UTC) + timedelta(minutes=minutes)
    ),
    days_near,
    st.integers(0, 25 * 60 - 1),
)
some_slots = st.lists(slots(), max_size=2).map(tuple)
hours_of_any_kind = st.builds(
    Hours,
    week=st.dictionaries(st.integers(0, 6), some_slots, max_size=7),
    changes=st.dictionaries(
        days_near, st.builds(Change, slots=some_slots, reason=st.just("why")), max_size=4
    ),
    holidays=st.dictionaries(days_near, st.just("holiday"), max_size=3),
)


@given(hours_of_any_kind, days_near)
def test_exception_beats_holiday_beats_week(hours, on):
    expected = (
        hours.changes[on].slots
        if on in hours.changes
        else ()
        if on in hours.holidays
        else hours.week.get(on.weekday(), ())
    )

    assert plan_of(hours, on).slots == tuple(sorted(expected))


@given(hours_of_any_kind, moments)
def test_on_days_without_a_turn_of_the_clock_the_wall_clock_decides(hours, moment):
    local = moment.astimezone(HELSINKI)
    assume(local.date() not in {FORWARD, BACK})
    wall = local.time()

    expected = any(
        slot.opens <= wall and (slot.reaches_midnight or wall < slot.closes)
        for slot in plan_of(hours, local.date()).slots
    )

    assert is_open_at(hours, moment) == expected


@given(hours_of_any_kind, moments)
@settings(max_examples=examples(60, 600))
def test_next_opening_is_later_open_and_the_first(hours, moment):
    following = next_opening(hours, moment, within_days=20)
    assume(following is not None)

    assert following > moment
    assert is_open_at(hours, following)
    assert not is_open_at(hours, (following.astimezone(UTC) - timedelta(minutes=1)))
    step = moment
    seen_shut = not is_open_at(hours, moment)
    while (step := step + timedelta(minutes=5)) < following:
        if not is_open_at(hours, step):
            seen_shut = True
        else:
            assert not seen_shut, step


@given(hours_of_any_kind, moments)
@settings(max_examples=examples(60, 600))
def test_no_next_opening_means_shut_all_the_time(hours, moment):
    assume(next_opening(hours, moment, within_days=6) is None)
    start = closes_at(hours, moment) or moment
    until = datetime.combine(
        moment.astimezone(HELSINKI).date() + timedelta(days=6), time(23), tzinfo=HELSINKI
    )

    step = start.astimezone(UTC)
    while step < until:
        assert (
            not is_open_at(hours, step) or is_open_at(hours, step - timedelta(minutes=15)) or step == moment
        )
        step += timedelta(minutes=15)


@given(hours_of_any_kind, moments)
def test_what_is_said_holds_until_the_next_change(hours, moment):
    until = next_change(hours, moment)
    just_before = until - timedelta(seconds=1)

    assert until > moment
    assert just_before.astimezone(HELSINKI).date() == moment.astimezone(HELSINKI).date()
    assert is_open_at(hours, just_before) == is_open_at(hours, moment)


@given(days_near, quarter)
def test_first_instant_shows_the_hour_or_the_first_after_it(on, clock):
    shown = first_instant(on, clock).astimezone(HELSINKI)
    before = (first_instant(on, clock) - timedelta(minutes=1)).astimezone(HELSINKI)

    assert (shown.date(), shown.time()) >= (on, clock)
    assert (before.date(), before.time()) < (on, clock)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(2026, 11, 23, 8, 59), False),
        (at(2026, 11, 23, 9), True),
        (at(2026, 11, 23, 14, 59), True),
        (at(2026, 11, 23, 15), False),
        (at(2026, 11, 26, 9, 30), False),
        (at(2026, 11, 26, 16, 59), True),
        (at(2026, 12, 25, 10), False),
        (datetime(2026, 11, 23, 7, 0, tzinfo=UTC), True),
    ],
)
def test_office_is_open(moment, expected):
    assert is_open_at(OFFICE, moment) is expected


def test_next_opening_goes_over_the_weekend_and_the_holiday():
    assert next_opening(OFFICE, at(2026, 11, 20, 15)) == at(2026, 11, 23, 9)
    assert next_opening(OFFICE, at(2026, 11, 23, 10)) == at(2026, 11, 24, 9)
    assert next_opening(OFFICE, at(2026, 12, 24, 15)) == at(2026, 12, 28, 9)
    assert next_opening(Hours(), at(2026, 11, 20)) is None


def test_door_that_is_open_over_midnight_is_one_opening():
    night = Hours(week={0: (Slot(time(20), time(0)),), 1: (Slot(time(0), time(4)),)})

    assert closes_at(night, at(2026, 11, 23, 21)) == at(2026, 11, 24, 4)
    assert next_opening(night, at(2026, 11, 23, 21)) == at(2026, 11, 30, 20)


def test_skipped_hour_opens_when_the_clock_jumps_over_it():
    night = Hours(week={6: (Slot(time(3, 30), time(10)), Slot(time(3, 10), time(3, 20)))})

    assert next_opening(night, at(2027, 3, 28, 1)) == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    assert closes_at(night, at(2027, 3, 28, 4, 5)) == at(2027, 3, 28, 10)


def test_repeated_hour_opens_once():
    night = Hours(week={6: (Slot(time(1), time(3, 30)),)})

    assert is_open_at(night, at(2026, 10, 25, 3, 15))
    assert not is_open_at(night, at(2026, 10, 25, 3, 15, fold=1))
    assert closes_at(night, at(2026, 10, 25, 2)).astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "moment", "tag", "line"),
    [
        ("fi", at(2026, 11, 23, 10), "Nyt auki", "Suljemme klo 15.00."),
        ("fi", at(2026, 11, 22, 10), "Nyt suljettu", "Avaamme ma 23.11. klo 9.00."),
        ("fi", at(2026, 11, 23, 7), "Nyt suljettu", "Avaamme tänään klo 9.00."),
        ("en", at(2026, 11, 22, 10), "Closed now", "We open Mon 23 Nov 9:00."),
    ],
)
def test_now_in_words(language, moment, tag, line):
    with translation.override(language):
        told = now_words(OFFICE, moment)

    assert (told.tag, told.line.replace("\xa0", " ")) == (tag, line)


def test_hours_of_a_day_in_words():
    lunch = DayPlan(date(2026, 11, 23), (Slot(time(9), time(11, 30)), Slot(time(12), time(0))))

    with translation.override("fi"):
        assert slots_words(lunch).replace("\xa0", " ") == "klo 9–11.30 ja 12–24"
        assert slots_words(DayPlan(date(2026, 11, 23), ())) == "Suljettu"
    with translation.override("en"):
        assert slots_words(lunch) == "9:00–11:30 and 12:00–24:00"


def test_two_weeks_say_what_differs_and_why():
    with translation.override("en"):
        rows = two_weeks(OFFICE, at(2026, 11, 22, 10))

    assert len(rows) == 14
    assert [(row.hours, row.reason) for row in rows[3:6]] == [
        ("9:00–15:00", ""),
        ("12:00–17:00", "Training"),
        ("9:00–15:00", ""),
    ]
    assert rows[0].today
