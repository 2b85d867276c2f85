"""Spending by month as rows of columns: one row for each kind under the one of all together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts import Drawing, Line, Mark, Rect, Trend, Words

ROW, HIGH, FOOT, EDGE = 74.0, 44.0, 22.0, 2.0
LEAST = 1.0  # what is more than nothing can be seen


@dataclass(frozen=True)
class Strip:
    """One row: its name, what all its columns are together in words, and the columns; None is not known."""

    name: str
    words: str
    values: Sequence[float | None]


def spending_trend(together: Strip, kinds: Sequence[Strip], labels: Sequence[str], title: str) -> Trend:
    """The same rows for each width of a page."""
    return Trend(
        spending_columns(together, kinds, labels, title, width=720),
        spending_columns(together, kinds, labels, title, width=320),
    )


def spending_columns(
    together: Strip, kinds: Sequence[Strip], labels: Sequence[str], title: str, *, width: float
) -> Drawing:
    """A column for each month; the kinds share one scale, all together has its own.

    A month that is not known has a dash in place of its column.
    """
    strips = [(together, _highest([together])), *((kind, _highest(kinds)) for kind in kinds)]
    marks: list[Mark] = []
    for number, (strip, highest) in enumerate(strips):
        marks += _strip(strip, highest, number * ROW, width)
    height = len(strips) * ROW + FOOT
    step = (width - 2 * EDGE) / max(len(labels), 1)
    for number in _labelled(len(labels), width):
        x = round(EDGE + (number + 0.5) * step, 1)
        marks.append(Words(x, height - 6, labels[number], "text-dim", _anchor(number, len(labels))))
    return Drawing(width, height, title, tuple(marks))


def _strip(strip: Strip, highest: float, top: float, width: float) -> list[Mark]:
    bottom = top + ROW - 8
    marks: list[Mark] = [
        Words(EDGE, top + 15, strip.name, bold=True),
        Words(width - EDGE, top + 15, strip.words, anchor="end"),
        Line(EDGE, bottom, width - EDGE, bottom, "axis"),
    ]
    step = (width - 2 * EDGE) / max(len(strip.values), 1)
    broad = round(min(step * 0.7, 40), 1)
    for number, value in enumerate(strip.values):
        middle = EDGE + (number + 0.5) * step
        if value is None:
            marks.append(Words(round(middle, 1), bottom - 4, "–", "text-dim", "middle"))
        elif value > 0:
            high = round(max(HIGH * value / highest, LEAST), 1)
            marks.append(Rect(round(middle - broad / 2, 1), round(bottom - high, 1), broad, high, "bar"))
    return marks


def _highest(strips: Sequence[Strip]) -> float:
    return max((value for strip in strips for value in strip.values if value is not None), default=0) or 1


def _labelled(count: int, width: float) -> list[int]:
    """The months that have their name below: the last one, and back from it as many as there is room for."""
    apart = -(-count * 62 // int(width)) or 1
    return list(range(count - 1, -1, -apart))[::-1]


def _anchor(number: int, count: int) -> str:
    if count > 6 and number == 0:
        return "start"
    return "end" if count > 6 and number == count - 1 else "middle"
