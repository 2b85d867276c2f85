"""Whether a word is one of the language: what is a real word is never taken for a mistyped one.

The word lists are simplemma's dictionaries of Finnish, Swedish and English, and the names of occupations
and municipalities (decision 0035). A form that is not in them is still real when it is a known word with an
ending that Finnish hangs on any word (*työni*, *työkin*), a compound of known words, or a known word typed
without its dots (*paihteet*).
"""

from __future__ import annotations

import re
from functools import lru_cache

from areas.selectors import occupation_words
from letters.dictionaries import LANGUAGES, forms
from letters.lemmas import SHORTEST_COMPOUND, SHORTEST_END, dotted_spellings
from publicdata.memory import remembered

# What may hang on any Finnish word: whose it is, and small words grown fast to it.
HUNG_ON = re.compile(
    r"(?<=...)(?:ni|si|mme|nne|nsa|nsä|(?<=[aeiouyäö])[aeiouyäö]n)?(?:kin|kaan|kään|ko|kö|han|hän|pa|pä)?$"
)
SHORTEST_TAIL = 3
JOINTS = {"fi": ("", "n"), "sv": ("", "s"), "en": ("",)}
SHORTEST_HEAD = {"fi": 3, "sv": 3, "en": 4}


@lru_cache(maxsize=16_384)
def is_word(word: str) -> bool:
    """Whether it is a word in some form in Finnish, Swedish or English."""
    small = word.lower()
    if any(_is_of(small, language) or _is_compound(small, language) for language in LANGUAGES):
        return True
    return any(
        _is_of(spelling, language) or _is_compound(spelling, language, SHORTEST_END)
        for language in LANGUAGES
        for spelling in dotted_spellings(small, language)
    )


def is_real(word: str) -> bool:
    """Whether it is a word, or stands in the name of an occupation."""
    return is_word(word) or word.lower() in remembered(occupation_words, "occupation words")


def _is_of(word: str, language: str) -> bool:
    if _known(word, language):
        return True
    bare = HUNG_ON.sub("", word) if language == "fi" else word
    return bare != word and _known_stem(bare)


def _known(word: str, language: str) -> bool:
    known = forms(language)
    return word in known or word.capitalize() in known


def _known_stem(bare: str) -> bool:
    """A word that something was hung on: before it the last letter of a genitive has fallen off (työni)."""
    return _known(bare, "fi") or _known(bare + "n", "fi")


def _is_compound(word: str, language: str, shortest: int = SHORTEST_TAIL) -> bool:
    """Two known words: the first in its basic form or a genitive, the last in any form."""
    if len(word) < SHORTEST_COMPOUND or language == "en":
        return False
    known = forms(language)
    for cut in range(SHORTEST_HEAD[language], len(word) - shortest + 1):
        if word[cut:] in known and _is_head(word[:cut], language):
            return True
    return False


def _is_head(head: str, language: str) -> bool:
    known = forms(language)
    bases = [head.removesuffix(joint) for joint in JOINTS[language] if head.endswith(joint)]
    if any(len(base) >= SHORTEST_HEAD[language] and known.get(base) == base for base in bases):
        return True
    if language != "fi":
        return False
    # metsien|hoitaja; pitkäaikais|työtön, of pitkäaikainen.
    return (head.endswith("n") and head in known) or (head.endswith("s") and head[:-1] + "nen" in known)
