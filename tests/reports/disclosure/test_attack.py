"""The attack finds every leak that is planted, and says where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from reports.disclosure.attack import Clash, attack
from reports.disclosure.facts import Published, Row, row_of
from reports.figures import Figure
from reports.periods import Period
from tests.reports.disclosure.made import (
    REFERENCE,
    TOWNS,
    Person,
    change,
    edition,
    figures,
    hide,
    people,
)

Planted = tuple[list[Published], str, Row]
ALL: Row = (None, None)


def exact(everybody: list[Person], name: str, *indicators: str) -> tuple[Figure, ...]:
    return figures(everybody, Period.named(name), indicators)


def only_group(everybody: list[Person], random: Random) -> Planted:
    """One group of a breakdown hidden: the total less the others."""
    row = random.choice([("gender", "male"), ("language", "fi"), ("language", "other")])
    return [edition("2026-Q1", hide(exact(everybody, "2026-Q1", "P1"), [("P1", row)]))], "P1", row


def only_town(everybody: list[Person], random: Random) -> Planted:
    """One municipality of a service area hidden."""
    row = ("municipality", random.choice(("276", "426", "422", "541")))
    return [edition("2026-Q1", hide(exact(everybody, "2026-Q1", "P1"), [("P1", row)]))], "P1", row


def town_and_its_area(everybody: list[Person], random: Random) -> Planted:
    """A municipality, its service area and another area hidden: the remote ones tell it."""
    row = ("municipality", random.choice(("422", "541")))
    gone = [("P1", row), ("P1", ("service_area", "PIE")), ("P1", ("service_area", "JSE"))]
    return [edition("2026-Q1", hide(exact(everybody, "2026-Q1", "P1"), gone))], "P1", row


def total_told_elsewhere(everybody: list[Person], random: Random) -> Planted:
    """Everyone and a gender hidden, but the languages add up to everyone."""
    row = ("gender", random.choice(("female", "male")))
    gone = [("P1", row), ("P1", ALL)]
    return [edition("2026-Q1", hide(exact(everybody, "2026-Q1", "P1"), gone))], "P1", row


def quarters_of_a_half(everybody: list[Person], random: Random) -> Planted:
    """Hidden in the first quarter with enough beside it; the second quarter and the half are open."""
    rows: list[Row] = random.choice([[("gender", "female"), ("gender", "male")],
                                     [("municipality", "422"), ("municipality", "541")]])  # fmt: skip
    first = hide(
        exact(everybody, "2026-Q1", "O1", "O3"), [(name, row) for name in ("O1", "O3") for row in rows]
    )
    others = [edition(name, exact(everybody, name, "O1", "O3")) for name in ("2026-Q2", "2026-H1")]
    return [edition("2026-Q1", first), *others], "O1", rows[0]


def quarters_of_a_year(everybody: list[Person], random: Random) -> Planted:
    """The year and three quarters are open; the fourth is hidden in two groups."""
    rows: list[Row] = [("language", "fi"), ("language", "other")]
    names = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    random.shuffle(names)
    kept, *shown = names
    open_ones = [edition(name, exact(everybody, name, "P3")) for name in (*shown, "2026")]
    return (
        [edition(kept, hide(exact(everybody, kept, "P3"), [("P3", row) for row in rows])), *open_ones],
        "P3",
        rows[1],
    )


def year_less_half_less_quarter(everybody: list[Person], random: Random) -> Planted:
    """The last quarter hidden, and the year, the first half and the third quarter tell it."""
    rows: list[Row] = [("gender", "female"), ("gender", "male")]
    open_ones = [edition(name, exact(everybody, name, "P1")) for name in ("2026", "2026-H1", "2026-Q3")]
    last = hide(exact(everybody, "2026-Q4", "P1"), [("P1", row) for row in rows])
    return [edition("2026-Q4", last), *open_ones], "P1", random.choice(rows)


def same_people(everybody: list[Person], random: Random) -> Planted:
    """O1 is hidden in two groups, O3 of the same people in none: n is told."""
    rows: list[Row] = [("gender", "female"), ("gender", "male")]
    shown = hide(exact(everybody, "2026-Q1", "O1", "O3"), [("O1", row) for row in rows])
    return [edition("2026-Q1", shown)], "O1", random.choice(rows)


def rate_beside_k(everybody: list[Person], random: Random) -> Planted:
    """n is empty, but k and the share are there."""
    row = ("gender", random.choice(("female", "male")))
    gone = hide(
        exact(everybody, "2026-Q1", "P1"), [("P1", ("gender", "other")), ("P1", ("gender", "unknown"))]
    )
    shown = change(gone, "P1", row, lambda figure: replace(figure, n=None))
    return [edition("2026-Q1", shown)], "P1", row


def rate_beside_n(everybody: list[Person], random: Random) -> Planted:
    """k is empty, but n and the share are there."""
    row = ("language", random.choice(("fi", "other")))
    gone = hide(exact(everybody, "2026-Q1", "P1"), [("P1", ("language", "sv"))])
    shown = change(gone, "P1", row, lambda figure: replace(figure, k=None))
    return [edition("2026-Q1", shown)], "P1", row


def last_year(everybody: list[Person], random: Random) -> Planted:
    """Hidden in the edition of the year before, told in this one as the earlier value."""
    rows: list[Row] = [("gender", "female"), ("gender", "male")]
    now = exact(everybody, "2026-Q1", "P1")
    before = edition("2025-Q1", hide(now, [("P1", row) for row in rows]))
    shown = tuple(replace(each, previous=each.value if row_of(each) == rows[0] else None) for each in now)
    return [before, edition("2026-Q1", shown)], "P1", rows[0]


def ratio_of_hidden_share(everybody: list[Person], random: Random) -> Planted:
    """P3 is hidden in two groups, their equality ratios are not."""
    rows: list[Row] = [("gender", "female"), ("gender", "male")]
    shown = hide(exact(everybody, "2026-Q1", "P3", "O5"), [("P3", row) for row in rows])
    return [edition("2026-Q1", shown)], "P3", random.choice(rows)


def correction(everybody: list[Person], random: Random) -> Planted:
    """A second edition of the quarter shows what the first had hidden, or the other way round."""
    rows: list[Row] = [("municipality", "276"), ("municipality", "426")]
    now = exact(everybody, "2026-Q1", "P4")
    both = [edition("2026-Q1", hide(now, [("P4", row) for row in rows])), edition("2026-Q1+", now)]
    random.shuffle(both)
    return both, "P4", rows[1]


def same_last_day(everybody: list[Person], random: Random) -> Planted:
    """What is counted on the last day is the same in the quarter and in its half."""
    rows: list[Row] = [("gender", "female"), ("gender", "male")]
    quarter = hide(exact(everybody, "2026-Q2", "W1"), [("W1", row) for row in rows])
    half = edition("2026-H1", exact(everybody, "2026-H1", "W1"))
    return [edition("2026-Q2", quarter), half], "W1", random.choice(rows)


def too_few_beside(everybody: list[Person], random: Random) -> Planted:
    """Two groups hidden with one or two people in all between them."""
    few = [each for each in everybody if each.town not in ("541", "176")]
    own = [each for each in everybody if each.quarter == "2026-Q1" and each.town in TOWNS]
    few += [
        replace(each, town=town)
        for each, town in zip(own, random.choice((("541",), ("541", "176"))), strict=False)
    ]
    rows: list[Row] = [("municipality", "541"), ("municipality", "176")]
    shown = hide(exact(few, "2026-Q1", "P1"), [("P1", row) for row in rows])
    return [edition("2026-Q1", shown)], "P1", rows[0]


def nobody_in_k(everybody: list[Person], random: Random) -> Planted:
    """Nobody of two hidden groups is in k, as their total says."""
    towns = {"422", "541"}
    bad = [
        replace(each, outcome=each.outcome | {"P1": "bad"}) if each.town in towns else each
        for each in everybody
    ]
    rows: list[Row] = [("municipality", town) for town in sorted(towns)]
    shown = hide(exact(bad, "2026-Q1", "P1"), [("P1", row) for row in rows])
    return [edition("2026-Q1", shown)], "P1", random.choice(rows)


def scores(everybody: list[Person], random: Random) -> Planted:
    """Answers are counts too: one group hidden among others."""
    row = ("service_area", random.choice(("JNS", "JSE", "PIE")))
    return [edition("2026-Q1", hide(exact(everybody, "2026-Q1", "O6"), [("O6", row)]))], "O6", row


PLANTS: list[Callable[[list[Person], Random], Planted]] = [
    only_group, only_town, town_and_its_area, total_told_elsewhere, quarters_of_a_half, quarters_of_a_year,
    year_less_half_less_quarter, same_people, rate_beside_k, rate_beside_n, last_year, ratio_of_hidden_share,
    correction, same_last_day, too_few_beside, nobody_in_k, scores,
]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_a_planted_leak_is_found(plant, seed):
    random = Random(seed)
    editions, indicator, row = plant(people(random, 1200), random)

    clashes = attack(editions, REFERENCE)

    assert (indicator, row) in {(each.indicator, (each.by, each.group)) for each in clashes}


def test_a_clash_tells_the_range():
    shown = hide(exact(people(Random(2), 800), "2026-Q1", "P1"), [("P1", ("gender", "male"))])
    truth = next(each for each in exact(people(Random(2), 800), "2026-Q1", "P1") if each.group == "male")

    clashes = attack([edition("2026-Q1", shown)], REFERENCE)

    assert Clash("2026-Q1", "P1", "gender", "male", "n", truth.n, truth.n) in clashes
    assert Clash("2026-Q1", "P1", "gender", "male", "k", truth.k, truth.k) in clashes


def test_groups_that_hide_each_other_are_no_clash():
    shown = hide(
        exact(people(Random(2), 800), "2026-Q1", "P1"),
        [("P1", ("gender", "male")), ("P1", ("gender", "female"))],
    )

    assert attack([edition("2026-Q1", shown)], REFERENCE) == []


def test_figures_of_places_are_open():
    alone = (Figure("S1", "municipality", "541", 1, 1, 0, 100.0), Figure("S3", None, None, 3, 1, 0, 100 / 3))

    assert attack([edition("2026-Q1", alone)], REFERENCE) == []


def test_a_correction_of_other_numbers_does_not_stop_the_attack():
    """Data entered late: the old edition contradicts the new one, and each is still looked at."""
    everybody = people(Random(6), 1000)
    row = ("gender", "male")
    old = edition("2026-Q1", exact(everybody, "2026-Q1", "P1"))
    new = edition("2026-Q1", hide(exact(everybody[:-30], "2026-Q1", "P1"), [("P1", row)]))

    clashes = attack([old, new], REFERENCE)

    assert ("gender", "male") in {(each.by, each.group) for each in clashes}
