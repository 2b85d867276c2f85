"""Words that people typed, made safe for a paragraph: nothing in them is markup or without a glyph."""

from __future__ import annotations

import re
import unicodedata
from html import escape

from programmes.documents.pdf.directions import joined
from programmes.documents.pdf.fonts import REGULAR, runs

# Marks, signs and pictures beside the letters: left out where no font has them; a letter becomes "?".
BESIDE_LETTERS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me", "Sk", "So"})
EMPTY_LINES = re.compile(r"\n\s*\n")


def words_of(text: str) -> str:
    """What was typed as the markup of a paragraph; its line breaks stay, at most one empty line in a row."""
    lines = EMPTY_LINES.sub("\n\n", unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip())
    return "<br/>".join(_markup(joined(line)) for line in lines.expandtabs(1).split("\n"))


def _markup(line: str) -> str:
    """The line with each run in a font that has its letters, without what none has."""
    parts = []
    for family, run in runs(line):
        if family is None:
            parts.append("".join(map(_instead, run)))
        elif family == REGULAR:
            parts.append(escape(run))
        else:
            parts.append(f'<font name="{family}">{escape(run)}</font>')
    return "".join(parts)


def _instead(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Zs":
        return " "
    return "" if category in BESIDE_LETTERS else "?"
