"""The figures of an edition as they leave the house: hidden ones empty, and why they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.disclosure.facts import RATIO, RATIO_OF, Published, Row, families, row_of
from reports.disclosure.secondary import CannotHideError, choose
from reports.disclosure.small import is_small
from reports.figures import Figure
from reports.frames import Reference
from reports.periods import Period


@dataclass(frozen=True)
class Veiled:
    """The figures to publish; `small` and `beside` tell which are hidden for their own sake or for others."""

    figures: tuple[Figure, ...]
    small: frozenset[tuple[str, Row]]
    beside: frozenset[tuple[str, Row]]


def veil(
    figures: Sequence[Figure], period: Period, earlier: Sequence[Published], reference: Reference
) -> Veiled:
    """The figures of the period after disclosure control, given the editions published before, oldest first.

    Raises CannotHideError when what is published tells a count that has to be hidden.
    """
    coming = Published("", period, tuple(figures))
    hidden: set[tuple[str, Row]] = set()
    told: list[tuple[str, Row]] = []
    near = [each for each in earlier if each.period.start.year == period.start.year]
    for family in families(figure.indicator for figure in figures):
        try:
            rows = choose(family, coming, near, reference)
        except CannotHideError as refusal:
            told += refusal.told
            continue
        hidden |= {(indicator, row) for indicator in family for row in rows}
        if RATIO_OF in family:
            hidden |= {(RATIO, row) for row in rows}
    if told:
        raise CannotHideError(told)
    before = _shown(earlier, period.year_before())
    small = {(each.indicator, row_of(each)) for each in figures if is_small(each)} & hidden
    return Veiled(
        tuple(_public(figure, hidden, before) for figure in figures),
        frozenset(small),
        frozenset({(each.indicator, row_of(each)) for each in figures} & hidden - small),
    )


def _public(figure: Figure, hidden: set[tuple[str, Row]], before: dict[tuple[str, Row], float]) -> Figure:
    key = (figure.indicator, row_of(figure))
    if key in hidden:
        return replace(
            figure, n=None, k=None, unknown=None, value=None, mean=None, flag=None, previous=None, hidden=True
        )
    return replace(figure, previous=before.get(key))


def _shown(earlier: Sequence[Published], period: Period) -> dict[tuple[str, Row], float]:
    """The values that the latest edition of the period shows: nothing else of it is public."""
    editions = [each for each in earlier if each.period == period]
    if not editions:
        return {}
    return {
        (each.indicator, row_of(each)): each.value
        for each in editions[-1].figures
        if not each.hidden and each.value is not None
    }
