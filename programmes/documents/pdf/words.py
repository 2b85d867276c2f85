"""Words that people typed, made safe for a paragraph: nothing in them is markup or without a glyph."""

from __future__ import annotations

import re
import unicodedata
from html import escape

from reportlab.pdfbase import pdfmetrics

from programmes.documents.pdf.fonts import REGULAR, register_fonts

# Marks, signs and pictures beside the letters: left out where the font has none; a letter becomes "?".
BESIDE_LETTERS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me", "Sk", "So"})
EMPTY_LINES = re.compile(r"\n\s*\n")


def words_of(text: str) -> str:
    """What was typed as the markup of a paragraph; its line breaks stay, at most one empty line in a row."""
    lines = EMPTY_LINES.sub("\n\n", unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip())
    return escape(_drawable(lines.expandtabs(1))).replace("\n", "<br/>")


def _drawable(text: str) -> str:
    """The text without what the fonts of the documents cannot draw."""
    register_fonts()
    glyphs = pdfmetrics.getFont(REGULAR).face.charToGlyph
    return "".join(letter if letter == "\n" or ord(letter) in glyphs else _instead(letter) for letter in text)


def _instead(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Zs":
        return " "
    return "" if category in BESIDE_LETTERS else "?"
