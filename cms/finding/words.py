"""An index of words over things that are found by them, and what a question's words find in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from letters.folding import folded
from letters.lemmas import (
    SPOKEN,
    WORKS,
    all_keys,
    basic_forms,
    is_name,
    keys,
    parts_of,
    words_of,
)

Name = TypeVar("Name", bound=Hashable)
Text = tuple[str, str]
# What things are found by: their texts, each with its language, and what leads to them.
Told = Mapping[Name, tuple[tuple[Text, ...], tuple[str, ...]]]

MOST_WORDS = 12
SHORTEST_BEGINNING, SHORTEST_BASE = 4, 5
# Words that stand in every sentence and tell nothing of what one looks for.
EMPTY = {
    "fi": "ja tai seka eli etta on ei se ne mina sina haluan haluaisin olen etsin kuin jossa kanssa kun jos "
    "minun minulle minua voin voiko voinko onko saanko saako mita missa miten mista mika myos vain jotain "
    "jotakin joku haen tarvitsen lahella asti paasen paasta voi oon mulle",
    "sv": "och eller i pa en ett att det den de jag vill ar som med for av till hos om min mitt mig har kan "
    "far finns var hur vad nara fran",
    "en": "and or the a an in on at of to i want would like is are for with my me have can do how where what "
    "there any near from",
}


@dataclass(frozen=True)
class Asked:
    """The words of a question that narrow, each as typed with the keys it is looked up by."""

    words: tuple[tuple[str, frozenset[str]], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def leads(self) -> frozenset[str]:
        """The things that the words lead to."""
        return frozenset(key for _word, known in self.words for key in known if is_lead(key))

    def without(self, left_out: Iterable[str]) -> Asked:
        """The same question without some of its words."""
        away = set(left_out)
        return Asked(tuple((word, known) for word, known in self.words if word not in away))


NOTHING = Asked()
# Keys that name a thing, not a word: no typed word has a colon.
SHAPED = "shaped:"


def page_key(translation_key: object) -> str:
    """How an index names a page in whichever language."""
    return f"page:{translation_key}"


def type_key(code: str) -> str:
    """How an index names what belongs to a type of service."""
    return f"type:{code}"


def is_lead(key: str) -> bool:
    """Whether a key names a thing."""
    return ":" in key


def is_empty(word: str, language: str) -> bool:
    """Whether the word tells nothing of what one looks for."""
    return folded(word) in EMPTY[SPOKEN.get(language, "fi")].split()


def asked(question: str, language: str) -> Asked:
    """The words of a question that tell something; all of them when none does."""
    typed = list(dict.fromkeys(words_of(question)))
    telling = [word for word in typed if not is_empty(word, language)] or typed
    return asked_words(telling[:MOST_WORDS], language)


def asked_words(typed: Iterable[str], language: str) -> Asked:
    """Words looked up in the language of the page and in Finnish, that of the places."""
    return Asked(tuple((word, keys(word, language) | keys(word, "fi")) for word in typed))


@dataclass
class WordIndex(Generic[Name]):
    """Which things have which words; how a word is written, by its key, and how often it stands."""

    found_by: dict[str, set[Name]] = field(default_factory=lambda: defaultdict(set))
    spelling: dict[str, str] = field(default_factory=dict)
    often: Counter[str] = field(default_factory=Counter)

    def add(self, name: Name, texts: Iterable[Text], leads: Iterable[str] = ()) -> None:
        """The thing is found by the words of its texts, each with its language, and by what leads to it."""
        for lead in leads:
            self.found_by[lead].add(name)
        for text, language in texts:
            for key in _keys_of_text(text, language):
                self.found_by[key].add(name)
            for key, written in _spelling_of_text(text, language):
                self.spelling.setdefault(key, written)
                self.often[key] += 1

    def changed(self, gone: Told[Name], come: Told[Name]) -> WordIndex[Name]:
        """Another index without what is gone and with what has come; who reads this one finds what was."""
        new = WordIndex[Name](defaultdict(set, self.found_by), dict(self.spelling), Counter(self.often))
        touched = {key for told in (gone, come) for entry in told.values() for key in _keys_of(*entry)}
        for key in touched:
            new.found_by[key] = set(self.found_by.get(key, ()))
        for name, (texts, leads) in gone.items():
            for key in _keys_of(texts, leads):
                new.found_by[key].discard(name)
            new.often.subtract(key for text in texts for key, _written in _spelling_of_text(*text))
        for name, (texts, leads) in come.items():
            new.add(name, texts, leads)
        for key in [key for key in touched if not new.found_by[key]]:
            del new.found_by[key]
        for key in [key for key, often in new.often.items() if not often]:
            del new.often[key], new.spelling[key]
        return new

    def find(self, question: Asked) -> set[Name]:
        """What has every word of the question."""
        each = [self.with_word(word, known) for word, known in question.words]
        return set.intersection(*each)

    def with_word(self, word: str, known: frozenset[str]) -> set[Name]:
        """What has the word in some form; when nothing has, what has a word that begins so."""
        found = set[Name]().union(*(self.found_by[key] for key in known if key in self.found_by))
        if found:
            return found
        begun = beginnings(word, known)
        return found.union(
            *(names for key, names in self.found_by.items() if key.startswith(begun) and not is_lead(key))
        )

    def unknown(self, question: Asked) -> list[str]:
        """The words of the question that stand nowhere, not even as a beginning."""
        return [word for word, known in question.words if not self.with_word(word, known)]


def _keys_of(texts: Iterable[Text], leads: Iterable[str]) -> set[str]:
    return {*leads, *(key for text in texts for key in _keys_of_text(*text))}


def beginnings(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """How words may begin that the word stands for: as it was typed, and in its basic forms."""
    typed = folded(word)
    return (
        *((typed,) if len(typed) >= SHORTEST_BEGINNING else ()),
        *(key for key in known if len(key) >= SHORTEST_BASE and not is_lead(key)),
    )


def words_in(question: Asked, text: str, *languages: str) -> int:
    """How many words of the question stand in the text in some form."""
    there = {key for language in languages for key in _keys_of_text(text, language)}
    return sum(1 for _word, known in question.words if known & there)


def parts_in(word: str, language: str) -> list[str]:
    """The telling parts of a compound of the question; one that only says “work” is left out."""
    for spoken in dict.fromkeys((language, "fi")):
        for form in basic_forms(word, spoken):
            if parts := parts_of(form, spoken):
                return [part for part in parts if part not in WORKS[SPOKEN.get(spoken, "fi")]] or parts
    return []


def merged(*indexes: WordIndex[str]) -> tuple[Mapping[str, str], Counter[str]]:
    """The spelling and the frequency of every word of several indexes."""
    spelling: dict[str, str] = {}
    often: Counter[str] = Counter()
    for index in indexes:
        spelling |= index.spelling
        often.update(index.often)
    return spelling, often


@lru_cache(maxsize=8_192)
def _keys_of_text(text: str, language: str) -> tuple[str, ...]:
    return tuple({key for word in set(words_of(text)) for key in all_keys(word, language)})


@lru_cache(maxsize=8_192)
def _spelling_of_text(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """Each word as it is written and in its basic forms, small unless it is a name."""
    told: dict[str, str] = {}
    for word in set(words_of(text)):
        for form in (*basic_forms(word, language), word.lower()):
            told.setdefault(folded(form), form if is_name(form, language) else form.lower())
    return tuple(told.items())
