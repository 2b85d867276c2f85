"""The municipalities as a map with a number in each, and an equal list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any

from areas.selectors import AreaMap, area_map, source_citation
from cms.area import Area
from letters.order import in_order
from publicdata.memory import remembered
from ui.elements import Shape
from ui.formats import number

TONES = 4


def counted_map(counts: Mapping[str, int], urls: Mapping[str, str], area: Area) -> dict[str, Any]:
    """What `{% map_figure %}` draws: each municipality with its count, a door to its address."""
    drawing, source = _drawing()
    steps = colour_steps(counts.values())
    shapes = [
        Shape(
            code=shape.code,
            name=area.names.get(shape.code, shape.name),
            path=shape.path,
            value_label=number(counts.get(shape.code, 0)),
            tone=tone_of(counts.get(shape.code, 0), steps),
            url=urls.get(shape.code, ""),
            label_x=shape.label_x,
            label_y=shape.label_y,
        )
        for shape in drawing.shapes
    ]
    used = {shape.tone for shape in shapes if shape.tone is not None}
    return {
        "shapes": in_order(shapes, lambda shape: shape.name),
        "view_box": drawing.view_box,
        "legend": [(tone, _range(tone, steps)) for tone in sorted(used)],
        "map_source": source,
    }


def _drawing() -> tuple[AreaMap, str]:
    return remembered(lambda: (area_map(), source_citation("shapes")), "outlines")


def colour_steps(counts: Iterable[int]) -> list[int]:
    """The highest number of each colour: about as many municipalities in each, equal numbers together."""
    numbers = sorted(count for count in counts if count)
    ends = (
        {numbers[-(-len(numbers) * part // TONES) - 1] for part in range(1, TONES + 1)} if numbers else set()
    )
    return sorted(ends)


def tone_of(count: int, steps: list[int]) -> int:
    """The colour of the number; 0 is none at all."""
    return 0 if count == 0 else 1 + bisect_left(steps, count)


def _range(tone: int, steps: list[int]) -> str:
    if tone == 0:
        return "0"
    low, high = (steps[tone - 2] + 1 if tone > 1 else 1), steps[tone - 1]
    return str(low) if low == high else f"{low}–{high}"
