"""The path on the person's own page says done only of what is done for what runs now."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import translation

from programmes.participants.own import path_of
from programmes.participants.states import FACTS as TIMES
from programmes.placements.states import FACTS as PLACES
from programmes.placements.states import LIVE, PlacementState

# state of the newest place -> steps behind: choice, agreement, work
BEHIND = {
    "proposed": 0, "wanted": 0, "introduced": 0, "accepted": 1, "signing": 1, "agreed": 2, "active": 3,
    "paused": 3, "ended": 3, "closed": 3, "declined": 0, "refused": 0, "released": 0, "cancelled": 0,
    "expired": 0,
}  # fmt: skip
BEFORE = ["", "ended", "closed", "cancelled", "refused"]


def a_time(state: str = "active", **days: Any) -> Any:
    dates = {"referred_on": date(2026, 1, 1), "accepted_on": date(2026, 1, 2), "started_on": date(2026, 1, 9)}
    over = {"withdrawn_on": None, "ended_on": None}
    return SimpleNamespace(state=state, facts=TIMES[state], **(dates | over | days))


def place(state: str, pk: int, outcome: str = "") -> Any:
    return SimpleNamespace(
        pk=pk,
        state=state,
        facts=PLACES[state],
        offer_round_id=pk,
        offered_on=date(2026, 2, pk),
        ended_on=None,
        outcome=outcome,
    )


def behind(steps: Any) -> int:
    """How many of the last three steps are done; nothing done stands behind something that is not."""
    states = [step.state for step in steps]
    assert states == sorted(states, key=["done", "now", "next"].index)
    assert states.count("now") == (0 if states[-1] == "done" else 1)
    return states.count("done") - 2


def test_every_state_is_in_the_table():
    assert set(BEHIND) == set(PlacementState.values)
    assert {state for state in BEHIND if state in LIVE} | {"ended", "closed"} >= {
        state for state, done in BEHIND.items() if done
    }


@pytest.mark.parametrize("language", ["fi", "fi-simple", "sv", "en"])
@pytest.mark.parametrize("earlier", BEFORE)
@pytest.mark.parametrize("state", PlacementState.values)
def test_each_round_begins_the_choice_anew(state, earlier, language):
    rows = ([place(earlier, 1)] if earlier else []) + [place(state, 2)]

    with translation.override(language):
        steps = path_of(a_time(), rows[::-1])

    assert behind(steps) == BEHIND[state]
    assert len({step.label for step in steps}) == 5


@pytest.mark.parametrize("state", sorted(LIVE))
def test_of_several_places_the_one_that_came_furthest_counts(state):
    steps = path_of(a_time(), [place("proposed", 3), place(state, 2), place("closed", 1)])

    assert behind(steps) == BEHIND[state]


def test_a_closing_talk_that_looks_for_another_place_begins_the_choice_anew():
    assert behind(path_of(a_time(), [place("closed", 1, outcome="next_place")])) == 0
    assert behind(path_of(a_time(), [place("closed", 1, outcome="job")])) == 3


def test_a_meeting_that_was_not_held_is_not_done():
    steps = path_of(a_time("waiting", started_on=None), [place("proposed", 1)])

    assert [step.state for step in steps] == ["done", "now", "next", "next", "next"]


def test_over_is_told_as_over():
    steps = path_of(a_time("withdrawn", withdrawn_on=date(2026, 3, 1)), [place("proposed", 1)])

    assert [step.state for step in steps] == ["done", "done", "done"]
