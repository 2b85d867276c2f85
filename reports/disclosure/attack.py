"""The attack check: what a stranger with every published edition could work out about a hidden count.

Written apart from the hiding, from the other end: the hiding reasons about rows, the attack about the
smallest cells that rows are sums of. It reads published numbers alone, and knows that counts are whole,
that k is within n, and how the figures nest (`facts`); not that hidden counts are small.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.disclosure.cells import EVERYONE, Cells, Expression
from reports.disclosure.facts import (
    ALL,
    NEVER_UNKNOWN,
    NOT_PEOPLE,
    RATIO,
    RATIO_OF,
    SCORES,
    WIDTH,
    Published,
    Row,
    families,
    row_of,
)
from reports.disclosure.puzzle import Puzzle
from reports.figures import Figure
from reports.frames import Reference


@dataclass(frozen=True)
class Clash:
    """A hidden count that can be worked out: the table, the group, and how narrow it is.

    count: n, k, unknown, `n-k`, score, net or amount; `value` or `previous` when a number is told beside it.
    """

    edition: str
    indicator: str
    by: str | None
    group: str | None
    count: str
    low: float | None = None
    high: float | None = None


def attack(editions: Sequence[Published], reference: Reference) -> list[Clash]:
    """Every hidden count of the editions that is narrower than five, and every number told beside one."""
    clashes = list(_told_beside(editions))
    for year in dict.fromkeys(each.period.start.year for each in editions):
        of_year = [each for each in editions if each.period.start.year == year]
        for family in families(figure.indicator for each in of_year for figure in each.figures):
            clashes += _worked_out(family, of_year, reference)
    return clashes


def is_hidden(figure: Figure) -> bool:
    """Whether a count of people is kept back."""
    return figure.indicator not in NOT_PEOPLE and (figure.hidden or figure.n is None)


def _told_beside(editions: Sequence[Published]) -> Iterator[Clash]:
    """Values where the counts are hidden: in the row itself, as a ratio, or a year later as `previous`."""
    for edition in editions:
        hidden = {(each.indicator, row_of(each)) for each in edition.figures if is_hidden(each)}
        for figure in edition.figures:
            of_share = {(RATIO_OF, row_of(figure)), (RATIO_OF, ALL)}
            told = (figure.value, figure.mean, figure.flag, figure.previous)
            by_ratio = figure.indicator == RATIO and figure.value is not None and of_share & hidden
            if by_ratio or (is_hidden(figure) and any(each is not None for each in told)):
                yield _clash(edition, figure, "value")
        before = edition.period.year_before()
        earlier = [
            each
            for each in editions
            if each.period.start <= before.end and before.start <= each.period.end and each is not edition
        ]
        kept = {(each.indicator, row_of(each)) for old in earlier for each in old.figures if is_hidden(each)}
        for figure in edition.figures:
            if figure.previous is not None and (figure.indicator, row_of(figure)) in kept:
                yield _clash(edition, figure, "previous")


def _clash(edition: Published, figure: Figure, count: str) -> Clash:
    return Clash(edition.name, figure.indicator, figure.by, figure.group, count)


def _worked_out(
    family: Sequence[str], editions: Sequence[Published], reference: Reference
) -> Iterator[Clash]:
    asked_of = [*family, RATIO] if RATIO_OF in family else list(family)
    hidden = [
        (edition, figure)
        for edition in editions
        for figure in edition.figures
        if figure.indicator in asked_of and _keeps_back(figure, edition)
    ]
    if not hidden:
        return
    cells = Cells(family, editions, reference)
    puzzle = _solvable(cells, editions)
    asked: dict[tuple[str, Figure, str], Expression] = {}
    for edition, figure in hidden:
        for count, expression in _secrets(cells, edition, figure):
            asked[edition.name, figure, count] = expression
    narrow = puzzle.narrow(list(asked.values()), WIDTH)
    for number, (name, figure, count) in enumerate(asked):
        if number in narrow and not (count in ("unknown", "n-k") and narrow[number][1] < 1):
            low, high = narrow[number]
            yield Clash(name, figure.indicator, figure.by, figure.group, count, low, high)


def _keeps_back(figure: Figure, edition: Published) -> bool:
    """Whether n is kept back, or k where the figure has one."""
    return is_hidden(figure) or (
        figure.k is None
        and any(each.k is not None for each in edition.figures if each.indicator == figure.indicator)
    )


def _solvable(cells: Cells, editions: Sequence[Published]) -> Puzzle:
    """All that is published, without the older tables that a later correction contradicts."""
    whole = cells.puzzle([equation for _table, told in cells.tables() for equation in told])
    if whole.is_possible():
        return whole
    kept: list[tuple[Expression, float]] = []
    for _table, told in sorted(cells.tables(), key=lambda each: -each[0]):
        if cells.puzzle([*kept, *told]).is_possible():
            kept += told
    return cells.puzzle(kept)


def _secrets(cells: Cells, edition: Published, figure: Figure) -> Iterable[tuple[str, Expression]]:
    """Each count of the row that is kept back, as a sum of cells."""
    indicator, row = figure.indicator, row_of(figure)

    def of(count: str) -> Expression:
        return cells.expression(edition, row, EVERYONE if count == "n" else (indicator, count))

    if figure.n is None:
        yield "n", of("n")
    if indicator == RATIO:
        return
    if cells.has((indicator, "k")) and figure.k is None:
        yield "k", of("k")
        yield "n-k", of("n") | dict.fromkeys(of("k"), -1.0)
    if indicator not in NEVER_UNKNOWN and figure.unknown is None:
        yield "unknown", of("unknown")
    if figure.n is None:
        for count in ("score", "net") if indicator in SCORES else ():
            yield count, of(count)
        if cells.has((indicator, "amount")):
            yield "amount", of("amount")


__all__ = ["Clash", "Row", "attack", "is_hidden"]
