"""The smallest cells that published rows are sums of, and what each edition tells of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from reports.disclosure.facts import (
    ALL,
    AMOUNTS,
    EUROS_TOGETHER,
    NEVER_UNKNOWN,
    RATIO,
    RATIO_OF,
    SCORES,
    TOP_SCORE,
    Published,
    Row,
    group_of_towns,
    row_of,
    slices,
)
from reports.disclosure.puzzle import Puzzle
from reports.figures import Figure
from reports.frames import Reference
from reports.groups import UNKNOWN
from reports.periods import Period

Count = tuple[str, str]
Cell = tuple[Count, Period | date, Row]
Expression = dict[Cell, float]
EVERYONE: Count = ("", "n")
OF_TOWNS = ("service_area", "remote")
LARGEST_N = 10**6


class Cells:
    """The cells of one family of indicators over the editions of a year."""

    def __init__(self, family: Sequence[str], editions: Sequence[Published], reference: Reference) -> None:
        self.family, self.editions = family, editions
        own = [*family, RATIO] if RATIO_OF in family else family
        self.figures = [[each for each in edition.figures if each.indicator in own] for edition in editions]
        every = [figure for figures in self.figures for figure in figures]
        rows = list(dict.fromkeys(map(row_of, every)))
        self.towns = [row for row in rows if row[0] == "municipality"]
        self.places = {by: group_of_towns(by, reference) for by in OF_TOWNS}
        derived = OF_TOWNS if self.towns else ()
        self.parts: dict[str | None, list[Row]] = {}
        for row in rows:
            if row[0] is not None and row[0] not in derived:
                self.parts.setdefault(row[0], []).append(row)
        self.parts = self.parts or {None: [ALL]}
        with_k = {each.indicator for each in every if each.k is not None}
        self.counts: list[Count] = [EVERYONE]
        for name in family:
            self.counts += [(name, "k")] * (name in with_k)
            self.counts += [(name, "unknown")] * (name not in NEVER_UNKNOWN)
            self.counts += [(name, "score"), (name, "net")] * (name in SCORES)
            self.counts += [(name, "amount")] * (name in AMOUNTS)

    def has(self, count: Count) -> bool:
        """Whether the family has such a count."""
        return count in self.counts

    def expression(self, edition: Published, row: Row, count: Count) -> Expression:
        """The count of the row as a sum of cells."""
        return {(count, each, cell): 1.0
                for each in self._slices(edition.period, count) for cell in self._cells_of(row)}  # fmt: skip

    def tables(self) -> Iterator[tuple[int, list[tuple[Expression, float]]]]:
        """What each table of each edition tells, with the place of the edition among them."""
        for number, (edition, figures) in enumerate(zip(self.editions, self.figures, strict=True)):
            for by in dict.fromkeys(each.by for each in figures):
                told = [line for each in figures if each.by == by for line in self._told(edition, each)]
                there = {row_of(each) for each in figures if each.by == by}
                told += [
                    (self.expression(edition, row, count), 0.0)
                    for row in self.parts.get(by, ())
                    if row not in there
                    for count in self.counts
                ]
                yield number, told

    def puzzle(self, told: Sequence[tuple[Expression, float]]) -> Puzzle:
        """The cells with what is told of them and what holds of every cell."""
        puzzle = Puzzle()
        for expression, value in told:
            puzzle.equal(expression, value)
        for count in self.counts:
            for each in dict.fromkeys(
                each for edition in self.editions for each in self._slices(edition.period, count)
            ):
                self._add_rules(puzzle, count, each)
        for edition, figures in zip(self.editions, self.figures, strict=True):
            for figure in figures:
                if figure.group == UNKNOWN and figure.n is None:
                    puzzle.at_least(self.expression(edition, row_of(figure), EVERYONE), 1)
        return puzzle

    def _told(self, edition: Published, figure: Figure) -> Iterator[tuple[Expression, float]]:
        row, name = row_of(figure), figure.indicator
        n = self.expression(edition, row, EVERYONE)
        if figure.n is not None:
            yield n, figure.n
        if name == RATIO:
            return
        if figure.k is not None:
            yield self.expression(edition, row, (name, "k")), figure.k
        if figure.unknown is not None and self.has((name, "unknown")):
            yield self.expression(edition, row, (name, "unknown")), figure.unknown
        if self.has((name, "k")) and figure.value is not None and None in (figure.n, figure.k):
            share = Fraction(figure.value / 100).limit_denominator(LARGEST_N)
            k = self.expression(edition, row, (name, "k"))
            yield (
                dict.fromkeys(k, float(share.denominator)) | dict.fromkeys(n, -float(share.numerator)),
                0.0,
            )
        if figure.n is not None and name in SCORES:
            yield self.expression(edition, row, (name, "score")), round((figure.mean or 0) * figure.n)
            yield self.expression(edition, row, (name, "net")), round((figure.value or 0) * figure.n / 100)
        if name in AMOUNTS and not figure.hidden:
            yield self.expression(edition, row, (name, "amount")), (figure.value or 0) / EUROS_TOGETHER

    def _add_rules(self, puzzle: Puzzle, count: Count, each: Period | date) -> None:
        """Every way to part the people has them all, and no count goes beyond its people."""
        name, kind = count
        first, *others = self.parts.values()
        for other in others:
            sides = dict.fromkeys(((count, each, cell) for cell in first), 1.0)
            puzzle.equal(sides | dict.fromkeys(((count, each, cell) for cell in other), -1.0), 0)
        for cell in (cell for cells in self.parts.values() for cell in cells):
            n, own = (EVERYONE, each, cell), (count, each, cell)
            if kind == "amount":
                puzzle.real(own)
            elif kind == "score":
                puzzle.at_least({n: float(TOP_SCORE), own: -1.0}, 0)
            elif kind == "net":
                puzzle.signed(own)
                puzzle.at_least({n: 1.0, own: -1.0}, 0)
                puzzle.at_least({n: 1.0, own: 1.0}, 0)
            elif kind == "k" and self.has((name, "unknown")):
                puzzle.at_least({n: 1.0, own: -1.0, ((name, "unknown"), each, cell): -1.0}, 0)
            elif kind in ("k", "unknown"):
                puzzle.at_least({n: 1.0, own: -1.0}, 0)

    def _cells_of(self, row: Row) -> Sequence[Row]:
        by, group = row
        if row == ALL:
            return next(iter(self.parts.values()))
        if by in self.parts:
            return [row]
        place = self.places[str(by)]
        return [town for town in self.towns if place.get(str(town[1]), UNKNOWN) == group]

    def _slices(self, period: Period, count: Count) -> tuple[Period | date, ...]:
        return slices(count[0] or self.family[0], period, amount=count[1] == "amount")
