"""Workbooks: a sheet for each file, real dates and numbers turned to the text that a CSV file would hold."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from programmes.exchange.tables import Row, Table, UnreadableError, fitted

NO_HEADER = "it is empty, a header row is needed"
FORMULA = "="
SHOWN = 60


def read_workbook(path: Path, *, wanted: Callable[[str], bool]) -> list[tuple[str, Table | str]]:
    """Sheets by title: the table of a wanted one, or why it cannot be read; nothing of the others.

    Raises UnreadableError for a file that is no workbook.
    """
    import openpyxl  # noqa: PLC0415 - slow to load, and only a workbook needs it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(path, read_only=True, data_only=False)
            try:
                return [
                    (sheet.title, _sheet(sheet) if wanted(sheet.title) else "") for sheet in book.worksheets
                ]
            finally:
                book.close()
        except Exception as error:  # openpyxl raises whatever a broken archive or broken XML meets
            raise UnreadableError("it is not a workbook that can be read (.xlsx)") from error


def _sheet(sheet: Any) -> Table | str:
    sheet.reset_dimensions()
    filled = _filled(sheet.iter_rows(values_only=True))
    number, header = next(filled, (0, []))
    if not number:
        return NO_HEADER
    table = Table(sheet.title, tuple(cell.strip() for cell in header))
    table.rows = [_row(place, cells, table.header) for place, cells in filled]
    return table


def _row(number: int, cells: list[str], header: tuple[str, ...]) -> Row:
    """The row; one with a formula in it cannot be read, for what the formula says is not in the file."""
    told, problem = fitted(cells, len(header))
    formula = next((place for place, cell in enumerate(cells) if cell.startswith(FORMULA)), None)
    if formula is not None and not problem:
        name = header[formula] if formula < len(header) else ""
        problem = f"a formula, give what it says: {name} '{cells[formula][:SHOWN]}'"
    return Row(number, told, problem)


def _filled(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, list[str]]]:
    """Rows that say something, with their number, without empty cells at the end."""
    for number, values in enumerate(rows, start=1):
        cells = [_text(value) for value in values]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield number, cells


def _text(value: Any) -> str:
    from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula  # noqa: PLC0415 - as above

    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M:%S")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, ArrayFormula | DataTableFormula):
        return FORMULA
    return str(value)
