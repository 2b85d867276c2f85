"""Spots of a chart: where a pointer or the keyboard may be, and the words that are shown there.

A spot is the whole height of its place, so that nobody has to hit a small dot. In the PDF there are none: the
values stand in its tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LETTER, PADDING, TIP_HEIGHT, ABOVE = 7.3, 18.0, 24.0, 12.0


@dataclass(frozen=True)
class Spot:
    """A box to point at, the place in it that the words tell of, and the box of the words."""

    words: str
    left: float
    top: float
    width: float
    height: float
    x: float
    y: float
    tip_left: float
    tip_top: float
    tip_width: float

    @property
    def tip_x(self) -> float:
        """The middle of the words."""
        return round(self.tip_left + self.tip_width / 2, 1)

    @property
    def tip_y(self) -> float:
        """Their baseline."""
        return round(self.tip_top + 17, 1)

    @property
    def tip_height(self) -> float:
        """How high the box of the words is."""
        return TIP_HEIGHT


def spot(
    words: str,
    box: tuple[float, float, float, float],
    at: tuple[float, float],
    *,
    width: float,
) -> Spot:
    """The spot over `box` (left, top, width, height); its words stand above `at`, or below at the upper edge.

    width: of the drawing, which the words never leave.
    """
    x, y = at
    wide = min(len(words) * LETTER + PADDING, width)
    left = min(max(x - wide / 2, 0), width - wide)
    top = y - ABOVE - TIP_HEIGHT
    return Spot(words, *box, x, y, round(left, 1), round(top if top >= 0 else y + ABOVE, 1), round(wide, 1))


def strips(
    places: Sequence[tuple[float, float] | None],
    words: Sequence[str],
    *,
    width: float,
    top: float,
    bottom: float,
) -> tuple[Spot, ...]:
    """A spot for each place along the width, each reaching half the way to its neighbours."""
    known = [(place, words[number]) for number, place in enumerate(places) if place is not None]
    found = []
    for number, ((x, y), told) in enumerate(known):
        left = (known[number - 1][0][0] + x) / 2 if number else 0.0
        right = (known[number + 1][0][0] + x) / 2 if number + 1 < len(known) else width
        box = (round(left, 1), top, round(right - left, 1), bottom - top)
        found.append(spot(told, box, (x, y), width=width))
    return tuple(found)
