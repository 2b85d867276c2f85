"""The tables as files for other programs: comma-separated values, a workbook, and JSON of version 1.

Numbers stand at full precision, with an ASCII minus; nothing here was typed by a person.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from areas.models.names import NAME_LANGUAGES
from reports.periods import Period
from reports.tables.shape import Definition, Row, Table, Told
from reports.tables.words import WHY_MISSING, cell_words

VERSION = 1
BYTE_ORDER_MARK = "\ufeff"
CSV_HEAD = ("from", "to", "table", "row", "name", "column", "unit", "value", "remark")
NUMBER_FORMATS = {
    "count": "#,##0",
    "percent": "0.0 %",
    "whole_percent": "0 %",
    "score": "0.00",
    "nps": "0.0",
    "days": "0",
    "points": "+0.0;-0.0;0.0",
    "ratio": "0.00",
    "euros": "#,##0.00 €",
    "cents": "#,##0.00 €",
    "euros_a_day": "#,##0.00 €",
}
PERCENTS = ("percent", "whole_percent")
NAME_WIDTH, NUMBER_WIDTH, WORDS_WIDTH = 44, 14, 90


def as_csv(told: Told, period: Period) -> str:
    """A line for each value of each table, the period in the first two columns."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(CSV_HEAD)
    for table in told.tables:
        for row in table.rows:
            for column in table.columns:
                value, remark = row.values.get(column.key), row.remarks.get(column.key, "")
                line = (table.name, row.code, row.name, column.key, row.unit_in(column), value, remark)
                writer.writerow([period.start, period.end, *line])
    return text.getvalue()


def as_json(name: str, tell: Callable[[], Told], period: Period, made_at: datetime) -> str:
    """The document of the report of that name: values by code, names in Finnish, Swedish and English.

    tell: tells the report in the language that is active.
    """
    told: dict[str, Told] = {}
    for language in NAME_LANGUAGES:
        with override(language):
            told[language] = tell()
    first = told[NAME_LANGUAGES[0]]
    document = {
        "version": VERSION,
        "report": name,
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "generated_at": made_at.isoformat(timespec="seconds"),
        "tables": [
            _table({language: one.tables[place] for language, one in told.items()})
            for place in range(len(first.tables))
        ],
        "definitions": [
            _definition({language: one.definitions[place] for language, one in told.items()})
            for place in range(len(first.definitions))
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def as_workbook(told: Told, period: Period) -> bytes:
    """A sheet for each table and one for the method, heads frozen, each value of its own type."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        formats = {unit: book.add_format({"num_format": each}) for unit, each in NUMBER_FORMATS.items()}
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for number, table in enumerate(told.tables, start=1):
            sheet = book.add_worksheet(f"{number} {table.name.replace('_', ' ')}"[:31])
            _fill(sheet, table, period, formats, head)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _fill_method(book.add_worksheet(_("Method")), told, head, wrapped)
    return file.getvalue()


def _table(tables: Mapping[str, Table]) -> dict[str, Any]:
    first = next(iter(tables.values()))
    return {
        "table": first.name,
        "title": {language: each.title for language, each in tables.items()},
        "columns": [
            {
                "column": column.key,
                "unit": column.unit,
                "keeps_unit": column.keeps_unit,
                "name": {language: each.columns[place].name for language, each in tables.items()},
            }
            for place, column in enumerate(first.columns)
        ],
        "rows": [
            {
                "row": row.code,
                "name": {language: each.rows[place].name for language, each in tables.items()},
                "unit": row.unit or None,
                "values": {column.key: row.values.get(column.key) for column in first.columns},
                "remarks": dict(row.remarks),
            }
            for place, row in enumerate(first.rows)
        ],
    }


def _definition(definitions: Mapping[str, Definition]) -> dict[str, Any]:
    first = next(iter(definitions.values()))
    return {
        "code": first.code,
        "name": {language: each.name for language, each in definitions.items()},
        "words": {language: each.words for language, each in definitions.items()},
        "source": first.source,
        "verified": first.verified,
    }


def _fill(sheet: Any, table: Table, period: Period, formats: Mapping[str, Any], head: Any) -> None:
    names = ["from", "to", _("Code"), table.head, *(column.name for column in table.columns)]
    sheet.write_row(0, 0, names, head)
    sheet.freeze_panes(1, 4)
    for line, row in enumerate(table.rows, start=1):
        sheet.write_row(line, 0, [period.start.isoformat(), period.end.isoformat(), row.code, row.name])
        for place, column in enumerate(table.columns, start=4):
            _write(sheet, line, place, row, column, formats)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(names) - 1)
    sheet.set_column(0, 2, NUMBER_WIDTH)
    sheet.set_column(3, 3, NAME_WIDTH)
    sheet.set_column(4, len(names) - 1, NUMBER_WIDTH)


def _write(sheet: Any, line: int, place: int, row: Row, column: Any, formats: Mapping[str, Any]) -> None:
    """The value as a number with its format; where there is none, why, where a reason is told."""
    value = row.values.get(column.key)
    unit = row.unit_in(column)
    if isinstance(value, int | float):
        sheet.write_number(line, place, value / 100 if unit in PERCENTS else value, formats[unit])
    elif value is not None:
        sheet.write_string(line, place, value)
    elif row.remarks.get(column.key) in WHY_MISSING:
        sheet.write_string(line, place, cell_words(row, column))


def _fill_method(sheet: Any, told: Told, head: Any, wrapped: Any) -> None:
    sheet.write_row(0, 0, [_("Code"), _("Name"), _("How it is counted"), _("Source"), _("Verified")], head)
    sheet.freeze_panes(1, 0)
    for line, each in enumerate(told.definitions, start=1):
        verified = {None: "", True: _("yes"), False: _("not verified")}[each.verified]
        sheet.write_row(line, 0, [each.code, each.name, each.words, each.source, verified])
    said: Sequence[str] = [*(table.note for table in told.tables if table.note), *told.notes]
    for line, note in enumerate(said, start=len(told.definitions) + 2):
        sheet.write_string(line, 2, note)
    sheet.set_column(0, 0, NUMBER_WIDTH, wrapped)
    sheet.set_column(1, 1, NAME_WIDTH, wrapped)
    sheet.set_column(2, 2, WORDS_WIDTH, wrapped)
    sheet.set_column(3, 3, NAME_WIDTH, wrapped)
