"""The employment area's own names, put where the packaged texts have them in braces.

`{region_inessive}` is the name as `area.toml` gives it; `{Region_inessive}` begins with a capital. A text
that names what the area does not have (`{project}` where there is none) is left out, and with it what would
say nothing without it: an entry of a list, the part under a heading, the version of a page.
"""

from __future__ import annotations

import re
from typing import Any

from areas import naming
from areas.models import EmploymentArea
from areas.selectors import employment_area, municipalities, service_phone

NAME = re.compile(r"\{([A-Za-z_]+)\}")
# The word lists of the search call Easy Finnish by a shorter name.
LANGUAGE_OF = {code: code for code in naming.LANGUAGES} | {"simple": "fi-simple"}
Words = dict[str, str]


class LeftOutError(Exception):
    """The text names something that the area does not have."""


def in_the_area(content: dict[str, Any]) -> dict[str, Any]:
    """A file of packaged texts as this area reads it, each language in its own words."""
    area = employment_area()
    count = str(municipalities().count())
    return _by_language(content, {code: words_of(area, code, count) for code in naming.LANGUAGES})


def words_of(area: EmploymentArea, language: str, count: str) -> Words:
    """Every name that a text in the language may have."""
    told = {"municipality_count": count, "phone": service_phone(), naming.PROJECT: area.project}
    return {name: word for name, word in (told | area.words_in(language)).items() if word}


def filled(value: Any, words: Words) -> Any:
    """The value with its names, however deep they stand; raises `LeftOutError` where nothing true is left."""
    if isinstance(value, str):
        return NAME.sub(lambda found: _word(found[1], words), value)
    if isinstance(value, dict):
        return {name: filled(part, words) for name, part in value.items()}
    if isinstance(value, list):
        kept = [part for one in value if (part := _or_none(one, words)) is not None]
        if value and not kept:
            raise LeftOutError
        return kept
    return value


def _by_language(content: dict[str, Any], words: dict[str, Words]) -> dict[str, Any]:
    """What stands below a language is filled in it; what stands above any has no names."""
    told = {}
    for key, value in content.items():
        if key in LANGUAGE_OF and isinstance(value, dict):
            value = _or_none(value, words[LANGUAGE_OF[key]])
        elif isinstance(value, dict):
            value = _by_language(value, words)
        if value is not None:
            told[key] = value
    return told


def _or_none(value: Any, words: Words) -> Any:
    try:
        return filled(value, words)
    except LeftOutError:
        return None


def _word(name: str, words: Words) -> str:
    known = name[0].lower() + name[1:]
    if known not in words:
        if known in naming.MAY_BE or known == naming.PROJECT:
            raise LeftOutError(name)
        raise KeyError(name)
    word = words[known]
    return word if name == known else word[0].upper() + word[1:]
