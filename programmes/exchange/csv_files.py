"""CSV files: UTF-8 with or without a mark, comma or semicolon; a broken row does not stop the next one."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from programmes.exchange.formulas import as_it_was
from programmes.exchange.tables import Row, Table, UnreadableError, fitted

MARK = b"\xef\xbb\xbf"
BROKEN = "the row cannot be read: a quotation mark is out of place"


def read_csv(path: Path, name: str) -> Table:
    """The table of a file. Bytes that are not UTF-8 stay visible as lone surrogates, to be judged row by row.

    Raises UnreadableError for a file that has no header row.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(error.strerror or "it cannot be opened") from error
    lines = list(io.StringIO(content.decode("utf-8-sig", errors="surrogateescape"), newline=""))
    begin = next((number for number, line in enumerate(lines) if line.strip("\ufeff \t\r\n,;")), None)
    if begin is None:
        raise UnreadableError("it is empty, a header row is needed")
    separator = ";" if lines[begin].count(";") > lines[begin].count(",") else ","
    header = tuple(cell.strip() for cell in _one_line(lines[begin], separator))
    table = Table(name, header, separator=separator, marked=content.startswith(MARK))
    unlimited = csv.field_size_limit(sys.maxsize)
    try:
        table.rows = list(_rows(lines, begin + 1, separator, len(header)))
    finally:
        csv.field_size_limit(unlimited)
    return table


def _rows(lines: Sequence[str], begin: int, separator: str, width: int) -> Iterator[Row]:
    """Every row that is not empty.

    A quotation mark that is never closed, or that swallows lines which then do not fit the header, costs its
    own line only: reading begins again with the next.
    """
    while begin < len(lines):
        reader = csv.reader((lines[n] for n in range(begin, len(lines))), delimiter=separator, strict=True)
        first = begin
        try:
            for cells in reader:
                after = begin + reader.line_num
                if after - first > 1 and len(cells) != width:
                    break
                if any(cell.strip() for cell in cells):
                    yield Row(first + 1, *fitted([as_it_was(cell) for cell in cells], width))
                first = after
            else:
                return
        except csv.Error:
            pass
        yield Row(first + 1, fitted(_one_line(lines[first], separator), width)[0], BROKEN)
        begin = first + 1


def _one_line(line: str, separator: str) -> list[str]:
    """The cells of one line, read as kindly as possible."""
    return next(csv.reader([line.rstrip("\r\n")], delimiter=separator), [])
