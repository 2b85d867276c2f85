"""The tables of one family of indicators as variables and rules: what the hiding reasons about.

A column is one count of one row of one table. A table is an edition, or a slice of the year (a quarter, a
last day) that has no edition of its own and that others are the sum of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reports.disclosure.facts import (
    AMOUNTS,
    EUROS_TOGETHER,
    NEVER_UNKNOWN,
    SCORES,
    TOP_SCORE,
    Published,
    Row,
    row_of,
    slices,
    totals,
)
from reports.figures import Figure
from reports.frames import Reference
from reports.groups import UNKNOWN

if TYPE_CHECKING:
    from datetime import date

    from reports.periods import Period

Measure = tuple[str, str]
Sum = dict[int, float]
PEOPLE: Measure = ("", "n")


@dataclass
class Tables:
    """Columns by table, row and measure, and the rules between them.

    equal: sums that are 0; `loose` are those between editions, which fail when days were entered late.
    least: sums that are 0 or more. whole: whether each column is a whole number. low: its least value.
    """

    columns: dict[tuple[object, Row, Measure], int] = field(default_factory=dict)
    equal: list[Sum] = field(default_factory=list)
    loose: list[Sum] = field(default_factory=list)
    least: list[Sum] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    low: list[float] = field(default_factory=list)

    def column(self, table: object, row: Row, measure: Measure) -> int:
        """The number of the column, new when it has not been asked for."""
        key = (table, row, measure)
        if key not in self.columns:
            self.columns[key] = len(self.whole)
            self.whole.append(measure[1] != "amount")
            self.low.append(-1e5 if measure[1] == "net" else 0)
        return self.columns[key]


def counts_of(figures: Iterable[Figure]) -> dict[Row, dict[Measure, float]]:
    """What each row of a family tells, hidden figures nothing."""
    told: dict[Row, dict[Measure, float]] = {}
    for figure in figures:
        counts = told.setdefault(row_of(figure), {})
        if figure.hidden or figure.n is None:
            continue
        counts[PEOPLE] = figure.n
        if figure.k is not None:
            counts[figure.indicator, "k"] = figure.k
        if figure.indicator not in NEVER_UNKNOWN:
            counts[figure.indicator, "unknown"] = figure.unknown or 0
        if figure.indicator in SCORES:
            counts[figure.indicator, "score"] = round((figure.mean or 0) * figure.n)
            counts[figure.indicator, "net"] = round((figure.value or 0) * figure.n / 100)
        if figure.indicator in AMOUNTS:
            counts[figure.indicator, "amount"] = (figure.value or 0) / EUROS_TOGETHER
    return told


def measures_of(family: Sequence[str], figures: Iterable[Figure]) -> list[Measure]:
    """What is told of each row of the family."""
    with_k = {figure.indicator for figure in figures if figure.k is not None}
    found = [PEOPLE]
    for indicator in family:
        found += [(indicator, "k")] * (indicator in with_k)
        found += [(indicator, "unknown")] * (indicator not in NEVER_UNKNOWN)
        found += [(indicator, "score"), (indicator, "net")] * (indicator in SCORES)
        found += [(indicator, "amount")] * (indicator in AMOUNTS)
    return found


def build(
    family: Sequence[str], measures: Sequence[Measure], editions: Sequence[Published], reference: Reference
) -> Tables:
    """The rules of the family's tables in these editions, each named by its place among them."""
    tables = Tables()
    rows_of = {
        number: list(dict.fromkeys(row_of(each) for each in edition.figures if each.indicator in family))
        for number, edition in enumerate(editions)
    }
    every_row = list(dict.fromkeys(row for rows in rows_of.values() for row in rows))
    for number, rows in rows_of.items():
        _add_table(tables, number, rows, measures, reference)
    for measure in measures:
        _add_sums(tables, family, measure, editions, every_row, measures, reference)
    for (table, row, measure), column in list(tables.columns.items()):
        if isinstance(table, int) and row[1] == UNKNOWN and measure == PEOPLE:
            tables.low[column] = 1  # the row is there only when somebody is in it
    return tables


def protected(measures: Sequence[Measure]) -> list[tuple[Measure, ...]]:
    """What must stay wide of a hidden row: each count, and those of n who are not in k (n and k)."""
    return [(measure,) for measure in measures] + [
        (PEOPLE, measure) for measure in measures if measure[1] == "k"
    ]


def _add_table(
    tables: Tables, table: object, rows: Sequence[Row], measures: Sequence[Measure], reference: Reference
) -> None:
    for whole, parts in totals(rows, reference):
        for measure in measures:
            terms = {tables.column(table, part, measure): 1.0 for part in parts}
            tables.equal.append(terms | {tables.column(table, whole, measure): -1.0})
    for row in rows:
        column = {measure: tables.column(table, row, measure) for measure in measures}
        n = column[PEOPLE]
        for indicator in dict.fromkeys(name for name, _measure in measures if name):
            inside = [column[indicator, kind] for kind in ("k", "unknown") if (indicator, kind) in column]
            tables.least.append({n: 1.0} | dict.fromkeys(inside, -1.0))
            if (indicator, "score") in column:
                tables.least.append({n: float(TOP_SCORE), column[indicator, "score"]: -1.0})
                tables.least.append({n: 1.0, column[indicator, "net"]: -1.0})
                tables.least.append({n: 1.0, column[indicator, "net"]: 1.0})


def _add_sums(
    tables: Tables,
    family: Sequence[str],
    measure: Measure,
    editions: Sequence[Published],
    rows: Sequence[Row],
    measures: Sequence[Measure],
    reference: Reference,
) -> None:
    """Each edition is the sum of its slices; the first edition of a single slice stands for it."""
    parts_of = [_slices(family, measure, edition.period) for edition in editions]
    stands: dict[Period | date, object] = {}
    for number, parts in enumerate(parts_of):
        if len(parts) == 1:
            stands.setdefault(parts[0], number)
    for slice_ in dict.fromkeys(each for parts in parts_of for each in parts):
        if slice_ not in stands:
            stands[slice_] = slice_
            if measure == PEOPLE:
                additive = [each for each in measures if each[1] != "amount"]
                _add_table(tables, slice_, rows, additive, reference)
    for number, parts in enumerate(parts_of):
        if [stands[each] for each in parts] == [number]:
            continue
        for row in rows:
            terms = {tables.column(stands[each], row, measure): -1.0 for each in parts
                     if _exists(tables, stands[each], row, measure)}  # fmt: skip
            if _exists(tables, number, row, measure):
                terms |= {tables.column(number, row, measure): 1.0}
            if terms:
                tables.loose.append(terms)


def _slices(family: Sequence[str], measure: Measure, period: Period) -> tuple[Period | date, ...]:
    return slices(measure[0] or family[0], period, amount=measure[1] == "amount")


def _exists(tables: Tables, table: object, row: Row, measure: Measure) -> bool:
    """Whether the table has the row: one that is missing has nobody in it."""
    return not isinstance(table, int) or (table, row, measure) in tables.columns
