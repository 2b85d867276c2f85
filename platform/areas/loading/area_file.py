"""`area.toml`: what the employment area is called and how it is reached, checked before it is a row."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from areas import naming
from areas.loading.files import DataError, Row

FILE = "area.toml"
SINGLE = (*naming.CODES, *naming.CONTACTS, naming.PROJECT)


def area_rows(path: Path) -> Iterator[Row]:
    """The one row of the employment area, as its file says."""
    told = _read(path)
    if unknown := sorted(told.keys() - {*SINGLE, *naming.LANGUAGES}):
        raise DataError(f"{unknown[0]!r} is not known here", file=FILE)
    values = {name: _text(told, name, place=name, needed=name not in naming.NOT_NEEDED) for name in SINGLE}
    words = {language: _names(told.get(language, {}), language) for language in naming.LANGUAGES}
    yield Row(FILE, None, values | {"words": json.dumps(words)})


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DataError("is not UTF-8 text", file=FILE) from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"is not TOML: {error}", file=FILE) from error


def _names(told: Any, language: str) -> dict[str, str]:
    """The names in the language: all that are needed and those that may be."""
    if not isinstance(told, dict):
        raise DataError(f"[{language}] is not a table of names", file=FILE)
    needed = naming.NEEDED[language]
    known = {**naming.NEEDED["fi"], **needed} if language == "fi-simple" else needed
    for name in told:
        if name not in known and name not in naming.MAY_BE:
            raise DataError(f"[{language}] {name!r} is not known here", file=FILE)
    for name, meaning in needed.items():
        if name not in told:
            raise DataError(f"[{language}] {name} is missing ({meaning})", file=FILE)
    return {name: _text(told, name, place=f"[{language}] {name}") for name in told}


def _text(told: dict[str, Any], name: str, *, place: str, needed: bool = True) -> str:
    value = told.get(name, "")
    if not isinstance(value, str):
        raise DataError(f"{place} is not text in quotation marks", file=FILE)
    if needed and not value.strip():
        raise DataError(f"{place} is missing", file=FILE)
    return value.strip()
