"""What two spellings of a text have in common: small letters without marks, words without what joins them.

`VÄÄNÄNEN`, `väänänen` and `Vaananen` are one; so are `Kivi-Öhman` and `kivi öhman`, `O'Brien` and `OBrien`.
It is for finding: whoever finds too much can read on, whoever finds nothing makes a second record.
"""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart into a letter and a mark.
WITHOUT_MARKS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "ǥ": "g"}
    | {"æ": "ae", "œ": "oe", "þ": "th", "ʒ": "z"}
)
APOSTROPHES = re.compile("['’‘`´ʼʻ]")
WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """The text in small letters without marks, `aanekoski` for `Äänekoski`; what is between words stays."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char)).translate(WITHOUT_MARKS)


def words(text: str) -> list[str]:
    """The folded words of the text: `Kivi-Öhman` is `kivi` and `ohman`; unseen characters are not there."""
    plain = text.isascii()  # which has no unseen characters
    seen = text if plain else "".join(char for char in text if unicodedata.category(char) != "Cf")
    return WORD.findall(APOSTROPHES.sub("", folded(seen)))


def line(*texts: str) -> str:
    """The folded words of the texts, a space between two: what a search looks through."""
    return " ".join(word for text in texts for word in words(text))
