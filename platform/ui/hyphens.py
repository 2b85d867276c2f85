"""Soft hyphens for long Finnish words: few browsers know where a Finnish word may be cut.

A Finnish word may be cut before a consonant that a vowel follows: kier-rä-tys-kes-kus. Only long words get
the mark, it is seen only where the word is cut there, and none leaves a stump of less than three letters.
"""

from __future__ import annotations

import re
from typing import TypeVar

from django.utils.safestring import SafeString
from django.utils.translation import get_language

Text = TypeVar("Text", bound=str)
LONG = 16  # letters; in a narrow column less is long
STUMP = 3
SOFT_HYPHEN = "\u00ad"
VOWELS = frozenset("aeiouyåäö")
WORD = re.compile(r"[^\W\d_]{8,}")
MARKUP = re.compile(r"(<[^>]*>|&#?\w+;)")


def soft_hyphens(text: Text, long: int = LONG) -> Text | SafeString:
    """The text with places where its long words may be cut; for text that is Finnish, typed or translated."""

    def cut(part: str) -> str:
        return WORD.sub(lambda found: _cut(found.group(), long), part)

    if isinstance(text, SafeString):
        parts = MARKUP.split(text)
        parts[::2] = [cut(part) for part in parts[::2]]
        return SafeString("".join(parts))
    return cut(text)  # type: ignore[return-value]


def in_finnish(text: Text, long: int = LONG) -> Text | SafeString:
    """`soft_hyphens` where the page is Finnish: for words of the page itself."""
    return soft_hyphens(text, long) if (get_language() or "fi").startswith("fi") else text


def _cut(word: str, long: int) -> str:
    if len(word) < long:
        return word
    low = word.lower()
    places = [
        at
        for at in range(STUMP, len(word) - STUMP + 1)
        if low[at] not in VOWELS and low[at + 1 : at + 2] in VOWELS
    ]
    return "".join((SOFT_HYPHEN if at in places else "") + letter for at, letter in enumerate(word))
