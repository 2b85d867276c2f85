"""A municipality that a question names, in any form: of the area, a village of one, or one elsewhere.

Names and two of their forms are reference data (`Lieksan`, `Lieksassa`); the other forms are recognised by
what stands before the ending, never made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from areas.selectors import municipalities, other_municipalities, post_offices
from letters.dictionaries import LANGUAGES, forms
from letters.folding import folded
from letters.lemmas import basic_forms
from publicdata.memory import remembered

SHORTEST = 3
# The endings of a place name, without dots: local cases, genitive, partitive, and who lives there.
ENDING = re.compile(
    r"(?:ssa|sta|lla|lta|lle|ksi|na|n|h[aeiouy]n|[aeiouy]n|seen|ta|a|lai(?:nen|s\w*)|s)?(?:kin|kaan|ko|han)?$"
)
AT = re.compile(r"(?:ssa|sta|lla|lta|lle|seen)$")
NEAR = 1
SHORTEST_NEAR = 5
OFFICE_MARKS = ("as",)


@dataclass(frozen=True)
class Where:
    """The municipality of the area that was named, by which word; or the name of one elsewhere."""

    code: str = ""
    village: str = ""
    elsewhere: str = ""
    word: str = ""


@dataclass(frozen=True)
class Names:
    """What is known by name: each by its folded name or stem."""

    written: dict[str, str]
    exact: dict[str, str]
    stems: dict[str, str]
    villages: dict[str, tuple[str, str]]
    elsewhere: dict[str, str]


NOWHERE = Where()


def named(words: list[str]) -> Where:
    """The first municipality of the area among the words; else a village; else one that is elsewhere."""
    names = remembered(_names, "town names")
    for find in (_town, _village, _elsewhere):
        for word in words:
            if where := find(word, names):
                return replace(where, word=word)
    return NOWHERE


def nearly(word: str) -> str:
    """The name of the municipality of the area that the word differs from by one letter; empty when none."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a word that finds nothing needs it

    small = folded(word)
    if len(small) < SHORTEST_NEAR:
        return ""
    names = remembered(_names, "town names")
    return next(
        (
            written
            for name, written in names.written.items()
            if OSA.distance(small, name, score_cutoff=NEAR) <= NEAR
        ),
        "",
    )


def _town(word: str, names: Names) -> Where | None:
    small = folded(word)
    if small in names.exact:
        return Where(names.exact[small])
    for name in _bases(word):
        if name in names.exact:
            return Where(names.exact[name])
    for stem in _stems(small):
        if stem in names.stems:
            return Where(names.stems[stem])
    return None


def _village(word: str, names: Names) -> Where | None:
    for name in (folded(word), *_bases(word), *_stems(folded(word))):
        if (found := names.villages.get(name)) and _is_meant_as_name(word, name):
            code, written = found
            return Where(code, village=written)
    return None


def _elsewhere(word: str, names: Names) -> Where | None:
    for name in (folded(word), *_bases(word), *_stems(folded(word))):
        if (written := names.elsewhere.get(name)) and _is_meant_as_name(word, written, cases=False):
            return Where(elsewhere=written)
    return None


def _is_meant_as_name(word: str, name: str, *, cases: bool = True) -> bool:
    """A name that is an ordinary word too (*Kerma*, *Eno*) needs a capital letter, or a case of place."""
    small = name.lower()
    if word[:1].isupper() or not any(small in forms(language) for language in LANGUAGES):
        return True
    return cases and bool(AT.search(folded(word)))


def _bases(word: str) -> list[str]:
    return [folded(base) for base in basic_forms(word, "fi")]


def _stems(small: str) -> list[str]:
    """What may stand before the ending; the stem of a genitive never stands alone."""
    cuts = range(len(small) - 1, SHORTEST - 1, -1)
    return [small[:cut] for cut in cuts if ENDING.fullmatch(small[cut:])]


def _names() -> Names:
    written: dict[str, str] = {}
    exact: dict[str, str] = {}
    stems: dict[str, str] = {}
    towns = list(municipalities())
    for town in towns:
        for name in (town.name_fi, town.name_sv, town.name_en, town.genitive_fi, town.inessive_fi):
            if name:
                exact.setdefault(folded(name), town.code)
                written.setdefault(folded(name), name)
        for name in (town.name_fi, town.name_sv, town.name_en, town.genitive_fi.removesuffix("n")):
            if name:
                stems.setdefault(folded(name), town.code)
    villages = {
        folded(office): (code, office)
        for office, code in ((_written(office), code) for office, code in post_offices())
        if folded(office) not in exact and len(office) >= SHORTEST
    }
    elsewhere = {
        folded(name): town.name
        for town in other_municipalities()
        for name in (town.name_fi, town.name_sv)
        if len(name) >= SHORTEST and folded(name) not in exact | villages
    }
    return Names(written, exact, stems, villages, elsewhere)


def _written(office: str) -> str:
    """`UUSI-VALAMO` is written *Uusi-Valamo*; marks of the post are left out."""
    words = [word for word in office.split() if word.lower() not in OFFICE_MARKS]
    return "-".join(part.capitalize() for part in " ".join(words).split("-"))
