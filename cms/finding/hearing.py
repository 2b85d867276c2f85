"""What the words of a question find, and what is said when some of them find nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cms.finding.suggestions import did_you_mean
from cms.finding.words import NOTHING, Asked, WordIndex, asked, merged


@dataclass(frozen=True)
class Heard:
    """What was found (None when no words were asked), the words left aside, and a likely spelling."""

    hits: set[str] | None
    asked: Asked = NOTHING
    aside: tuple[str, ...] = ()
    suggestion: str = ""


def hear(
    question: str, language: str, search: Callable[[Asked], set[str]], *indexes: WordIndex[str]
) -> Heard:
    """The answer of `search` to the words of the question.

    When nothing has all of them, words that stand in no index are left aside, and what has the rest is the
    answer; for each such word the nearest known one is suggested.
    """
    words = asked(question, language)
    if not words:
        return Heard(None, words)
    hits = search(words)
    if hits:
        return Heard(hits, words)
    unknown = set.intersection(*(set(index.unknown(words)) for index in indexes))
    aside = tuple(word for word, _keys in words.words if word in unknown)
    suggestion = did_you_mean(question, list(aside), *merged(*indexes), language) if aside else ""
    rest = words.without(aside)
    if not rest or not aside:
        return Heard(hits, words, suggestion=suggestion)
    return Heard(search(rest), rest, aside, suggestion)
