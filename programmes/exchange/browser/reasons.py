"""The reasons of the command in the reader's words: what is wrong, in which column, and what to do.

The command tells reasons in English, in fixed words (interface.md). Here each has its words for a page, found
by its beginning; the tests ask that every reason and warning that an import gives has some.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from programmes.exchange.browser.words_of_cells import CELLS
from programmes.exchange.browser.words_of_rows import ROWS

# The end of a reason about one cell: the column, and the cell as it stood where it can be shown.
CELL = r": (?P<column>\w+)(?: (?P<cell>.+))?"


@dataclass(frozen=True)
class Told:
    """One reason in the reader's words. code: what the command says, where the page has no words for it."""

    what: str
    todo: str = ""
    column: str = ""
    cell: str = ""
    code: str = ""


_patterns = [
    *((re.compile(head + CELL, re.DOTALL), what, todo) for head, what, todo in CELLS),
    *((re.compile(line, re.DOTALL), what, todo) for line, what, todo in ROWS),
]
WARNING = re.compile(r"(?P<file>\w+) (?P<key>.*?) \(row (?P<row>\d+)\): (?P<words>.*)", re.DOTALL)


def told(reason: str) -> Told:
    """The reason in the reader's words; what nobody has words for stays as the command tells it."""
    for pattern, what, todo in _patterns:
        if found := pattern.fullmatch(reason):
            parts = {name: value or "" for name, value in found.groupdict().items()}
            shown = parts | {"column": parts.get("column", "")}
            return Told(
                str(what) % shown,
                str(todo) % shown,
                parts.get("column", ""),
                parts.get("cell", "").strip("'"),
            )
    return Told("", "", code=reason)


def has_words(reason: str) -> bool:
    """Whether the reason has words for a page."""
    return not told(reason).code


def in_words(reasons: list[str]) -> str:
    """Several reasons in a line, each with what to do: for the file of rejected rows."""
    return " ".join(f"{each.what} {each.todo}".strip() or each.code for each in map(told, reasons))
