"""No sum of euros of a few people: how the estimate O7 is told where pages and files tell all figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reports.figures import Figure
from reports.indicators.measures import euros

FEWEST = 5


def of_enough(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures without the euros of groups, and of everyone where fewer than five have known days.

    Sums by municipality stand in the report of municipal finance, which hides what could be worked out from
    the others (decision 172). Of how many people the sum of a year before was is not known: it is not told.
    """
    return tuple(_told(figure) for figure in figures if not is_money(figure) or figure.by is None)


def is_money(figure: Figure) -> bool:
    """Whether the figure is a sum of euros."""
    return figure.definition.measure is euros


def _told(figure: Figure) -> Figure:
    if not is_money(figure):
        return figure
    known = (figure.n or 0) - (figure.unknown or 0)
    return replace(figure, previous=None, value=figure.value if known >= FEWEST else None)
