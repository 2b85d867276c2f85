"""Bars for a phone: the name and the value stand over each bar, so that no name is cut off."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts import BAR_HEIGHT, Bar, Drawing, Mark, Words, bar_marks

ROW, BASELINE, BAR_AT = 40.0, 14.0, 20.0


def stacked_bars(bars: Sequence[Bar], title: str, *, width: float, maximum: float = 100) -> Drawing:
    """The bars under each other, each as wide as the drawing."""
    marks: list[Mark] = []
    for row, bar in enumerate(bars):
        top = row * ROW
        marks.append(Words(0, top + BASELINE, bar.label))
        marks.append(Words(width, top + BASELINE, bar.words, anchor="end", bold=True))
        marks += bar_marks(bar, 0, top + BAR_AT, width, maximum)
    return Drawing(width, max(len(bars) * ROW - ROW + BAR_AT + BAR_HEIGHT + 2, 0), title, tuple(marks))
