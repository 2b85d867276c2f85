"""Text that runs from right to left: letters joined as they are written, each line in the order of the eye.

A paragraph is broken into lines in the order of reading; a line is turned round when it is drawn, and the
structure of the file carries the words as they were typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from arabic_reshaper import ArabicReshaper
from bidi import algorithm

from ui.assets.fonts import JOINED_AE

RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ue000\ufb1d-\ufdff\ufe70-\ufefc]")
SMALL_V = "\u065a"
# Kurdish letters that no code has joined: made of a joined letter and the small v, or shared with another.
KURDISH = {
    "ە": ("ە", "", "", chr(JOINED_AE)),
    "ڕ": ("ڕ", "", "", "ڕ"),
    "ێ": ("ێ", f"\ufbfe{SMALL_V}", f"\ufbff{SMALL_V}", f"\ufbfd{SMALL_V}"),
    "ڵ": ("ڵ", f"\ufedf{SMALL_V}", f"\ufee0{SMALL_V}", f"\ufede{SMALL_V}"),
}
AS_TYPED = {chr(JOINED_AE): "ە", f"ی{SMALL_V}": "ێ", f"ل{SMALL_V}": "ڵ"}
SHAPED = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc]")


def has_right_to_left(text: str) -> bool:
    """Whether a letter of the text is written from right to left."""
    return RIGHT_TO_LEFT.search(text) is not None


def base_direction(lines: Sequence[str]) -> str:
    """Where the lines of a paragraph begin: "R" for text that is in such letters, "L" for names among others.

    Text is what has no letters of the other direction, or begins in these and goes on over lines, mostly so.
    """
    letters = [letter for line in lines for letter in line if letter.isalpha()]
    right = [RIGHT_TO_LEFT.match(letter) is not None for letter in letters]
    is_text = all(right) or (len(lines) > 1 and right[0] and sum(right) > len(right) / 2)
    return "R" if is_text else "L"


def joined(text: str) -> str:
    """The text with each letter in the shape that its neighbours give it, in the order of reading."""
    return str(_reshaper().reshape(as_typed(text))) if has_right_to_left(text) else text


def as_typed(text: str) -> str:
    """The letters whatever their shape."""
    plain = SHAPED.sub(lambda shape: unicodedata.normalize("NFKC", shape[0]), text)
    for shaped, letter in AS_TYPED.items():
        plain = plain.replace(shaped, letter)
    return plain


def turned(line: str, base: str) -> str:
    """One line in the order of the eye, from the left."""
    storage = algorithm.get_empty_storage() | {
        "base_level": algorithm.PARAGRAPH_LEVELS[base],
        "base_dir": base,
    }
    algorithm.get_embedding_levels([AS_TYPED.get(letter, letter) for letter in line], storage)
    for place, letter in zip(storage["chars"], line, strict=True):
        place["drawn"] = letter if letter in AS_TYPED else None
    for step in (
        algorithm.explicit_embed_and_overrides,
        algorithm.resolve_weak_types,
        algorithm.resolve_neutral_types,
        algorithm.resolve_implicit_levels,
    ):
        step(storage, False)
    algorithm.reorder_resolved_levels(storage, False)
    algorithm.apply_mirroring(storage, False)
    return "".join(place["drawn"] or place["ch"] for place in storage["chars"])


@cache
def _reshaper() -> ArabicReshaper:
    reshaper = ArabicReshaper()
    reshaper.letters = reshaper.letters | KURDISH
    return reshaper
