"""Where the workers' search finds pages of the public site: whoever publishes them says how."""

from __future__ import annotations

from collections.abc import Callable

Finder = Callable[[str], list[tuple[str, str]]]
_finders: list[Finder] = []


def found_by(finder: Finder) -> None:
    """The finder answers to the words of a search: title and address of each page, the best first."""
    if finder not in _finders:
        _finders.append(finder)


def pages_with(words: str) -> list[tuple[str, str]]:
    """The pages that the finders know for the words."""
    return [page for finder in _finders for page in finder(words)]
