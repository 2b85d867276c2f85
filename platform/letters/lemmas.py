"""Words as a search compares them: small letters without accents, each with its basic form.

*Kunnissa* is looked up as *kunta*, a town in any case as its name, *työpajaan* as *työpaja*; a compound
is also known by its parts, so that *paja* finds it. The forms are those of simplemma's dictionaries; its
guesses at words it does not have are not used (*palkatuki* is not *palkka*).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice, product

from letters.dictionaries import forms
from letters.folding import folded

SPOKEN = {"fi": "fi", "fi-simple": "fi", "sv": "sv", "en": "en"}
# Endings of Finnish cases, for a form that the dictionary lacks while it has the word: `kuntouttavaan`.
CASE = re.compile(r"(?<=...)(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|n[aä]|(?<=a)an|(?<=ä)än|n|t|[aä])$")
WORD = re.compile(r"[^\W_]+")
SHORTEST_PART, SHORTEST_END = 3, 4
SHORTEST_COMPOUND = 7
LONGEST_WORD = 60
# Letters that lose their dots on a keyboard without them.
DOTTED: Mapping[str, Mapping[str, str]] = {
    "fi": {"a": "aä", "o": "oö"},
    "sv": {"a": "aåä", "o": "oö"},
    "en": {},
}
SHORTEST_DOTTED = 4
MOST_SPELLINGS = 128
# What may stand between the parts of a compound, and the endings a basic form is recognised by.
JOINTS = {"fi": "n", "sv": "s", "en": "-"}
# Basic forms that the dictionary has wrong.
MISTAKEN: Mapping[str, str] = {"avu": "apu"}
# The ends of compounds that only say it is work: `metsätyö` is looked for as *metsä*.
WORKS: Mapping[str, frozenset[str]] = {
    "fi": frozenset(
        [
            "työ",
            "työntekijä",
            "työmaa",
            "työpaikka",
            "paikka",
            "homma",
            "duuni",
            "ala",
            "apulainen",
            "tehtävä",
        ]
    ),
    "sv": frozenset(["arbete", "arbetare", "jobb", "plats", "arbetsplats", "bransch", "hjälp", "uppgift"]),
    "en": frozenset(["work", "job", "worker"]),
}
# How words of the field begin that are used for the same thing: they share the first as a key.
SAME: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "fi": (
        ("palkkatuki", "palkkatue", "palkkatuk"),
        ("siivous", "siivo"),
        ("tyopaja", "pajatoiminta"),
        ("puutyo", "puusep"),
    ),
    "sv": (("stadning", "stada"), ("lonesubvention", "lonestod")),
    "en": (("cleaning", "clean"), ("gardening", "garden")),
}
ENDS = {"fi": ("", "n", "na", "nä"), "sv": ("", "s", "en"), "en": ("", "s")}


@lru_cache(maxsize=32_768)
def folded_word(word: str) -> str:
    """One word folded: the texts of a site have the same ones again and again."""
    return folded(word)


def words_of(text: str) -> list[str]:
    """The words of a text as they stand."""
    return WORD.findall(unicodedata.normalize("NFC", text))


@lru_cache(maxsize=32_768)
def basic_forms(word: str, language: str) -> tuple[str, ...]:
    """The basic forms a word may have, as they are written: `kiteellä` is of *Kitee* and of *kide*.

    A basic form stands for itself alone, whatever else it may be in a dialect: `työ` is no form of *sinä*.
    """
    if len(word) > LONGEST_WORD:
        return ()
    spoken, small = SPOKEN.get(language, "fi"), word.lower()
    known = _forms(spoken)
    if any(known.get(small + end) == small for end in ENDS[spoken] if end):
        return (small,)
    found = [lemma for one in (small, small.capitalize()) if (lemma := known.get(one))]
    if not found and spoken == "fi" and (base := CASE.sub("", small)) and base != small:
        found = [known[base]] if base in known else [base] if _is_basic(base, spoken) else []
    found = found or _dotted_again(small, spoken, known) or [_of_new_compound(small, known)]
    if spoken == "fi":
        found += [verb for form in found if (verb := _verb_of_doing(form, known))]
    return tuple(dict.fromkeys(MISTAKEN.get(form, form) for form in found))


def _dotted_again(word: str, spoken: str, known: Mapping[str, str]) -> list[str]:
    """The basic form of a word that was typed without its dots: `paihteista` → *päihde*."""
    return next(([known[one]] for one in dotted_spellings(word, spoken) if one in known), [])


def dotted_spellings(word: str, spoken: str) -> Iterator[str]:
    """A word of plain letters with dots on those that may have lost theirs."""
    if not word.isascii() or len(word) < SHORTEST_DOTTED or not DOTTED[spoken]:
        return iter(())
    each = [DOTTED[spoken].get(letter, letter) for letter in word]
    return islice(("".join(one) for one in product(*each)), MOST_SPELLINGS)


def _verb_of_doing(noun: str, known: Mapping[str, str]) -> str:
    """The verb of the name of a doing: `siivoaminen` → `siivota`; empty when it is no such name."""
    stem = noun.removesuffix("minen")
    if stem == noun or len(stem) < SHORTEST_PART:
        return ""
    for vowel in "aä":
        if known.get(stem + vowel) == stem + vowel:
            return stem + vowel
    return next((verb for end in ("vat", "vät") if (verb := known.get(stem + end))), "")


@lru_cache(maxsize=32_768)
def keys(word: str, language: str) -> frozenset[str]:
    """What a typed word is looked up by: itself, its basic forms, other words of the field for the same."""
    return _with_the_same({folded(word), *map(folded, basic_forms(word, language))}, language)


def _with_the_same(own: set[str], language: str) -> frozenset[str]:
    """The keys, and the first of each row of words of the field that one of them belongs to."""
    alike = SAME[SPOKEN.get(language, "fi")]
    return frozenset(own | {same[0] for same in alike if any(word.startswith(same) for word in own)})


@lru_cache(maxsize=32_768)
def all_keys(word: str, language: str) -> frozenset[str]:
    """What a word of a text is found by: its keys, and the parts of a compound."""
    if is_name(word, language):
        return keys(word, language)
    parts = [part for form in basic_forms(word, language) for part in parts_of(form, language)]
    return keys(word, language) | _with_the_same(set(map(folded, parts)), language)


def parts_of(word: str, language: str) -> list[str]:
    """The two words a compound is made of, in their basic forms; nothing for a name or a simple word."""
    if len(word) < SHORTEST_COMPOUND or not word.islower():
        return []
    spoken = SPOKEN.get(language, "fi")
    cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    for cut in sorted(cuts, key=lambda cut: abs(len(word) - 2 * cut)):
        tail = word[cut:]
        if _is_basic(tail, spoken) and (head := _head(word[:cut], spoken)):
            return [head, tail]
    return []


def text_keys(text: str, *languages: str) -> frozenset[str]:
    """Every key of every word of a text, read in each of the languages."""
    return frozenset(
        key for word in set(words_of(text)) for language in languages for key in all_keys(word, language)
    )


@lru_cache(maxsize=16_384)
def _head(head: str, spoken: str) -> str:
    """The basic form of the first part of a compound; empty when it is no word."""
    if _is_basic(head, spoken):
        return head
    if not head.endswith(JOINTS[spoken]):
        return ""
    return _forms(spoken).get(head, "") or (head[:-1] if _is_basic(head[:-1], spoken) else "")


@lru_cache(maxsize=16_384)
def _is_basic(word: str, spoken: str) -> bool:
    """Whether it is a word in its basic form; some of these are known by their other forms alone."""
    known = _forms(spoken)
    return len(word) >= SHORTEST_PART and any(known.get(word + end) == word for end in ENDS[spoken])


def is_name(word: str, language: str) -> bool:
    """Whether the word is known with a capital letter, as names are."""
    return _forms(SPOKEN.get(language, "fi")).get(word.lower().capitalize()) is not None


def _of_new_compound(word: str, known: Mapping[str, str]) -> str:
    """The basic form of a compound that no dictionary has, by its known end: `etäpajalla` → `etäpaja`."""
    for cut in range(SHORTEST_PART - 1, len(word) - SHORTEST_END + 1):
        if lemma := known.get(word[cut:]):
            return word[:cut] + MISTAKEN.get(lemma, lemma)
    return word


def _forms(language: str) -> Mapping[str, str]:
    return forms(language)
