"""The municipalities in tones as vectors of a document: the same shapes, tones and values as on the page."""

from __future__ import annotations

import re

from reportlab.graphics import shapes
from reportlab.lib.colors import Color, linearlyInterpolatedColor, white

from programmes.documents.pdf.fonts import BOLD
from programmes.documents.pdf.styles import FOREST, INK, LINE, SUNK
from reports.pages import TONES, MapView

POINT = re.compile(r"(-?[\d.]+) (-?[\d.]+)")
DARK_FROM = 3  # of the five tones, those on which words are white
FONT_SIZE = 12


def map_vectors(view: MapView, *, height: float) -> shapes.Drawing:
    """The map as high as `height`: darker where the value is higher, grey where there is none."""
    _x, _y, map_width, map_height = (float(part) for part in view.view_box.split())
    scale = height / map_height
    group = shapes.Group()
    for shape in view.shapes:
        for ring in shape.path.split("M")[1:]:
            corners = [each for x, y in POINT.findall(ring) for each in (float(x), map_height - float(y))]
            group.add(shapes.Polygon(corners, fillColor=_tone(shape.tone), strokeColor=white, strokeWidth=1))
    for shape in view.shapes:
        if shape.value_label and shape.label_x is not None and shape.label_y is not None:
            colour = white if (shape.tone or 0) >= DARK_FROM else INK
            group.add(
                shapes.String(
                    shape.label_x,
                    map_height - shape.label_y - FONT_SIZE / 3,
                    shape.value_label,
                    fontName=BOLD,
                    fontSize=FONT_SIZE,
                    fillColor=colour,
                    textAnchor="middle",
                )
            )
    group.scale(scale, scale)
    canvas = shapes.Drawing(map_width * scale, height)
    canvas.add(group)
    return canvas


def _tone(tone: int | None) -> Color:
    if tone is None:
        return LINE
    return linearlyInterpolatedColor(SUNK, FOREST, 0, TONES - 1, tone)
