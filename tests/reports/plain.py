"""Frames of plain rows, each a dictionary by the names of the columns: days are dates, codes are words."""

from collections.abc import Iterable, Mapping
from datetime import date

from programmes.columns import DAYS, EPOCH, NO_DAY, Arrays, Column, Columns, Kind, gather
from programmes.workspace.figure_columns import ALL_TABLES
from reports.frames import Frames, Reference

Rows = Iterable[Mapping[str, object]]


def frames_of_rows(reference: Reference, **rows: Rows) -> Frames:
    """The frames that the database would give of those rows, by the name of their table."""
    tables = {
        name: columns_of(
            given,
            ALL_TABLES[name].columns | ({"paid": Column("", Kind.NUMBER)} if name == "placements" else {}),
        )
        for name, given in rows.items()
    }
    if "placements" not in tables:
        tables["placements"] = columns_of(
            (), ALL_TABLES["placements"].columns | {"paid": Column("", Kind.NUMBER)}
        )
    return Frames.from_columns(reference, tables)


def columns_of(rows: Rows, columns: Columns) -> Arrays:
    """The columns of those rows; a name that a row does not have is empty."""
    return gather(
        ([_stored(row.get(name), column) for name, column in columns.items()] for row in rows), columns
    )


def _stored(value: object, column: Column) -> object:
    if column.kind not in DAYS:
        return value
    return (value - EPOCH).days if isinstance(value, date) else NO_DAY
