"""CSV files: UTF-8 with or without a mark, comma or semicolon; a broken row does not stop the next one."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from letters.cells import MARK as MARKED
from letters.cells import as_it_was
from programmes.exchange.tables import Row, Rows, Table, UnreadableError, fitted

MARK = b"\xef\xbb\xbf"
QUOTE = '"'
# Lines without a quotation mark that are read together.
AT_ONCE = 500
BROKEN = "the row cannot be read: a quotation mark is out of place"
# A cell may be as long as it is: how long is judged column by column.
csv.field_size_limit(sys.maxsize)


class Lines:
    """The lines of a file one after another; one can go back to any that has not been let go."""

    def __init__(self, source: Iterable[str]) -> None:
        self._source = iter(source)
        self._kept: list[str] = []
        self._first = 0
        self.place = 0

    def plain(self, most: int = AT_ONCE) -> list[str]:
        """The next lines, at most so many, of which none has a quotation mark: each is a row of its own.

        They are let go at once. Empty where the next line has a mark, or there is none.
        """
        del self._kept[: self.place - self._first]
        self._kept += islice(self._source, max(most - len(self._kept), 0))
        plain = next((n for n, line in enumerate(self._kept) if QUOTE in line), len(self._kept))
        lines = self._kept[:plain]
        del self._kept[:plain]
        self.place += plain
        self._first = self.place
        return lines

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.place - self._first == len(self._kept):
            self._kept.append(next(self._source))
        self.place += 1
        return self._kept[self.place - self._first - 1]

    def back_to(self, place: int) -> None:
        """The next line is the one at `place`; those before it are let go."""
        del self._kept[: place - self._first]
        self._first = self.place = place


def read_csv(path: Path, name: str) -> Table:
    """The table of a file. Bytes that are not UTF-8 stay visible as lone surrogates, to be judged row by row.

    Raises UnreadableError for a file that has no header row.
    """
    begin, line = next(
        ((n, line) for n, line in enumerate(_lines(path)) if line.strip("\ufeff \t\r\n,;")), (0, "")
    )
    if not line:
        raise UnreadableError("it is empty, a header row is needed")
    separator = ";" if line.count(";") > line.count(",") else ","
    header = tuple(cell.strip() for cell in _one_line(line, separator))
    with path.open("rb") as file:
        marked = file.read(len(MARK)) == MARK
    rows = Rows(lambda: _rows(Lines(_lines(path)), begin + 1, separator, len(header)))
    return Table(name, header, rows, separator=separator, marked=marked)


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            yield from file
    except OSError as error:
        raise UnreadableError(error.strerror or "it cannot be opened") from error


def _rows(lines: Lines, begin: int, separator: str, width: int) -> Iterator[Row]:
    """Every row from the line `begin` on that is not empty.

    A quotation mark that is never closed, or that swallows lines which then do not fit the header, costs its
    own line only: reading begins again with the next.
    """
    for _before in range(begin):
        next(lines)
    first = begin
    while True:
        lines.back_to(first)
        if plain := lines.plain():
            yield from _plain_rows(plain, first + 1, separator, width)
            first = lines.place
            continue
        try:
            cells = next(csv.reader(lines, delimiter=separator, strict=True), None)
            if cells is None:
                return
            if lines.place - first == 1 or len(cells) == width:
                if not _is_blank(cells):
                    yield Row(first + 1, *fitted([as_it_was(cell) for cell in cells], width))
                first = lines.place
                continue
        except csv.Error:
            pass
        lines.back_to(first)
        yield Row(first + 1, fitted(_one_line(next(lines), separator), width)[0], BROKEN)
        first += 1


def _plain_rows(lines: list[str], number: int, separator: str, width: int) -> Iterator[Row]:
    """The rows of lines without a quotation mark; the first of them has the number."""
    for line, cells in zip(lines, csv.reader(lines, delimiter=separator), strict=True):
        if not _is_blank(cells):
            told = [as_it_was(cell) for cell in cells] if MARKED in line else cells
            yield Row(number, *fitted(told, width))
        number += 1


def _is_blank(cells: list[str]) -> bool:
    return not "".join(cells).strip()


def _one_line(line: str, separator: str) -> list[str]:
    """The cells of one line, read as kindly as possible."""
    return next(csv.reader([line.rstrip("\r\n")], delimiter=separator), [])
