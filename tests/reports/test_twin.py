"""Whatever people go through, the columns count the same as a plain reading of the definitions."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.figures import count_figures, count_series
from reports.indicators import HEADLINE, INDICATORS
from reports.periods import Period
from tests.depth import examples
from tests.reports.people import frames_of
from tests.reports.twin_of_places import WholeTwin
from tests.reports.worlds import twin_of, worlds

# How each twin answers; O5 asks for group sizes and is worked by hand alone.
COUNTED = ("S1", "S3", "P1", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "O4", "W1")
WITH_UNKNOWN, VALUED = ("O1", "O2", "O3", "O8"), ("P2", "S2")
TWINS = (*COUNTED, *WITH_UNKNOWN, *VALUED, "O6", "O7")
PERIOD = Period(date(2025, 7, 1), date(2025, 9, 30))


@settings(max_examples=examples(60, 2000), deadline=None)
@given(worlds())
def test_columns_count_the_same_as_the_plain_reading(world):
    twin = twin_of(world, PERIOD)

    figures = {each.indicator: each for each in count_figures(frames_of(**world), PERIOD)}

    for name in COUNTED:
        assert (figures[name].n, figures[name].k) == getattr(twin, name.lower())(), name
    for name in VALUED:
        assert (figures[name].n, figures[name].value) == getattr(twin, name.lower())(), name
    for name in WITH_UNKNOWN:
        counted = (figures[name].n, figures[name].k, figures[name].unknown)
        assert counted == getattr(twin, name.lower())(), name
    assert (figures["O6"].n, figures["O6"].value, figures["O6"].mean) == twin.o6()
    assert (figures["O7"].n, figures["O7"].unknown, figures["O7"].value) == twin.o7()


@settings(max_examples=examples(20, 500), deadline=None)
@given(worlds(), st.sampled_from(["municipality", "remote"]))
def test_the_groups_of_a_breakdown_make_up_the_whole(world, by):
    """Counts of people and of what was told; places outside the area have no row without a need."""
    summed = [name for name in TWINS if INDICATORS[name].in_all and by in INDICATORS[name].breakdowns]

    figures = count_figures(frames_of(**world), PERIOD, indicators=summed, breakdowns=[None, by])

    for name in summed:
        whole = next(each for each in figures if each.indicator == name and each.by is None)
        parts = [each for each in figures if each.indicator == name and each.by == by]
        assert sum(each.n for each in parts) == whole.n, name
        assert sum(each.unknown for each in parts) == whole.unknown, name
        if whole.k is not None:
            assert sum(each.k for each in parts) == whole.k, name


@settings(max_examples=examples(25, 200), deadline=None)
@given(worlds())
def test_a_series_in_one_pass_counts_the_same_as_each_period_by_itself(world):
    frames = frames_of(**world)
    quarters = PERIOD.quarters_up_to(3)
    settled = [name for name, line in INDICATORS.items() if line.settled]

    for name in settled:
        series = count_series(frames, name, quarters)
        assert series == [(each, count_figures(frames, each, indicators=[name])[0]) for each in quarters]
    assert HEADLINE in settled


@settings(max_examples=examples(10, 100), deadline=None)
@given(worlds())
def test_frames_that_were_cut_before_count_the_same(world):
    frames = frames_of(**world)

    cut = frames.as_of(PERIOD.end + timedelta(days=40))

    assert count_figures(cut, PERIOD) == count_figures(frames, PERIOD)
    assert cut.as_of(PERIOD.end).as_of(PERIOD.end + timedelta(days=1)).known_until == PERIOD.end


def test_a_series_is_refused_to_an_indicator_that_later_days_change():
    with pytest.raises(ValueError, match="P9 is not settled"):
        count_series(frames_of([]), "P9", [PERIOD])


def test_every_indicator_has_its_twin():
    assert {*INDICATORS} == {*TWINS} | {"O5"}
    assert all(hasattr(WholeTwin, name.lower()) for name in TWINS)
