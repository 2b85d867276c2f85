"""The municipalities as a map with a number in each, and an equal list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.cache import cache

from areas.selectors import AreaMap, area_map, source_citation
from audit.public import public_version
from cms.area import Area
from ui.elements import Shape
from ui.formats import number

TONES = 4
KEPT_SECONDS = 600


def counted_map(counts: Mapping[str, int], urls: Mapping[str, str], area: Area) -> dict[str, Any]:
    """What `{% map_figure %}` draws: each municipality with its count, a door to its address."""
    drawing, source = _drawing()
    step = max(-(-max(counts.values(), default=0) // TONES), 1)
    shapes = [
        Shape(
            code=shape.code,
            name=area.names.get(shape.code, shape.name),
            path=shape.path,
            value_label=number(counts.get(shape.code, 0)),
            tone=-(-counts.get(shape.code, 0) // step),
            url=urls.get(shape.code, ""),
            label_x=shape.label_x,
            label_y=shape.label_y,
        )
        for shape in drawing.shapes
    ]
    used = {shape.tone for shape in shapes if shape.tone is not None}
    return {
        "shapes": sorted(shapes, key=lambda shape: shape.name),
        "view_box": drawing.view_box,
        "legend": [(tone, _range(tone, step)) for tone in sorted(used)],
        "map_source": source,
    }


def _drawing() -> tuple[AreaMap, str]:
    key = f"cms:outlines:{public_version()}"
    known: tuple[AreaMap, str] | None = cache.get(key)
    if known is None:
        known = area_map(), source_citation("shapes")
        cache.set(key, known, KEPT_SECONDS)
    return known


def _range(tone: int, step: int) -> str:
    if tone == 0:
        return "0"
    low, high = (tone - 1) * step + 1, tone * step
    return str(low) if low == high else f"{low}–{high}"
