"""The map of municipalities as a picture of its own, with its legend: the same tones as in the documents."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reports.outputs.picture import FONTS, FOREST, INK, LINE, SUNK
from ui.elements import Shape

TONES, DARK_FROM = 5, 3
EDGE, LEGEND_ROW = 16, 24


def map_as_svg(
    shapes: Sequence[Shape],
    view_box: str,
    legend: Sequence[tuple[int | None, str]],
    title: str,
    description: str,
) -> str:
    """The shapes in tones with their values on them; every shape says its name where titles are shown."""
    _x, _y, width, height = (float(part) for part in view_box.split())
    whole = height + EDGE + LEGEND_ROW * len(legend)
    size = f'width="{width:g}" height="{whole:g}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {whole:g}" {size} role="img" '
            'aria-labelledby="title about">',
            f'<title id="title">{escape(title)}</title><desc id="about">{escape(description)}</desc>',
            f'<rect {size} fill="#ffffff"/>',
            *(_shape(shape) for shape in shapes if shape.path),
            *(_label(shape) for shape in shapes if shape.label_x is not None and shape.value_label),
            *(
                _legend(tone, words, height + EDGE + LEGEND_ROW * row)
                for row, (tone, words) in enumerate(legend)
            ),
            "</svg>\n",
        ]
    )


def tone_colour(tone: int | None) -> str:
    """From sand to forest, and grey where there is no value."""
    if tone is None:
        return LINE
    low, high = (_parts(colour) for colour in (SUNK, FOREST))
    mixed = (round(a + (b - a) * tone / (TONES - 1)) for a, b in zip(low, high, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _shape(shape: Shape) -> str:
    told = escape(f"{shape.name}: {shape.value_label}")
    look = f'fill="{tone_colour(shape.tone)}" stroke="#ffffff" stroke-width="1.5"'
    return f'<path d="{shape.path}" {look}><title>{told}</title></path>'


def _label(shape: Shape) -> str:
    colour = "#ffffff" if (shape.tone or 0) >= DARK_FROM else INK
    return _words(shape.label_x or 0, (shape.label_y or 0) + 4, shape.value_label, "middle", colour, 12)


def _legend(tone: int | None, words: str, y: float) -> str:
    box = f'<rect x="1" y="{y:g}" width="16" height="16" fill="{tone_colour(tone)}" stroke="{INK}"/>'
    return box + _words(25, y + 13, words, "start", INK, 14)


def _words(x: float, y: float, text: str, anchor: str, colour: str, size: int) -> str:
    look = (
        f'font-size="{size}" font-weight="700" text-anchor="{anchor}" fill="{colour}" pointer-events="none"'
    )
    return f'<text x="{x:g}" y="{y:g}" font-family="{FONTS}" {look}>{escape(text)}</text>'
