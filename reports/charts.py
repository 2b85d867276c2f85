"""Charts: one geometry of plain marks, drawn as SVG on the page and as vectors in the PDF.

Coordinates run from the top left corner, in units of the view box. A mark's `role` names what it is (bar,
ground, goal, line, dot, axis, text, text-dim); how it looks is the stylesheet and `reports.pdf.drawings`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reports.chart_spots import Spot, strips

BAR_HEIGHT = 12.0
ROW_HEIGHT = 24.0
TEXT_DROP = 4.5
LEAST_BETWEEN_LABELS = 50.0  # closer than that, every other place of a trend has its label, the last always


@dataclass(frozen=True)
class Rect:
    """A filled box."""

    x: float
    y: float
    width: float
    height: float
    role: str
    kind: str = "rect"


@dataclass(frozen=True)
class Line:
    """A straight stroke."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: str
    dashed: bool = False
    kind: str = "line"


@dataclass(frozen=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    role: str
    kind: str = "dot"


@dataclass(frozen=True)
class Words:
    """A line of text; `anchor` is start, middle or end; `y` is its baseline."""

    x: float
    y: float
    text: str
    role: str = "text"
    anchor: str = "start"
    bold: bool = False
    kind: str = "words"


@dataclass(frozen=True)
class Area:
    """A filled shape between its corners."""

    corners: tuple[tuple[float, float], ...]
    role: str
    kind: str = "area"

    @property
    def points(self) -> str:
        """The value of the SVG attribute `points`."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.corners)


Mark = Rect | Line | Dot | Words | Area


@dataclass(frozen=True)
class Drawing:
    """Marks in a view box, with what they say to one who does not see them.

    One that `stretches` fills the width it is given and keeps its height. `spots`: where values are shown to
    who points at them or comes by the keyboard.
    """

    width: float
    height: float
    title: str
    marks: tuple[Mark, ...] = ()
    stretches: bool = False
    spots: tuple[Spot, ...] = ()

    @property
    def view_box(self) -> str:
        """The value of the SVG attribute `viewBox`."""
        return f"0 0 {self.width:g} {self.height:g}"


@dataclass(frozen=True)
class Bar:
    """One row of a bar chart; no bar is drawn without a value."""

    label: str
    value: float | None
    words: str
    goal: float | None = None
    note: str = ""


@dataclass(frozen=True)
class Point:
    """One place of a trend; the line is broken where there is no value. name: where its label is left out."""

    label: str
    value: float | None
    words: str = ""
    name: str = ""


def bar_row(bar: Bar, *, width: float = 280, maximum: float = 100) -> Drawing:
    """One bar on its ground with the goal as an upright stroke, for a cell of a table."""
    height = BAR_HEIGHT + 6
    marks = tuple(bar_marks(bar, 0, 3, width, maximum))
    return Drawing(width, height, f"{bar.label}: {bar.words}", marks, stretches=True)


def bar_chart(
    bars: Sequence[Bar],
    title: str,
    *,
    width: float = 480,
    maximum: float = 100,
    names: float = 104,
    notes: float = 56,
) -> Drawing:
    """The bars under each other: name on the left, value and note on the right of each.

    names, notes: how wide the columns of names and notes are.
    """
    label_width, value_width, note_width = names, 52.0, notes
    plot = width - label_width - value_width - note_width
    marks: list[Mark] = []
    for row, bar in enumerate(bars):
        middle = row * ROW_HEIGHT + ROW_HEIGHT / 2
        baseline = middle + TEXT_DROP
        marks.append(Words(label_width - 8, baseline, bar.label, anchor="end"))
        marks += bar_marks(bar, label_width, middle - BAR_HEIGHT / 2, plot, maximum)
        marks.append(Words(width - note_width - 4, baseline, bar.words, anchor="end", bold=True))
        if bar.note:
            marks.append(Words(width, baseline, bar.note, "text-dim", "end"))
    return Drawing(width, len(bars) * ROW_HEIGHT, title, tuple(marks))


def trend_line(
    points: Sequence[Point], title: str, *, goal: float | None = None, width: float = 480, height: float = 170
) -> Drawing:
    """A line through the points, the first and the last with their value, and the goal as a dashed line."""
    values = [point.value for point in points if point.value is not None]
    if not values:
        return Drawing(width, height, title)
    low, high = _span([*values, *([goal] if goal is not None else [])])
    left, right, top, bottom = 12.0, width - 12.0, 26.0, height - 24.0
    step = (right - left) / max(len(points) - 1, 1)

    def at(number: int, value: float) -> tuple[float, float]:
        return round(left + number * step, 1), round(
            bottom - (value - low) / (high - low) * (bottom - top), 1
        )

    places = [None if point.value is None else at(number, point.value) for number, point in enumerate(points)]
    marks: list[Mark] = [Line(left, bottom, right, bottom, "axis")]
    if goal is not None:
        y = at(0, goal)[1]
        marks.append(Line(left, y, right, y, "goal", dashed=True))
    marks += [Line(*one, *other, "line") for one, other in pairwise(places) if one and other]
    marks += [Dot(x, y, 4, "dot") for x, y in filter(None, places)]
    marks += _end_words(points, places, bottom)
    all_labelled = all(point.label for point in points)
    apart = 2 if all_labelled and step < LEAST_BETWEEN_LABELS else 1
    for number, point in enumerate(points):
        if (len(points) - 1 - number) % apart:
            continue
        x = at(number, low)[0]
        marks.append(Words(x, height - 6, point.label, "text-dim", _anchor(number, len(points))))
    told = [f"{point.name or point.label}: {point.words}" for point in points]
    spots = strips(places, told, width=width, top=0, bottom=bottom)
    return Drawing(width, height, title, tuple(marks), spots=spots)


@dataclass(frozen=True)
class Trend:
    """One trend drawn twice: for a wide column, and for a phone, where all of it must be seen at once."""

    wide: Drawing
    narrow: Drawing

    @property
    def plain(self) -> Trend:
        """The same without places that answer: for pages that have no style for them."""
        wide, narrow = (replace(each, spots=()) for each in (self.wide, self.narrow))
        return replace(self, wide=wide, narrow=narrow)


NARROW_WIDTH, NARROW_HEIGHT = 320.0, 190.0


def trend(
    points: Sequence[Point], title: str, *, goal: float | None = None, width: float = 720, height: float = 200
) -> Trend:
    """The line through the points for each width of a page."""
    narrow = trend_line(points, title, goal=goal, width=NARROW_WIDTH, height=NARROW_HEIGHT)
    return Trend(trend_line(points, title, goal=goal, width=width, height=height), narrow)


def spark_line(points: Sequence[Point], title: str, *, goal: float | None = None) -> Drawing:
    """The trend without words, for a card."""
    drawing = trend_line(points, title, goal=goal, width=300, height=110)
    return Drawing(300, 92, title, tuple(mark for mark in drawing.marks if mark.kind != "words"))


def bar_marks(bar: Bar, x: float, y: float, width: float, maximum: float) -> list[Mark]:
    """The bar on its ground, and the goal as an upright stroke."""
    marks: list[Mark] = [Rect(x, y, width, BAR_HEIGHT, "ground")]
    if bar.value is not None:
        marks.append(
            Rect(x, y, round(width * min(max(bar.value, 0), maximum) / maximum, 1), BAR_HEIGHT, "bar")
        )
    if bar.goal is not None and bar.goal <= maximum:
        goal_x = round(x + width * bar.goal / maximum, 1)
        marks.append(Line(goal_x, y - 2, goal_x, y + BAR_HEIGHT + 2, "goal"))
    return marks


def _end_words(
    points: Sequence[Point], places: Sequence[tuple[float, float] | None], bottom: float
) -> list[Mark]:
    """The value of the first and the last point, where the line does not go, and above the axis."""
    drawn = [number for number, place in enumerate(places) if place]
    words: list[Mark] = []
    for number, neighbour in {
        (drawn[0], drawn[min(1, len(drawn) - 1)]),
        (drawn[-1], drawn[max(-2, -len(drawn))]),
    }:
        x, y = places[number] or (0.0, 0.0)
        line_goes_up = (places[neighbour] or (0.0, y))[1] < y
        side = 19 if line_goes_up and y + 19 < bottom else -10
        words.append(Words(x, y + side, points[number].words, anchor=_anchor(number, len(points)), bold=True))
    return words


def _anchor(number: int, count: int) -> str:
    if number == 0:
        return "start"
    return "end" if number == count - 1 else "middle"


def _span(values: Sequence[float]) -> tuple[float, float]:
    """A lowest and highest value for the axis, with a little air, never flat."""
    low, high = min(values), max(values)
    air = max((high - low) * 0.15, 2)
    return max(low - air, 0), high + air
