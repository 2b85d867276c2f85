"""A table of text: a header and rows, each with its place in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple


class UnreadableError(Exception):
    """A file or sheet that cannot be read as a table; the text says why."""


class Row(NamedTuple):
    """One row as it stood: its line (the header is 1), its cells, and why it cannot be read, if it cannot."""

    number: int
    cells: tuple[str, ...]
    problem: str = ""


class Rows:
    """The rows of a file, read anew each time they are gone through: however many there are, few are held.

    Going through them raises UnreadableError when the file is not there any more.
    """

    def __init__(self, read: Callable[[], Iterator[Row]]) -> None:
        self._read = read

    def __iter__(self) -> Iterator[Row]:
        return self._read()

    def __bool__(self) -> bool:
        return next(self._read(), None) is not None

    def __len__(self) -> int:
        return self._number

    @cached_property
    def _number(self) -> int:
        return sum(1 for _row in self._read())


@dataclass
class Table:
    """One file or sheet. `separator` and `marked` (byte order mark) are kept, to answer in the same form."""

    name: str
    header: tuple[str, ...]
    rows: list[Row] | Rows = field(default_factory=list)
    separator: str = ","
    marked: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The column names as they are compared: in lower case, without spaces around."""
        return tuple(name.strip().lower() for name in self.header)

    def repeated(self) -> set[str]:
        """Columns that stand twice in the header."""
        return {name for name, times in Counter(self.names).items() if times > 1 and name}


def fitted(cells: list[str], width: int) -> tuple[tuple[str, ...], str]:
    """The cells, filled up with empty ones to `width`, and a problem when there are more than that."""
    if len(cells) <= width:
        return tuple(cells) + ("",) * (width - len(cells)), ""
    if any(cell.strip() for cell in cells[width:]):
        return tuple(cells), f"the row has {len(cells)} values where the header has {width} columns"
    return tuple(cells[:width]), ""
