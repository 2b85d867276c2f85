"""What the words of a question find, and what is said when some of them find nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cms.finding.meaning import Sense, taken_apart
from cms.finding.same import nearly_hard, spellings
from cms.finding.suggestions import did_you_mean, in_place_of
from cms.finding.towns import nearly
from cms.finding.vocabulary import is_real
from cms.finding.words import NOTHING, Asked, WordIndex, merged

Search = Callable[[Asked], set[str]]
# So many are enough: a compound of the question is then not read as its first part as well.
ENOUGH = 10


@dataclass(frozen=True)
class Heard:
    """What was found (None when no words were asked), the words left aside, and a likely spelling."""

    hits: set[str] | None
    asked: Asked = NOTHING
    aside: tuple[str, ...] = ()
    suggestion: str = ""


def hear(sense: Sense, search: Search, *indexes: WordIndex[str], finds: Callable[[str], bool]) -> Heard:
    """The answer of `search` to the words of the question.

    When few have all of them, compounds are taken apart. When nothing has, words that stand in no index are
    left aside and what has the rest is the answer; of such a word that no language knows, the nearest that
    is known is suggested, if the question `finds` something with it.
    """
    words = sense.asked
    if not words:
        return Heard(None, words)
    hits = search(words)
    if len(hits) >= ENOUGH:
        return Heard(hits, words)
    apart = taken_apart(words, sense.language)
    if apart != words:
        more = search(apart)
        if more:
            return Heard(hits | more, apart)
    if hits:
        return Heard(hits, words)
    unknown = set.intersection(*(set(index.unknown(words)) for index in indexes))
    aside = tuple(word for word, _keys in words.words if word in unknown)
    suggestion = _suggestion(sense, aside, indexes) if aside else ""
    if suggestion and not finds(suggestion):
        suggestion = ""
    rest = words.without(aside)
    if not rest or not aside:
        return Heard(hits, words, suggestion=suggestion)
    return Heard(search(rest), rest, aside, suggestion)


def _suggestion(sense: Sense, aside: tuple[str, ...], indexes: tuple[WordIndex[str], ...]) -> str:
    """The question with its mistyped words as they were likely meant; a real word is no mistyped one."""
    better = in_place_of(sense.rest, {word: town for word in aside if (town := nearly(word))})
    wrong = [word for word in aside if not (is_real(word) or nearly(word) or nearly_hard(word))]
    if wrong:
        spelling, often = merged(*indexes)
        better = did_you_mean(better, wrong, {**spellings(), **spelling}, often, sense.language)
    return better if better != sense.rest else ""
