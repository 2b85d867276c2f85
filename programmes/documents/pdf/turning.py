"""Lines of a paragraph turned for drawing: reportlab sets what it is given from left to right."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.platypus import Paragraph

from programmes.documents.pdf.directions import as_typed, base_direction, has_right_to_left, turned
from programmes.documents.pdf.fonts import FAMILIES, REGULAR, runs


@contextmanager
def in_order_of_the_eye(paragraph: Paragraph) -> Iterator[str | None]:
    """The paragraph's lines are turned inside where they need it; then the words as typed are given.

    Several lines that run from right to left stand at the right.
    """
    lines, style = paragraph.blPara, paragraph.style
    texts = [_text_of(line) for line in lines.lines]
    whole = " ".join(texts)
    if not has_right_to_left(whole):
        yield None
        return
    base = base_direction(texts)
    paragraph.blPara = copy.copy(lines)
    paragraph.blPara.lines = [
        _turned(line, text, base) for line, text in zip(lines.lines, texts, strict=True)
    ]
    if base == "R" and len(texts) > 1 and style.alignment == TA_LEFT:
        paragraph.style = style.clone(style.name, alignment=TA_RIGHT)
    try:
        yield as_typed(whole)
    finally:
        paragraph.blPara, paragraph.style = lines, style


def _text_of(line: Any) -> str:
    """A line is (room left, words) where all is in one font, else an object with parts."""
    return " ".join(line[1]) if isinstance(line, tuple) else "".join(part.text for part in line.words)


def _turned(line: Any, text: str, base: str) -> Any:
    if not has_right_to_left(text):
        return line
    text = turned(text, base)
    if isinstance(line, tuple):
        return (line[0], text.split(" "))
    whole = copy.copy(line)
    first = line.words[0]
    column = next(place for family in FAMILIES for place, name in enumerate(family) if name == first.fontName)
    names = {family[0]: family[column] for family in FAMILIES}
    whole.words = [first.clone(text=run, fontName=names[family or REGULAR]) for family, run in runs(text)]
    return whole
