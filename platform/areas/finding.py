"""Occupations and skills found by any form of a Finnish, Swedish or English word.

`siivoojana`, `puutöitä`, `städare`, `cleaning`: each word of the question is looked up by its basic forms
among the keys that every row keeps (`letters.lemmas`, decision 0074). What the database answers is put in
order here, so both databases give the same rows in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from areas.models import Occupation, OccupationGroup, Skill, name_language
from areas.models.names import NAME_LANGUAGES, Found
from letters.folding import folded, line
from letters.lemmas import SPOKEN, WORKS, basic_forms, keys, words_of

Row = TypeVar("Row", bound=Found)
Way = Callable[[str, str], Q | None]
SHOWN = 20
MOST_WORDS = 6
# What is shorter is looked up whole: too much begins with it. A basic form is a guess, what was typed is not.
SHORTEST_BEGINNING, SHORTEST_BASE, SHORTEST_STEM = 3, 4, 5


def search_occupations(text: str, lang: str | None = None, limit: int = SHOWN) -> list[Occupation]:
    """Occupations whose name has the words of `text`, the nearest first."""
    return _find(Occupation.objects.select_related("group"), text, lang)[:limit]


def search_occupation_groups(text: str, lang: str | None = None, limit: int = SHOWN) -> list[OccupationGroup]:
    """Groups of ISCO-08 of any level whose own name has the words of `text`, the nearest first."""
    return _find(OccupationGroup.objects.all(), text, lang)[:limit]


def search_skills(text: str, lang: str | None = None, limit: int = SHOWN) -> list[Skill]:
    """Skills whose name has the words of `text`, the nearest first."""
    return _find(Skill.objects.all(), text, lang)[:limit]


def _find(rows: QuerySet[Row], text: str, lang: str | None) -> list[Row]:
    """Every row that is found in the first way that finds any.

    The ways, each in the language of the page and then in the others: the words in any form; what was typed
    anywhere in a name; names that begin alike; any one of several words.
    """
    typed = words_of(text)[:MOST_WORDS]
    if not typed:
        return []
    own = name_language(lang)
    languages = (own, *(other for other in NAME_LANGUAGES if other != own))
    telling = sorted(typed, key=len, reverse=True)[: len(typed) - 1]
    ways = [(way, typed) for way in (_in_any_form, _as_typed, _begun_alike)]
    for way, words in ways + [(_in_any_form, [word]) for word in telling]:
        for language in languages:
            every = _all_of(way, words, language)
            if every is not None and (found := list(rows.filter(every))):
                return sorted(found, key=lambda row: _place(row, words, language))
    return []


def _all_of(way: Way, typed: Sequence[str], language: str) -> Q | None:
    """Rows with each of the words; None where a word cannot be looked for in this way."""
    every = Q()
    for word in typed:
        found = way(word, language)
        if found is None:
            return None
        every &= found
    return every


def _in_any_form(word: str, language: str) -> Q | None:
    """The word whole or as a beginning; or the head of a compound of work (`puutyö`: *puu*)."""
    found, small = Q(), folded(word)
    for key in keys(word, language):
        begins = len(key) >= (SHORTEST_BEGINNING if key == small else SHORTEST_BASE)
        found |= Q(**{f"keys_{language}__contains": f" {key}" if begins else f" {key} "})
    for head in heads(word, language):
        found |= Q(**{f"keys_{language}__contains": f" {head} "})
    return found


def _as_typed(word: str, language: str) -> Q | None:
    small = folded(word)
    return Q(**{f"words_{language}__contains": small}) if len(small) >= SHORTEST_BEGINNING else None


def _begun_alike(word: str, language: str) -> Q | None:
    """The first letters of a long word: `ompelemaan` and *ompelija* have no basic form in common."""
    small = folded(word)
    if len(small) <= SHORTEST_STEM:
        return None
    return Q(**{f"keys_{language}__contains": f" {small[:SHORTEST_STEM]}"})


def heads(word: str, language: str) -> list[str]:
    """What stands before an end that only says it is work, folded."""
    ends = sorted(WORKS[SPOKEN[language]], key=len, reverse=True)
    bare = (
        form.removesuffix(end)
        for form in basic_forms(word, language)
        for end in ends
        if form != end and form.endswith(end)
    )
    return list(dict.fromkeys(folded(head) for head in bare if len(head) >= SHORTEST_BEGINNING))


def _place(row: Any, typed: Sequence[str], language: str) -> tuple[Any, ...]:
    """Where the row stands: its name is or begins with what was typed, has its words rather than others for
    the same, has them whole, is short."""
    name: str = getattr(row, f"words_{language}")
    told = getattr(row, f"keys_{language}").split()
    asked, forms = line(*typed), [keys(word, language) for word in typed]
    bases = [{folded(word), *map(folded, basic_forms(word, language))} for word in typed]
    foreign = sum(1 for base in bases if base.isdisjoint(told))
    lacking = sum(1 for known in forms if known.isdisjoint(told))
    first = name.partition(" ")[0]
    begins = any(first.startswith(key) for known in forms for key in known)
    return (
        name != asked,
        not name.startswith(asked),
        foreign,
        lacking,
        not begins,
        name.count(" "),
        len(name),
        str(row.pk),
    )
