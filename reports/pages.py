"""What the page of the right to work shows: cards, bars, map and tables, already in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.selectors import area_map
from reports.charts import Bar, Drawing, Trend, bar_row, spark_line, trend
from reports.figures import Figure
from reports.indicators import HEADLINE, INDICATORS, Indicator
from reports.one_indicator import OneIndicator
from reports.presentation import is_flagged, ratio_words, trend_points, trend_sentence
from reports.right_to_work import RightToWork
from reports.words import (
    BREAKDOWN_NAMES,
    bare_words,
    change_tone,
    change_words,
    goal_words,
    group_name,
    value_words,
)
from ui.elements import Column, Shape
from ui.formats import number

Names = Mapping[str, Mapping[str, str]]

MAP_WIDTH = 320
TONES = 5
ROUND_TO = {"percent": 5, "days": 5, "ratio": 0.1, "nps": 10}
KEY_FIGURES = ("P1", "P2", "P9", "O1", "O2", "W1")
KINDS = {
    "S": gettext_lazy("Are there places?"),
    "P": gettext_lazy("Does the service do its part?"),
    "O": gettext_lazy("Where do people get to?"),
    "W": gettext_lazy("Does nobody wait unseen?"),
}


@dataclass(frozen=True)
class FigureCard:
    """One figure of everyone, with its goal, change and definition."""

    indicator: Indicator
    value: str
    goal: str
    n: str
    change: str
    tone: str


@dataclass(frozen=True)
class GroupRow:
    """One group of a breakdown, with its bar."""

    code: str
    name: str
    bar: Drawing
    value: str
    goal: str
    n: str
    k: str
    previous: str
    ratio: str
    is_flagged: bool


@dataclass(frozen=True)
class GroupTable:
    """A breakdown of one indicator, its groups in order."""

    by: str
    name: str
    rows: Sequence[GroupRow]


@dataclass(frozen=True)
class MapView:
    """The municipalities in tones, and what the tones mean."""

    view_box: str
    shapes: Sequence[Shape]
    legend: Sequence[tuple[int | None, str]]


def figure_card(figure: Figure) -> FigureCard:
    """The figure in words."""
    return FigureCard(
        figure.definition,
        value_words(figure.value, figure.definition.unit),
        goal_words(figure),
        _counted(figure),
        change_words(figure),
        change_tone(figure),
    )


@dataclass(frozen=True)
class FigureGroup:
    """The figures of everyone that tell of one thing."""

    title: str
    cards: Sequence[FigureCard]


def figure_groups(report: RightToWork) -> list[FigureGroup]:
    """Every figure of everyone, by what it tells of."""
    return [
        FigureGroup(str(KINDS[kind]), [figure_card(figure) for figure in figures])
        for kind, figures in report.in_groups
    ]


def trend_drawings(report: RightToWork) -> tuple[Drawing, Trend]:
    """The trend of the headline: small for its card, and whole with its words."""
    points, words, goal = trend_points(report), trend_sentence(report), report.headline.goal
    return spark_line(points, words, goal=goal), trend(points, words, goal=goal)


def trend_columns() -> list[str | Column]:
    """The heads of the quarters of the headline as a table."""
    return [_("Quarter"), Column(_("Share"), numeric=True), Column(_("Had an offer"), numeric=True)]


def group_table(report: RightToWork | OneIndicator, indicator: str, by: str, names: Names) -> GroupTable:
    """The groups of a breakdown: municipalities by value, the best first, other groups in their own order."""
    figures = report.groups(indicator, by)
    longest = _longest(figures)
    ratios = {each.group: each for each in report.groups("O5", by)} if indicator == HEADLINE else {}
    rows = [_group_row(figure, by, names, longest, ratios.get(figure.group)) for figure in figures]
    if by == "municipality":
        good_first = -1 if figures and figures[0].definition.direction == "up" else 1
        place = {figure.group: (figure.value is None, good_first * (figure.value or 0)) for figure in figures}
        rows.sort(key=lambda row: place[row.code])
    return GroupTable(by, str(BREAKDOWN_NAMES[by]), rows)


def municipality_map(report: RightToWork | OneIndicator, indicator: str) -> MapView:
    """The municipalities of the area, darker where the value is higher; no tone where there is none."""
    figures = {each.group: each for each in report.groups(indicator, "municipality")}
    drawn = area_map(MAP_WIDTH)
    unit = INDICATORS[indicator].unit
    values = [each.value for each in figures.values() if each.value is not None]
    steps = _steps(values, _round_to(unit, values))
    shapes = []
    for outline in drawn.shapes:
        figure = figures.get(outline.code)
        value = figure.value if figure else None
        label = value_words(value, unit, decimals=0) if figure else ""
        tone = None if value is None else _tone(value, steps)
        x, y = (outline.label_x, outline.label_y) if figure else (None, None)
        shapes.append(Shape(outline.code, outline.name, outline.path, label, tone, label_x=x, label_y=y))
    return MapView(drawn.view_box, shapes, _legend(steps, unit))


def _counted(figure: Figure) -> str:
    """Out of how many, and how many of them are not known."""
    if not figure.unknown:
        return number(figure.n)
    unknown = _("not known: %(count)s") % {"count": number(figure.unknown)}
    return f"{number(figure.n)} ({unknown})"


def _group_row(figure: Figure, by: str, names: Names, longest: float, ratio: Figure | None) -> GroupRow:
    unit = figure.definition.unit
    value = value_words(figure.value, unit)
    name = group_name(by, str(figure.group), names)
    return GroupRow(
        str(figure.group),
        name,
        bar_row(Bar(name, figure.value, value, figure.goal), maximum=longest),
        value,
        goal_words(figure),
        number(figure.n),
        number(figure.k),
        value_words(figure.previous, unit),
        ratio_words(ratio) if ratio else "",
        is_flagged(ratio),
    )


def _longest(figures: Sequence[Figure]) -> float:
    """How long a full bar is: 100 for shares, else a little more than the largest value."""
    if figures and figures[0].definition.unit == "percent":
        return 100
    return max([each.value or 0 for each in figures] + [each.goal or 0 for each in figures] + [1]) * 1.05


def _round_to(unit: str, values: Sequence[float]) -> float:
    """To what the bounds of tones are rounded; sums of money by how large they are."""
    if unit in ROUND_TO:
        return ROUND_TO[unit]
    return float(10 ** max(len(str(int(max(map(abs, values), default=1)))) - 2, 0))


def _steps(values: Sequence[float], round_to: float) -> list[float]:
    """The bounds of the tones: even steps from the lowest value to the highest, rounded outwards."""
    if not values:
        return []
    low, high = floor(min(values) / round_to) * round_to, ceil(max(values) / round_to) * round_to
    width = max(ceil((high - low) / TONES / round_to), 1) * round_to
    count = min(TONES, max(ceil((high - low) / width), 1))
    return [low + width * place for place in range(count + 1)]


def _tone(value: float, steps: Sequence[float]) -> int:
    return max(place for place, bound in enumerate(steps[:-1]) if value >= bound)


def _legend(steps: Sequence[float], unit: str) -> list[tuple[int | None, str]]:
    ranges = [
        (tone, f"{bare_words(low, unit)}–{value_words(high, unit, decimals=0)}")
        for tone, (low, high) in enumerate(pairwise(steps))
    ]
    return [*ranges, (None, _("no value"))]
