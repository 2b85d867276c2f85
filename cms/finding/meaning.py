"""What a question means before anything is looked up: where, what its words stand for, what is hard."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.translation import get_language

from cms.finding.question import Question
from cms.finding.same import Said, nearly_hard, said_in
from cms.finding.towns import NOWHERE, Where, named
from cms.finding.vocabulary import is_word
from cms.finding.words import MOST_WORDS, NOTHING, Asked, asked, asked_words, is_empty, parts_in
from letters.lemmas import words_of

# Small words before the name of a place, which go with it.
BEFORE_A_PLACE = r"(?:\b(?:i|in|at|near|from|från|nära|vid|to|till|lähellä)\s+)?"


@dataclass(frozen=True)
class Sense:
    """A question understood.

    `rest` is as it was typed, without its municipality; `topics` are the keys of hard things in order.
    """

    asked: Asked = NOTHING
    rest: str = ""
    where: Where = NOWHERE
    topics: tuple[int, ...] = ()
    language: str = "fi"


def understood(question: str, language: str, here: Collection[str] = ()) -> Sense:
    """The sense of a question. A word that leads only `here`, to the list it is asked of, narrows nothing."""
    words = words_of(question)
    where = named(words)
    rest = without_place(question, where.word)
    left = words_of(rest)
    said = said_in(left, language)
    if not where.code and (place := next((one for one in said if one.meaning.municipality), None)):
        meaning = place.meaning
        where = Where(meaning.municipality, village=meaning.written, word=" ".join(_typed(place, left)))
        rest = without_place(rest, where.word)
        left = words_of(rest)
        said = said_in(left, language)
    return Sense(
        asked=_asked(left, said, language, frozenset(here), placed=bool(where.word)),
        rest=rest,
        where=where,
        topics=_topics(left, said),
        language=language,
    )


def placed(question: Question, request: HttpRequest, here: str) -> tuple[Question, Sense]:
    """The question with the municipality of its words as its choice, and its sense.

    The form tells which municipality it had taken from the words before: a choice made since then holds.
    """
    sense = understood(question.q, str(get_language()), {here})
    taken = request.GET.get("taken", "")
    code = sense.where.code if sense.where.code != taken else ""
    return replace(question, q=sense.rest, municipality=code or question.municipality), sense


def without_place(question: str, word: str) -> str:
    """The question without the name of the place and the small word before it."""
    if not word:
        return question
    cut = re.sub(rf"{BEFORE_A_PLACE}(?<!\w){re.escape(word)}(?!\w)[\s,]*", " ", question, count=1, flags=re.I)
    return " ".join(cut.split()).strip(" ,.?!-")


def _asked(words: list[str], said: list[Said], language: str, here: frozenset[str], *, placed: bool) -> Asked:
    """Each word with its own keys and those of what it stands for; a phrase is one word."""
    said = [one for one in said if one.meaning.leads]
    phrases = {place: one.start for one in said if len(one.meaning.phrase) > 1 for place in one.places}
    told: dict[str, frozenset[str]] = {}
    named_here = False
    for start, word in enumerate(words):
        if phrases.get(start, start) != start:
            continue
        in_phrase = start in phrases
        mine = [one for one in said if one.start == start and (len(one.meaning.phrase) > 1) == in_phrase]
        leads = frozenset[str]().union(*(one.meaning.leads for one in mine))
        if leads and leads <= here:
            named_here = True
            continue
        if is_empty(word, language) and not leads:
            continue
        own = frozenset() if in_phrase else asked_words([word], language).words[0][1]
        typed = " ".join(_typed(mine[0], words)) if in_phrase else word
        told.setdefault(typed, frozenset())
        told[typed] |= own | leads
    telling = tuple((word, known) for word, known in told.items() if known)
    if not telling and words and not placed and not named_here:
        return asked(" ".join(words), language)
    return Asked(telling[:MOST_WORDS])


def taken_apart(asked_of: Asked, language: str) -> Asked:
    """The same question with its compounds as their parts, each with what it stands for."""
    apart: dict[str, frozenset[str]] = {}
    for word, known in asked_of.words:
        parts = parts_in(word, language)
        for part in parts:
            stands_for = (one.meaning.leads for one in said_in([part], language))
            apart[part] = asked_words([part], language).words[0][1].union(*stands_for)
        if not parts:
            apart[word] = known
    return Asked(tuple(apart.items()))


def _topics(words: list[str], said: list[Said]) -> tuple[int, ...]:
    """The hard things that are said, and those that a word which no language has was likely meant as."""
    heard = {one.start for one in said}
    topics = [one.meaning.topic for one in said if one.meaning.topic]
    topics += [
        topic
        for start, word in enumerate(words)
        if start not in heard and not is_word(word) and (topic := nearly_hard(word))
    ]
    return tuple(dict.fromkeys(topics))


def _typed(one: Said, words: list[str]) -> list[str]:
    return [words[place] for place in one.places]
