"""Hiding: small figures for their own sake, the fewest others beside them, and nothing to be worked out."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.disclosure.attack import attack
from reports.disclosure.facts import Published, row_of
from reports.disclosure.secondary import CannotHideError
from reports.disclosure.small import is_small
from reports.disclosure.veil import veil
from reports.figures import Figure
from reports.periods import Period
from tests.reports.disclosure.made import REFERENCE, edition, figures, hide, people

Q1 = Period.named("2026-Q1")


@pytest.mark.parametrize(
    ("n", "k", "unknown", "small"),
    [
        (0, 0, 0, False),
        (4, 0, 0, True),
        (5, 5, 0, False),
        (5, 0, 0, False),
        (20, 4, 0, True),
        (20, 17, 0, True),
        (20, 10, 3, True),
        (20, 10, 5, False),
        (3, None, 0, True),
        (9, None, 0, False),
    ],
)
def test_one_to_four_people_are_small(n, k, unknown, small):
    assert is_small(Figure("O1", None, None, n, k, unknown, None)) is small


def test_places_are_no_people():
    assert not is_small(Figure("S1", "municipality", "167", 1, 1, 0, 100.0))


def test_a_hidden_figure_tells_nothing_but_its_goal():
    exact = figures(people(Random(1), 600), Q1, ["P3"])
    with_goal = tuple(Figure(**vars(each) | {"goal": 90.0, "previous": 70.0}) for each in exact)

    veiled = veil(with_goal, Q1, [], REFERENCE)

    hidden = [each for each in veiled.figures if each.hidden]
    assert hidden
    for each in hidden:
        told = (each.n, each.k, each.unknown, each.value, each.mean, each.flag, each.previous)
        assert told == (None,) * 7
        assert each.goal == 90.0


def test_last_year_is_told_only_as_its_edition_shows_it():
    everybody = people(Random(1), 600)
    exact = tuple(
        Figure(**vars(each) | {"previous": 12.5}) for each in figures(everybody, Q1, ["P3"], ["gender"])
    )
    hidden = [("P3", ("gender", "female"))]
    before = edition("2025-Q1", hide(exact, hidden))

    alone = veil(exact, Q1, [], REFERENCE)
    after = veil(exact, Q1, [before], REFERENCE)

    assert {each.previous for each in alone.figures} == {None}
    values = {row_of(each): each.previous for each in after.figures if not each.hidden}
    exactly = {row_of(each): each.value for each in exact} | {("gender", "female"): None}
    assert len(values) > 1
    assert values == {row: exactly[row] for row in values}


def test_nothing_small_hides_nothing():
    crowd = [each for each in people(Random(4), 6000, nowhere=0) if each.gender in ("female", "male")]
    exact = figures(crowd, Q1, ["P3", "O5"], ["service_area", "remote"])

    veiled = veil(exact, Q1, [], REFERENCE)

    assert not veiled.small
    assert not veiled.beside


def test_ratio_goes_with_its_share():
    exact = figures(people(Random(3), 500), Q1, ["P3", "O5"])

    veiled = veil(exact, Q1, [], REFERENCE)

    hidden = {
        name: {row_of(each) for each in veiled.figures if each.hidden and each.indicator == name}
        for name in ("P3", "O5")
    }
    assert hidden["P3"]
    assert hidden["O5"] == hidden["P3"] - {(None, None)}


def test_two_questions_to_the_same_people_are_hidden_together():
    exact = figures(people(Random(5), 900, unknown=0.3), Q1, ["O1", "O3"])

    veiled = veil(exact, Q1, [], REFERENCE)

    hidden = {(each.indicator, row_of(each)) for each in veiled.figures if each.hidden}
    assert {row for name, row in hidden if name == "O1"} == {row for name, row in hidden if name == "O3"}


def test_what_is_published_already_cannot_be_hidden_any_more():
    everybody = people(Random(8), 700, nowhere=0)
    exact = {
        name: figures(everybody, Period.named(name), ["P3"]) for name in ("2026-Q1", "2026-Q2", "2026-H1")
    }
    open_half = [edition("2026-Q1", exact["2026-Q1"]), edition("2026-H1", exact["2026-H1"])]
    assert any(map(is_small, exact["2026-Q2"]))

    with pytest.raises(CannotHideError):
        veil(exact["2026-Q2"], Period.named("2026-Q2"), open_half, REFERENCE)


@pytest.mark.parametrize("seed", range(10))
def test_few_more_figures_are_hidden_than_the_least_that_would_do(seed):
    """The least is found by trying every smaller set that holds the small figures on the attack."""
    random = Random(seed)
    everybody = people(random, random.choice((120, 200, 350)), nowhere=0)
    exact = figures(everybody, Q1, ["P3"], ["municipality", "service_area"])
    small = {("P3", row_of(each)) for each in exact if is_small(each)}
    others = [("P3", row_of(each)) for each in exact if not is_small(each)]

    veiled = veil(exact, Q1, [], REFERENCE)

    least = next(
        size
        for size in range(len(others) + 1)
        for more in combinations(others, size)
        if not attack([edition("2026-Q1", hide(exact, small | set(more)))], REFERENCE)
    )
    assert attack([edition("2026-Q1", veiled.figures)], REFERENCE) == []
    assert len(small) + len(veiled.beside) <= 1.5 * (len(small) + least)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 10**6),
    count=st.integers(0, 1500),
    good=st.sampled_from((0.05, 0.5, 0.95, 1.0)),
    unknown=st.sampled_from((0.0, 0.02, 0.3)),
)
def test_made_up_years_tell_nothing(seed, count, good, unknown):
    """Two quarters, then their half: each is hidden with those before it, and the attack finds nothing."""
    everybody = people(Random(seed), count, good=good, unknown=unknown)
    published: list[Published] = []

    for name in ("2026-Q1", "2026-Q2", "2026-H1"):
        period = Period.named(name)
        exact = figures(
            everybody, period, ["P3", "O5", "O1", "O3", "W1", "O6"], ["municipality", "remote", "gender"]
        )
        published.append(edition(name, veil(exact, period, published, REFERENCE).figures))

        assert attack(published, REFERENCE) == []
