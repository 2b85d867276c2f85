"""Cuts: what any set of hidden rows has to answer, before a single range is looked at.

A cut is weights by row and a bound: what the hidden rows weigh together is the bound or more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from reports.disclosure.facts import ALL, WIDTH, Row, totals
from reports.disclosure.tables import PEOPLE, Measure, Tables, protected
from reports.frames import Reference

if TYPE_CHECKING:
    import numpy as np

Cut = tuple[dict[Row, float], float]


def first_cuts(
    rows: Sequence[Row],
    counts: Mapping[Row, Mapping[Measure, float]],
    measures: Sequence[Measure],
    reference: Reference,
) -> Iterable[Cut]:
    """What the totals ask for at once: a hidden part needs others beside it, with five people in all."""
    every = list(totals(rows, reference))
    towns = [row for row in rows if row[0] == "municipality"]
    if towns and ALL in rows and not any(row[0] == "municipality" for row in every[0][1]):
        every.append((ALL, towns))
    for whole, parts in every:
        yield dict.fromkeys(parts, 1.0) | {whole: -1.0}, 0
        for part in parts:
            yield dict.fromkeys([*parts, whole], 1.0) | {part: -1.0}, 0
        for size_of, needs in _sizes(counts, measures):
            beside = {other: min(size_of(other), WIDTH) for other in parts}
            for part in parts:
                if needs(part):
                    yield beside | {whole: WIDTH, part: beside[part] - WIDTH}, 0


def _sizes(
    counts: Mapping[Row, Mapping[Measure, float]], measures: Sequence[Measure]
) -> Iterable[tuple[Callable[[Row], float], Callable[[Row], bool]]]:
    """For each count: how large it is in a row, and whether a row needs others of it beside its own."""
    for names in protected(measures):
        if names[0][1] not in ("n", "k", "unknown"):
            continue

        def size(row: Row, names: tuple[Measure, ...] = names) -> float:
            told = counts[row]
            return told[names[0]] - (told[names[1]] if len(names) == 2 else 0)

        def needs(row: Row, names: tuple[Measure, ...] = names) -> bool:
            zero_is_fine = len(names) == 2 or names[0][1] == "unknown"
            return not zero_is_fine or size(row, names) > 0

        yield size, needs


def between(tables: Tables, told: np.ndarray, rows: Sequence[Row]) -> list[Cut]:
    """What the sums between editions ask for at once: one that would tell the only hidden row is not shown.

    Sums with a quarter that has no edition tell nothing at once.
    """
    own = {column: (table, row) for (table, row, _measure), column in tables.columns.items()}
    people = {column for (_table, _row, measure), column in tables.columns.items() if measure == PEOPLE}
    found: list[Cut] = []
    for rule in tables.loose:
        coming = [own[column][1] for column in rule if own[column][0] == 0 and column in people]
        hidden = [column for column in rule if told[column] != told[column]]
        published = all(isinstance(own[column][0], int) for column in rule)
        if len(coming) == 1 and len(hidden) == 1 and published and coming[0] in rows:
            found.append(({coming[0]: 1.0}, 1.0))
    return found
