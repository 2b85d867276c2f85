"""Whatever people go through, the columns count the same as a plain reading of the definitions."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.figures import count_figures, count_series
from reports.indicators import HEADLINE, INDICATORS
from reports.periods import Period
from tests.depth import examples
from tests.reports.people import frames_of, participation, placement
from tests.reports.twin import Twin

START = date(2025, 1, 1)
# How each twin answers; O5 asks for group sizes and is worked by hand alone.
COUNTED, WITH_UNKNOWN, MEDIAN = ("P1", "P3", "P4", "P5", "P9", "W1"), ("O1", "O3"), ("P2",)
TWINS = (*COUNTED, *WITH_UNKNOWN, *MEDIAN)
PERIOD = Period(date(2025, 7, 1), date(2025, 9, 30))

days = st.integers(0, 330).map(lambda number: START + timedelta(days=number))
gaps = st.integers(0, 130).map(lambda number: timedelta(days=number))
maybe_gap = st.none() | gaps


def _later(draw, day, chance=maybe_gap):
    gap = draw(chance)
    return None if day is None or gap is None else day + gap


@st.composite
def participations(draw, number):
    referred_on = draw(days)
    accepted_on = _later(draw, referred_on)
    started_on = _later(draw, accepted_on)
    returned_on = _later(draw, referred_on)
    left = draw(st.sampled_from(["ended_on", "withdrawn_on", None]))
    dates = {
        "referred_on": referred_on,
        "plan_made_on": _later(draw, referred_on),
        "accepted_on": accepted_on,
        "started_on": started_on,
        "returned_on": returned_on,
        "referred_again_on": _later(draw, returned_on),
        "ended_on": _later(draw, started_on) if left == "ended_on" else None,
        "withdrawn_on": _later(draw, referred_on) if left == "withdrawn_on" else None,
    }
    exit_status = draw(st.sampled_from(["", "unknown", "employed_open", "self_employed", "unemployed"]))
    exit_class = draw(st.sampled_from(["", "unknown", "open_job", "pension", "unemployment"]))
    return participation(number, **dates, exit_status=exit_status, exit_class=exit_class)


@st.composite
def placements(draw, participation_id, referred_on):
    offered_on = referred_on + draw(gaps)
    agreed_on = _later(draw, offered_on)
    starts_on = _later(draw, agreed_on)
    ended_on = _later(draw, starts_on)
    cancelled_on = None if ended_on else _later(draw, offered_on)
    return placement(
        participation_id,
        offered_on,
        agreed_on=agreed_on,
        starts_on=starts_on,
        ended_on=ended_on,
        cancelled_on=cancelled_on,
        alternatives_shown=draw(st.none() | st.integers(0, 3)),
        paid=draw(st.booleans()),
    )


@st.composite
def services(draw):
    """Some participations with their placements and next steps."""
    people = [draw(participations(number)) for number in range(draw(st.integers(0, 12)))]
    places, steps = [], []
    for person in people:
        owner, referred_on = person["participation_id"], person["referred_on"]
        places += [draw(placements(owner, referred_on)) for _ in range(draw(st.integers(0, 3)))]
        for _ in range(draw(st.integers(0, 2))):
            exists_from = referred_on + draw(gaps)
            steps.append((owner, exists_from, exists_from + draw(gaps), _later(draw, exists_from)))
    return people, places, steps


@settings(max_examples=examples(20, 200), deadline=None)
@given(services())
def test_columns_count_the_same_as_the_plain_reading(service):
    people, places, steps = service
    twin = Twin(people, places, steps, PERIOD)

    figures = {each.indicator: each for each in count_figures(frames_of(people, places, steps), PERIOD)}

    for name in COUNTED:
        assert (figures[name].n, figures[name].k) == getattr(twin, name.lower())(), name
    assert (figures["P2"].n, figures["P2"].value) == twin.p2()
    for name in WITH_UNKNOWN:
        assert (figures[name].n, figures[name].k, figures[name].unknown) == getattr(twin, name.lower())(), (
            name
        )


@settings(max_examples=examples(15, 200), deadline=None)
@given(services())
def test_a_series_in_one_pass_counts_the_same_as_each_period_by_itself(service):
    frames = frames_of(*service)
    quarters = PERIOD.quarters_up_to(3)
    settled = [name for name, line in INDICATORS.items() if line.settled]

    for name in settled:
        series = count_series(frames, name, quarters)
        assert series == [(each, count_figures(frames, each, indicators=[name])[0]) for each in quarters]
    assert HEADLINE in settled


@settings(max_examples=examples(6, 100), deadline=None)
@given(services())
def test_frames_that_were_cut_before_count_the_same(service):
    frames = frames_of(*service)

    cut = frames.as_of(PERIOD.end + timedelta(days=40))

    assert count_figures(cut, PERIOD) == count_figures(frames, PERIOD)
    assert cut.as_of(PERIOD.end).as_of(PERIOD.end + timedelta(days=1)).known_until == PERIOD.end


def test_a_series_is_refused_to_an_indicator_that_later_days_change():
    with pytest.raises(ValueError, match="P9 is not settled"):
        count_series(frames_of([]), "P9", [PERIOD])


def test_every_indicator_has_its_twin():
    assert {*INDICATORS} == {*TWINS} | {"O5"}
    assert all(hasattr(Twin, name.lower()) for name in TWINS)
