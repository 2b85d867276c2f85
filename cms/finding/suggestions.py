"""“Did you mean”: the nearest words that are to be found, for those that are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from letters.folding import folded
from letters.lemmas import basic_forms

NEAR_ENOUGH = 0.7
SHORTEST = 5
# The endings of Finnish cases: a mistyped word in a case is compared without it too.
CASE = re.compile(r"(?:i?ssa|i?sta|i?lla|i?lta|i?lle|i?na|ksi|tta|ien|jen|een|iin|uun|oon|aan|t|n|a)$")


def did_you_mean(
    question: str, unknown: list[str], spelling: Mapping[str, str], often: Counter[str], language: str
) -> str:
    """The question with each unknown word in its likely spelling; as it was when there is nothing near."""
    near = {word: nearest(word, spelling, often, language) for word in unknown}
    return in_place_of(question, {word: better for word, better in near.items() if better})


def in_place_of(question: str, better: Mapping[str, str]) -> str:
    """The question with some of its words put otherwise."""
    for word, other in better.items():
        question = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _found, other=other: other, question)  # type: ignore[misc]
    return question


def nearest(word: str, spelling: Mapping[str, str], often: Counter[str], language: str) -> str:
    """The known word that differs least from `word`, of two the more common; empty when none is near."""
    from rapidfuzz import process  # noqa: PLC0415 - only a word that nobody knows needs it
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    best: tuple[float, int, str] = (0.0, 0, "")
    for typed in _ways_to_read(word, language):
        found = process.extract(
            typed, spelling.keys(), scorer=OSA.normalized_similarity, score_cutoff=NEAR_ENOUGH, limit=8
        )
        for key, alike, _place in found:
            best = max(best, (alike, often[key], spelling[key]))
    return best[2]


def _ways_to_read(word: str, language: str) -> list[str]:
    small = folded(word)
    forms = [small, *map(folded, basic_forms(word, language))]
    if language in {"fi", "fi-simple"}:
        forms.append(CASE.sub("", small))
    return [form for form in dict.fromkeys(forms) if len(form) >= SHORTEST]
