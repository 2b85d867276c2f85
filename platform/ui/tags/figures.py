"""Figures, charts and maps: the number and its method, a drawing and its equal table."""

from collections.abc import Iterable
from typing import Any

from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ui import elements
from ui.elements import inner

register = Library()


@register.simple_block_tag
def figure_card(
    content: str,
    label: str = "",
    value: str = "",
    goal: str = "",
    trend: str = "",
    trend_tone: str = "quiet",
    n: str = "",
    flag: str = "",
    flag_tone: str = "warn",
    method: str = "",
    method_url: str = "",
    hidden: bool = False,
    large: bool = False,
    level: int = 3,
) -> SafeString:
    """One figure with its goal, trend, n and the way it is counted; the block may hold a small chart.

    hidden: too few people to show; the card says so instead of a number.
    """
    values = {
        "label": label,
        "value": value,
        "goal": goal,
        "trend": trend,
        "trend_tone": trend_tone,
        "n": n,
        "flag": flag,
        "flag_tone": flag_tone,
        "method": method,
        "method_url": method_url,
        "hidden": hidden,
        "large": large,
        "level": level,
    }
    return render_to_string("ui/components/figure_card.html", {**values, "chart": inner(content)})


@register.simple_block_tag
def chart_figure(
    content: str,
    title: str = "",
    caption: str = "",
    columns: Iterable[Any] = (),
    rows: Iterable[Any] = (),
    source: str = "",
    level: int = 3,
) -> SafeString:
    """A chart (inline SVG in the block) with the same numbers as a table one press away."""
    values = {"title": title, "caption": caption, "source": source, "level": level}
    values["columns"], values["rows"] = elements.columns(columns), elements.rows(rows)
    return render_to_string("ui/components/chart_figure.html", {**values, "chart": inner(content)})


@register.inclusion_tag("ui/components/map.html")
def map_figure(
    shapes: Iterable[Any],
    view_box: str,
    title: str,
    caption: str = "",
    legend: Iterable[Any] = (),
    value_heading: str = "",
    show_list: bool = True,
    show_names: bool = False,
) -> dict[str, Any]:
    """Municipalities as a map and an equal list; the list alone where no outline is known.

    legend: (tone 0–4 or None, words) pairs.
    show_names writes the name above the value: for tiles, which have room for it.
    """
    shapes = list(shapes)
    return {
        "shapes": shapes,
        "is_drawn": any(shape.path for shape in shapes),
        "view_box": view_box,
        "title": title,
        "caption": caption,
        "legend": [("none" if tone is None else tone, words) for tone, words in legend],
        "value_heading": value_heading,
        "show_list": show_list,
        "show_names": show_names,
    }
