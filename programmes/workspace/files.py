"""The caseload as a file: the people, columns and order of the page, and nothing that it would not show."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.grouping import as_one
from audit.services import record
from letters.cells import harmless
from programmes.looking import record_list
from programmes.participants.models import Participation
from programmes.workspace.caseload import with_columns
from programmes.workspace.columns import Column, Value

AT_ONCE = 500
BYTE_ORDER_MARK = "\ufeff"
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_of(request: HttpRequest, kind: str, keys: Sequence[int], columns: Sequence[Column]) -> bytes:
    """The file of one of `KINDS` with the people of these keys, in that order.

    It is on record who took the file, and that each of the people was read.
    """
    rows = []
    with as_one():
        for start in range(0, len(keys), AT_ONCE):
            people = with_columns(keys[start : start + AT_ONCE])
            record_list(request, people, page="work:people_file")
            rows += [_values(row, columns) for row in people]
        told = {"format": kind, "people": len(rows)}
        record("caseload.exported", None, by=request.user, data=told)  # type: ignore[arg-type]
    return (_as_csv if kind == "csv" else _as_workbook)(_headings(columns), rows)


def _headings(columns: Sequence[Column]) -> list[str]:
    told = [str(label) for column in columns for label, _value in column.values]
    return [_("Last name"), _("First name"), *told]


def _values(row: Participation, columns: Sequence[Column]) -> list[Value]:
    told = [value(row) for column in columns for _label, value in column.values]
    return [row.participant.last_name, row.participant.first_name, *told]


def _as_csv(headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(_as_text(row) for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _as_text(row: Sequence[Value]) -> Iterator[Any]:
    for value in row:
        if isinstance(value, date):
            yield value.isoformat()
        else:
            yield harmless(value) if isinstance(value, str) else "" if value is None else value


def _as_workbook(headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """A text is written as a text: no cell of it is ever run."""
    import xlsxwriter  # noqa: PLC0415 - slow to load, and only a workbook needs it

    file = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, plain) as book:
        head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "d.m.yyyy"})
        sheet = book.add_worksheet(timezone.localdate().isoformat())
        sheet.write_row(0, 0, headings, head)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, day)
                elif isinstance(value, int):
                    sheet.write_number(number, place, value)
                elif value:
                    sheet.write_string(number, place, value)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(len(rows), 1), len(headings) - 1)
        sheet.autofit()
    return file.getvalue()
