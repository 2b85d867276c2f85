"""The secondary rule: which further figures are hidden so that no hidden count can be worked out.

The fewest that do (decision 165). A whole-number programme chooses a set that answers every rule known so
far; `ranges` looks for a count that is still narrow, and the largest set that leaves it so is the next rule:
at least one of the others has to be hidden too. What is chosen when no count is narrow is the least there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reports.disclosure.cuts import Cut, between, first_cuts
from reports.disclosure.facts import (
    ALL,
    RATIO,
    RATIO_OF,
    Published,
    Row,
    row_of,
)
from reports.disclosure.programming import ContradictionError, least
from reports.disclosure.ranges import Rules
from reports.disclosure.small import is_small
from reports.disclosure.tables import (
    Measure,
    Sum,
    Tables,
    build,
    counts_of,
    measures_of,
    protected,
)
from reports.frames import Reference

if TYPE_CHECKING:
    import numpy as np

TURNS = 60
CUTS_AT_ONCE = 5
# Among sets of the same size large groups are the last to go, and the row of everyone is kept for the price
# of one other more.
LEANING = 0.004
EVERYONE_WEIGHS = 2.4


class CannotHideError(Exception):
    """What has been published already tells counts that have to be hidden now, by indicator and row."""

    def __init__(self, told: Iterable[tuple[str, Row]]) -> None:
        self.told = tuple(told)
        super().__init__(", ".join(map(str, self.told)))


@dataclass
class _Choice:
    """A family's rows in the edition to come, and the rules that the hidden ones have to answer."""

    rows: list[Row]
    first: set[Row]
    weight: dict[Row, float]
    cuts: list[Cut] = field(default_factory=list)


def choose(
    family: Sequence[str], coming: Published, earlier: Sequence[Published], reference: Reference
) -> set[Row]:
    """The rows of the family to hide in the edition to come: the small ones, and the fewest with them.

    earlier: the editions whose people it may share. Raises CannotHideError when they tell what is small.
    """
    figures = [each for each in coming.figures if each.indicator in family]
    rows = list(dict.fromkeys(map(row_of, figures)))
    small = {row_of(each) for each in figures if is_small(each)}
    measures = measures_of(family, figures)
    editions = [coming, *earlier]
    tables = build(family, measures, editions, reference)
    told = _told(tables, family, editions)
    rules = Rules(tables, _possible(tables, told))
    choice = _Choice(rows, small, _weights(family, coming, rows))
    counts = counts_of(figures)
    choice.cuts = [*first_cuts(rows, counts, measures, reference), *between(tables, told, rows)]
    if _is_followed(family, coming):  # a ratio to everyone else would tell of everyone
        choice.cuts += [({row: 1.0, ALL: -1.0}, 0) for row in rows if row != ALL]
    asked = _asked(tables, editions, measures)
    if not small and not any(_is_hidden(told, terms) for terms, _key in asked):
        return set()
    for turn in range(TURNS):
        hidden = _fewest(choice, family)
        leaks = _leaks(rules, tables, told, hidden, asked)
        if not leaks:
            return hidden
        for terms, key in leaks:
            choice.cuts.append(_cut(rules, tables, told, hidden, choice, terms, key))
        if turn > TURNS // 2:
            choice.first |= hidden  # far from done: what is hidden stays so
    raise CannotHideError((name, row) for name in family for _terms, (_edition, row, _names) in leaks)


def _told(tables: Tables, family: Sequence[str], editions: Sequence[Published]) -> np.ndarray:
    """What every column tells, the edition to come (the first) in full; NaN where nothing is told."""
    import numpy as np

    told = np.full(len(tables.whole), np.nan)
    known = {
        (number, row): counts
        for number, edition in enumerate(editions)
        for row, counts in counts_of(each for each in edition.figures if each.indicator in family).items()
    }
    for (table, row, measure), column in tables.columns.items():
        if isinstance(table, int):
            told[column] = known.get((table, row), {}).get(measure, np.nan)
    return told


def _possible(tables: Tables, told: np.ndarray) -> list[Sum]:
    """The rules between editions that what is told does not contradict."""
    if Rules(tables, tables.loose).is_possible(told):
        return tables.loose
    kept: list[Sum] = []
    for rule in tables.loose:
        if Rules(tables, [*kept, rule]).is_possible(told):
            kept.append(rule)
    return kept


Key = tuple[int, Row, tuple[Measure, ...]]


def _asked(
    tables: Tables, editions: Sequence[Published], measures: Sequence[Measure]
) -> list[tuple[Sum, Key]]:
    """Every sum that must stay wide where its row is hidden: counts, and those of n who are not in k."""
    return [
        (
            {tables.columns[number, row, measure]: 1.0 if place == 0 else -1.0
             for place, measure in enumerate(names)},
            (number, row, names),
        )
        for number in range(len(editions))
        for row in dict.fromkeys(row for table, row, _measure in tables.columns if table == number)
        for names in protected(measures)
    ]  # fmt: skip


def _is_hidden(told: np.ndarray, terms: Sum) -> bool:
    import numpy as np

    return bool(np.isnan(told[list(terms)]).any())


def _leaks(
    rules: Rules,
    tables: Tables,
    told: np.ndarray,
    hidden: Iterable[Row],
    asked: Sequence[tuple[Sum, Key]],
) -> list[tuple[Sum, Key]]:
    """The first sums of hidden rows that are narrow when those rows of the edition to come are hidden."""
    after = _after(tables, told, hidden)
    open_sums = [(terms, key) for terms, key in asked if _is_hidden(after, terms)]
    found: dict[tuple[int, Row], tuple[Sum, Key]] = {}
    narrow = rules.narrow(
        after,
        [terms for terms, _key in open_sums],
        lambda number, most: (
            _tells_of_nobody(open_sums[number][1], most) or open_sums[number][1][:2] in found
        ),
    )
    for number in narrow:
        found[open_sums[number][1][:2]] = open_sums[number]
        if len(found) == CUTS_AT_ONCE:
            break
    return list(found.values())


def _tells_of_nobody(key: Key, high: float) -> bool:
    """That nobody is unknown, or nobody out of k, is what a published 0 of a larger group says."""
    names = key[2]
    return high < 1 and (len(names) == 2 or names[0][1] == "unknown")


def _after(tables: Tables, told: np.ndarray, hidden: Iterable[Row]) -> np.ndarray:
    import numpy as np

    after = told.copy()
    gone = set(hidden)
    for (table, row, _measure), column in tables.columns.items():
        if table == 0 and isinstance(table, int) and row in gone:
            after[column] = np.nan
    return after


def _weights(family: Sequence[str], coming: Published, rows: Sequence[Row]) -> dict[Row, float]:
    followed = _is_followed(family, coming)
    ratios = {row_of(each) for each in coming.figures if each.indicator == RATIO and followed}
    size = {row_of(each): each.n or 0 for each in coming.figures if each.indicator in family}
    largest = max(size.values(), default=0) or 1
    return {
        row: EVERYONE_WEIGHS if row == ALL else 1 + (row in ratios) + LEANING * size[row] / largest
        for row in rows
    }  # fmt: skip


def _fewest(choice: _Choice, family: Sequence[str]) -> set[Row]:
    """The lightest set of rows that holds the small ones and answers every rule."""
    import numpy as np

    place = {row: number for number, row in enumerate(choice.rows)}
    matrix = np.zeros((len(choice.cuts), len(place)))
    floor = np.zeros(len(choice.cuts))
    for number, (terms, bound) in enumerate(choice.cuts):
        floor[number] = bound
        for row, weight in terms.items():
            matrix[number, place[row]] = weight
    try:
        values = least(
            np.array([choice.weight[row] for row in choice.rows]),
            matrix,
            (floor, np.full(len(floor), np.inf)),
            (np.array([float(row in choice.first) for row in choice.rows]), np.ones(len(place))),
            np.ones(len(place), bool),
        )
    except ContradictionError as error:
        raise CannotHideError(
            (name, row) for name in family for row in sorted(choice.first, key=str)
        ) from error
    return {row for row, value in zip(choice.rows, values, strict=True) if value > 0}


def _is_followed(family: Sequence[str], coming: Published) -> bool:
    """Whether a ratio to everyone else is published of the family."""
    return RATIO_OF in family and any(each.indicator == RATIO for each in coming.figures)


def _cut(
    rules: Rules,
    tables: Tables,
    told: np.ndarray,
    hidden: set[Row],
    choice: _Choice,
    terms: Sum,
    key: Key,
) -> Cut:
    """One of the rows without which the sum stays narrow has to be hidden, or its own row is shown."""
    largest = set(hidden)
    for row in sorted(set(choice.rows) - hidden, key=lambda row: -choice.weight[row]):
        if _leaks(rules, tables, told, largest | {row}, [(terms, key)]):
            largest.add(row)
    needed = {row: 1.0 for row in choice.rows if row not in largest}
    edition, own, _names = key
    if edition == 0:
        return needed | {own: -1.0}, 0
    return needed, 1
