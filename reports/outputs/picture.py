"""A drawing as a picture of its own: an SVG file with its title, description and colours in it."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from reports.chart_spots import Spot
from reports.charts import Area, Dot, Drawing, Line, Mark, Rect, Words

# As in the documents (`programmes.documents.pdf.styles`, too heavy to import here; a test compares them).
INK, INK_2, FOREST, CLOUDBERRY, SUNK, LINE = "#10292f", "#435a5f", "#17603f", "#b06400", "#ece6d9", "#d5cdbb"
# Bands of the way: each lighter than the one before it, so that they differ without colour too.
FLOW_MAIN, FLOW_STILL, FLOW_LEFT = "#a9cfb9", "#f0dcbc", "#e4e4e0"
FLOWS = {
    "flow-main": FLOW_MAIN,
    "flow-still": FLOW_STILL,
    "flow-left": FLOW_LEFT,
    "node-main": FOREST,
    "node-still": CLOUDBERRY,
    "node-left": INK_2,
}
FILLS = FLOWS | {"bar": FOREST, "ground": SUNK, "band": SUNK, "dot": FOREST, "text": INK, "text-dim": INK_2}
STROKES = {"goal": (CLOUDBERRY, 2), "line": (FOREST, 3.5), "axis": (LINE, 1)}
FONTS = "'Source Sans 3', 'Noto Sans', sans-serif"


def as_svg(drawing: Drawing, description: str) -> str:
    """The drawing on white, readable without any style sheet; `description` tells how it was counted."""
    size = f'width="{drawing.width:g}" height="{drawing.height:g}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{drawing.view_box}" {size} role="img" '
            'aria-labelledby="title about">',
            f'<title id="title">{escape(drawing.title)}</title><desc id="about">{escape(description)}</desc>',
            f'<rect {size} fill="#ffffff"/>',
            *map(_element, drawing.marks),
            *map(_spot, drawing.spots),
            "</svg>\n",
        ]
    )


def _spot(spot: Spot) -> str:
    """Nothing to see: its words come up where a program shows titles."""
    box = f'x="{spot.left:g}" y="{spot.top:g}" width="{spot.width:g}" height="{spot.height:g}"'
    return f'<rect {box} fill="none" pointer-events="all"><title>{escape(spot.words)}</title></rect>'


def _element(mark: Mark) -> str:
    match mark:
        case Rect(x, y, width, height, role):
            return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{FILLS[role]}"/>'
        case Area(role=role):
            return f'<polygon points="{mark.points}" fill="{FILLS[role]}"/>'
        case Dot(x, y, radius, role):
            return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{FILLS[role]}"/>'
        case Line(x1, y1, x2, y2, role, dashed):
            colour, width = STROKES[role]
            dash = ' stroke-dasharray="6 5"' if dashed else ""
            place = f'x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"'
            return f'<line {place} stroke="{colour}" stroke-width="{width:g}"{dash}/>'
        case Words(x, y, text, role, anchor, bold):
            weight = ' font-weight="700"' if bold else ""
            look = f'font-size="14" text-anchor="{anchor}" fill="{FILLS[role]}"{weight}'
            return f'<text x="{x:g}" y="{y:g}" font-family={quoteattr(FONTS)} {look}>{escape(text)}</text>'
