"""The rows of budget and funding that come with the data of an area: a line of `funding.csv` each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from areas.loading.files import Row, read_rows
from reports.models import FundingRow

FILE = "funding.csv"
COLUMNS = ("code", "kind", "valid_from", "valid_until", "euros", "standing", "source")  # that must be there
MAY_BE = ("name", "percent", "support")
REPLACES = "replaces"


@transaction.atomic
def ensure_funding(folder: Path) -> int:
    """Each line of the area's file is a row; the number of new ones. An area without the file has none.

    Raises DataError, with nothing written, for a line that is no row, and for one that says otherwise than
    the row of its code: a row is never written over, a correction is a line of its own that `replaces` it.
    """
    path = folder / FILE
    if not path.is_file():
        return 0
    known = {row.code: row for row in FundingRow.objects.exclude(code=None)}
    new = 0
    for line in read_rows(path):
        row = _row(line, known)
        if (stands := known.get(row.code)) is None:
            row.save()
            known[row.code] = row
            new += 1
        elif _said(stands) != _said(row):
            words = f"{row.code!r} stands with other values: a correction is a new line that replaces it"
            raise line.error(words, "code")
    return new


def _row(line: Row, known: dict[str | None, FundingRow]) -> FundingRow:
    """The line as a row that is not saved."""
    for column in COLUMNS:
        if not line.values.get(column):
            raise line.error("a value is needed", column)
    given = {column: line.values.get(column, "") for column in (*COLUMNS, *MAY_BE)}
    row = FundingRow()
    for column, text in given.items():
        setattr(row, column, _value(line, column, text))
    if replaced := line.values.get(REPLACES, ""):
        if replaced not in known:
            raise line.error(f"there is no row {replaced!r} above", REPLACES)
        row.replaces = known[replaced]
    if row.code not in known:
        try:
            row.full_clean()
        except ValidationError as error:
            raise line.error("; ".join(error.messages)) from error
    return row


def _value(line: Row, column: str, text: str) -> Any:
    field: Any = FundingRow._meta.get_field(column)
    try:
        return field.clean(None if text == "" and field.null else text, None)
    except ValidationError as error:
        raise line.error(f"{text!r}: {error.messages[0]}", column) from error


def _said(row: FundingRow) -> tuple[Any, ...]:
    return (*(getattr(row, column) for column in (*COLUMNS, *MAY_BE)), row.replaces_id)
