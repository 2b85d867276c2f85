"""Names that may be one: a slip of the hand, a doubled letter, a part of a double name.

It is for asking a person who can compare, never for deciding.
"""

from __future__ import annotations

import re
from itertools import product

from letters.folding import words

DOUBLED = re.compile(r"(.)\1+")
SHORTEST_PART = 3
# How many slips a name of so many letters bears: `Aro` and `Aho` are two names.
SLIPS = ((8, 2), (4, 1), (0, 0))


def is_near(one: str, other: str) -> bool:
    """Whether the two spellings may be of one name: Karpinen and Karppinen, Kivi-Öhman and Öhman."""
    mine, theirs = words(one), words(other)
    if not mine or not theirs:
        return False
    if _alike("".join(mine), "".join(theirs)):
        return True
    parts = product(mine, theirs) if len(mine) + len(theirs) > 2 else ()
    return any(len(part) >= SHORTEST_PART and _alike(part, other_part) for part, other_part in parts)


def are_near(first_name: str, last_name: str, other_first: str, other_last: str) -> bool:
    """Whether two people born on one day may be the same by their names.

    A surname that is near, a first name that is the same (a surname changes in a marriage), or first and last
    name changed about.
    """
    if is_near(last_name, other_last) or set(words(first_name)) & set(words(other_first)):
        return True
    return is_near(last_name, other_first) and is_near(first_name, other_last)


def _alike(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a question about two people needs it

    if one == other or DOUBLED.sub(r"\1", one) == DOUBLED.sub(r"\1", other):
        return True
    borne = next(slips for letters, slips in SLIPS if min(len(one), len(other)) >= letters)
    return bool(OSA.distance(one, other, score_cutoff=borne) <= borne)
