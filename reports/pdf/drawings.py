"""Charts of `reports.charts` as vectors of a document."""

from reportlab.graphics import shapes
from reportlab.lib.colors import Color, HexColor, white

from programmes.documents.pdf.fonts import BOLD, REGULAR
from programmes.documents.pdf.styles import CLOUDBERRY, FOREST, INK, INK_2, LINE, SUNK
from reports.charts import Area, Dot, Drawing, Line, Mark, Rect
from reports.outputs.picture import FLOWS

FILL: dict[str, Color] = {
    "bar": FOREST,
    "ground": SUNK,
    "band": SUNK,
    "dot": FOREST,
    "text": INK,
    "text-dim": INK_2,
    **{role: HexColor(colour) for role, colour in FLOWS.items()},
}
STROKE: dict[str, tuple[Color, float]] = {
    "goal": (CLOUDBERRY, 1.8),
    "line": (FOREST, 2.4),
    "axis": (LINE, 0.8),
}
FONT_SIZE = 9


def vectors(drawing: Drawing, *, width: float) -> shapes.Drawing:
    """The drawing as wide as `width`; the same marks at the same places as on the page."""
    scale = width / drawing.width
    group = shapes.Group(*(_shape(mark, drawing.height) for mark in drawing.marks))
    group.scale(scale, scale)
    canvas = shapes.Drawing(width, drawing.height * scale)
    canvas.add(group)
    return canvas


def _shape(mark: Mark, height: float) -> shapes.Shape:
    """One mark; documents count upwards, pages down."""
    if isinstance(mark, Rect):
        bottom = height - mark.y - mark.height
        return shapes.Rect(
            mark.x, bottom, mark.width, mark.height, fillColor=FILL[mark.role], strokeColor=None
        )
    if isinstance(mark, Line):
        colour, thickness = STROKE[mark.role]
        return shapes.Line(
            mark.x1,
            height - mark.y1,
            mark.x2,
            height - mark.y2,
            strokeColor=colour,
            strokeWidth=thickness,
            strokeLineCap=0 if mark.dashed else 1,
            strokeDashArray=[6, 5] if mark.dashed else None,
        )
    if isinstance(mark, Area):
        corners = [each for x, y in mark.corners for each in (x, height - y)]
        return shapes.Polygon(corners, fillColor=FILL[mark.role], strokeColor=None)
    if isinstance(mark, Dot):
        return shapes.Circle(
            mark.x, height - mark.y, mark.radius, fillColor=FILL[mark.role], strokeColor=white
        )
    return shapes.String(
        mark.x,
        height - mark.y,
        mark.text,
        fontName=BOLD if mark.bold else REGULAR,
        fontSize=FONT_SIZE,
        fillColor=FILL[mark.role],
        textAnchor=mark.anchor,
    )
