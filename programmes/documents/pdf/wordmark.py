"""The wordmark on paper: the small bridge and the name, one figure with its words."""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing, Group, Line, Path, String

from programmes.documents.pdf.flowables import TaggedFigure
from programmes.documents.pdf.fonts import BOLD, register_fonts
from programmes.documents.pdf.styles import CLOUDBERRY, FOREST, FOREST_DEEP

NAME = "Välityö"
HEIGHT, SCALE, FULL = 30, 0.72, 34


def wordmark() -> TaggedFigure:
    """The bridge of the pages (`ui/components/wordmark.html`) with the name beside it."""
    register_fonts()
    drawing = Drawing(150, HEIGHT)
    bridge = Group(transform=(SCALE, 0, 0, SCALE, 0, 2))
    for x, top in ((12.5, 18.5), (24, 13), (35.5, 18.5)):
        bridge.add(Line(x, FULL - 29, x, FULL - top, strokeColor=FOREST, strokeWidth=2))
    arch = Path(strokeColor=FOREST, strokeWidth=3.4, fillColor=None, strokeLineCap=1)
    arch.moveTo(4, FULL - 29)
    arch.curveTo(9.5, FULL - 7.5, 38.5, FULL - 7.5, 44, FULL - 29)
    bridge.add(arch)
    bridge.add(
        Line(2.5, FULL - 31, 45.5, FULL - 31, strokeColor=CLOUDBERRY, strokeWidth=3.4, strokeLineCap=1)
    )
    drawing.add(bridge)
    drawing.add(String(42, 8, NAME, fontName=BOLD, fontSize=18, fillColor=FOREST_DEEP))
    return TaggedFigure(drawing, NAME)
