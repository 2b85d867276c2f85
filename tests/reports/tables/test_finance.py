"""Municipal finance: O7 in the table's shape, and no sum of a few people, told or worked out."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.figures import count_figures
from reports.indicators.benefit import DAILY_BASES, STEPS
from reports.periods import Period
from reports.tables.finance import FEWEST, count_finance
from reports.tables.telling.finance import tell_finance
from reports.tables.words import cell_words
from tests.depth import examples
from tests.reports.people import frames_of, participation, placement
from tests.reports.worlds import worlds

PERIOD = Period(date(2026, 1, 1), date(2026, 3, 31))
BEGAN = date(2026, 1, 5)  # a Monday


def world(*towns, benefit_days=250, days=10):
    """A person for each town, in paid work for that many days from 5 January, with so many benefit days."""
    people = [
        participation(
            number,
            municipality=town,
            referred_on=BEGAN,
            benefit_days_at_referral=benefit_days,
        )
        for number, town in enumerate(towns)
    ]
    places = [
        placement(
            number,
            BEGAN,
            agreed_on=BEGAN,
            starts_on=BEGAN,
            ended_on=BEGAN + timedelta(days=days - 1),
            paid=True,
        )
        for number, _town in enumerate(towns)
    ]
    return frames_of(people, places)


def lines_of(frames):
    return {each.town: each for each in count_finance(frames, PERIOD)}


def test_five_people_have_a_sum_worked_by_hand():
    """Eight Mondays to Fridays at 37.21 euros and 20 %, of five people."""
    found = lines_of(world(*["167"] * 5))

    assert found["167"].value == found[None].value == 5 * 8 * 37.21 * 0.20
    assert (found["167"].people, found["167"].unknown) == (5, 0)


def test_four_people_have_none_and_the_reason_is_said():
    counted = count_finance(world(*["167"] * 4), PERIOD)
    with override("en"):
        told = tell_finance(counted, PERIOD, {})

    assert [each.value for each in counted if each.town in (None, "167")] == [None, None]
    rows = {row.code: row for row in told.tables[0].rows}
    assert rows["167"].remarks == rows["all"].remarks == {"value": "fewer_than_5"}
    with override("en"):
        assert cell_words(rows["167"], told.tables[0].columns[2]) == "not shown, too few people"
    assert "€" not in "".join(told.summary)


def test_what_is_hidden_cannot_be_worked_out_from_the_sum_of_all():
    """Two in Lieksa are hidden; the smallest that could be shown is hidden with them."""
    found = lines_of(world(*["167"] * 9, *["260"] * 6, "422", "422"))

    assert found[None].value is not None
    assert found["422"].hidden
    assert found["260"].hidden
    assert found["167"].value is not None


def test_five_people_of_whom_one_has_unknown_days_are_four():
    people = [*["167"] * 5]
    frames = world(*people)
    frames.participations.loc[0, "benefit_days_at_referral"] = None

    found = lines_of(frames)

    assert (found["167"].people, found["167"].unknown, found["167"].value) == (5, 1, None)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_nobody_and_nothing_known_are_sentences_and_no_sum_of_zero(language):
    nobody, unknown = frames_of([]), world(*["167"] * 6, benefit_days=None)
    with override(language):
        empty = tell_finance(count_finance(nobody, PERIOD), PERIOD, {})
        dark = tell_finance(count_finance(unknown, PERIOD), PERIOD, {})

    assert {row.values["value"] for row in [*empty.tables[0].rows, *dark.tables[0].rows]} == {None}
    assert {row.code: row.remarks for row in dark.tables[0].rows}["167"] == {"value": "all_unknown"}
    assert {row.code: row.remarks for row in empty.tables[0].rows}["167"] == {"value": "nobody"}
    assert empty.summary != dark.summary


def test_the_parameters_stand_on_the_page_with_their_source_and_mark():
    with override("en"):
        told = tell_finance(count_finance(frames_of([]), PERIOD), PERIOD, {})

    bases, steps = told.tables[1:]
    assert [row.values["base"] for row in bases.rows] == [each.cents / 100 for each in DAILY_BASES]
    assert [row.values["share"] for row in steps.rows] == [share for _days, share in STEPS]
    assert [row.name for row in steps.rows][:2] == ["0–100", "101–200"]
    assert "not verified" in steps.title
    assert "kela.fi" in steps.note
    assert {each.code: each.verified for each in told.definitions}["steps"] is False


def slow_cover(lines):
    """Every line that may be told, read one by one beside the rule."""
    told = {town: value for town, (known, value) in lines.items() if known >= FEWEST}
    left = sorted(((lines[town][0], town) for town in told), key=lambda each: (each[0], str(each[1])))
    hidden = {town for town, (known, _value) in lines.items() if 0 < known < FEWEST}
    while 0 < sum(lines[town][0] for town in hidden) < FEWEST and left:
        hidden.add(left.pop(0)[1])
    return {town: value for town, value in told.items() if town not in hidden}


@settings(max_examples=examples(40, 1000), deadline=None)
@given(worlds(), st.integers(0, 6))
def test_the_sums_are_those_of_o7_but_for_the_ones_that_tell_of_a_few(world, copies):
    """Each person several times over, so that there are groups of five and more."""
    people, places = [], []
    for copy in range(copies + 1):
        for each in world["participations"]:
            people.append(each | {"participation_id": (number := each["participation_id"] * 100 + copy)})
            places += [
                row | {"participation_id": number}
                for row in world["placements"]
                if row["participation_id"] == each["participation_id"]
            ]
    period = Period(date(2025, 7, 1), date(2025, 9, 30))
    frames = frames_of(people, places)

    everyone, *towns = count_finance(frames, period)

    figures = count_figures(frames, period, indicators=["O7"], breakdowns=["municipality"])
    lines = {each.group: (each.n - each.unknown, each.value) for each in figures}
    if everyone.value is not None:
        assert {each.town: each.value for each in towns if each.value is not None} == slow_cover(lines)
        hidden = sum(each.known for each in towns if each.hidden)
        assert hidden == 0 or hidden >= FEWEST
    assert all(each.known >= FEWEST for each in [everyone, *towns] if each.value is not None)
    assert {each.town: each.people for each in towns} == {each.group: each.n for each in figures}
