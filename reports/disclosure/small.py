"""The primary rule: a figure of so few people that it would tell of them is hidden for its own sake."""

from __future__ import annotations

from collections.abc import Iterable

from reports.disclosure.facts import NOT_PEOPLE, WIDTH
from reports.figures import Figure


def is_small(figure: Figure) -> bool:
    """Whether n, k, those of n who are not in k, or the unknown are one to four people."""
    return figure.indicator not in NOT_PEOPLE and any(0 < count < WIDTH for count in _counts(figure))


def _counts(figure: Figure) -> Iterable[int]:
    n, k = figure.n or 0, figure.k
    yield n
    yield figure.unknown or 0
    if k is not None:
        yield k
        yield n - k
