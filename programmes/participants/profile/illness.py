"""Whether a text names an illness: said kindly beside the field, and nothing is stopped (decision 0076).

A work profile tells what suits a person, never why. Whoever has written the name of an illness reads that it
is not needed here. The words are the beginnings of common names in Finnish, Swedish and English, folded; a
word that is also something else is told of at worst in vain.
"""

from __future__ import annotations

import re
from itertools import pairwise

from letters.folding import words

# A word that begins so, in any case; letters without marks.
BEGINNINGS = (
    # the mind
    "masennu", "masentun", "depress", "ahdistuneisuushair", "ahdistushair", "angestsyndrom",
    "anxietydis", "paniikkihair", "paniksyndrom", "kaksisuunt", "bipola", "skitsof", "schizo",
    "psykoos", "psykos", "psychos", "persoonallisuushair", "personlighetssyndrom", "traumaperai",
    "ptsd", "ocd", "adhd", "autis", "asperger", "anoreks", "anorex", "bulimi", "burnout", "tyouupum",
    "utbrand", "unettomuus", "insomni",
    # intoxicants
    "alkoholis", "alcoholis", "paihdeongelm", "paihderiippuv", "huumeriippuv", "beroende", "missbruk",
    "addiction",
    # the body
    "diabet", "syopa", "syovan", "syopaa", "cancer", "leukem", "leukaem", "epileps", "astma", "asthma",
    "keuhkoahtaum", "reum", "rheum", "fibromyal", "nivelriko", "artroos", "arthri", "artrit",
    "skolioos", "valilevyn", "diskbrack", "iskias", "ischias", "migree", "migran", "migraine",
    "kilpirauhas", "skoldkort", "crohn", "colit", "koliit", "keliak", "celiak", "coeliac", "psoria",
    "hiv", "hepatiit", "hepatit", "sydaninfark", "hjartinfark", "aivoinfark", "aivoverenvuot", "stroke",
    "verenpainetau", "hypertension", "parkinson", "dementi", "alzheim", "muistisair", "cpvamm",
    "kehitysvamma", "utvecklingsstor", "osteopor", "endometrio", "ms tauti", "copd",
    # whatever it is
    "diagnoos", "diagnos", "sairastan", "sairauteni", "sairaus", "sairauden", "sairauksi", "sjukdom",
    "illness", "disease", "syndroom", "syndrom", "oireyhtym",
)  # fmt: skip
SHORTEST = 4
# Short names of an illness: only as whole words.
WHOLE = frozenset(word for word in BEGINNINGS if len(word) < SHORTEST)
LONG = tuple(word for word in BEGINNINGS if len(word) >= SHORTEST)
# A class of ICD-10: a letter, two digits, and more after a point.
CLASS = re.compile(r"(?<![^\W_])[A-TV-Z]\d{2}(?:\.\d{1,2})(?![^\W_])")


def names_illness(text: str) -> bool:
    """Whether an illness, or the class of one, seems to be named."""
    told = words(text)
    pairs = [f"{one} {other}" for one, other in pairwise(told)]
    return (
        any(word in WHOLE or word.startswith(LONG) for word in told)
        or any(pair.startswith(LONG) for pair in pairs)
        or bool(CLASS.search(text))
    )
