"""Frames of plain rows, each a dictionary by the names of the columns: days are dates, codes are words."""

from collections.abc import Iterable, Mapping
from datetime import date

from programmes.columns import DAYS, EPOCH, NO_DAY, Arrays, Column, Columns, Kind, gather
from programmes.workspace.figures import HOLDS, NEXT_STEPS, PARTICIPATIONS, PLACEMENTS
from reports.frames import Frames, Reference

Rows = Iterable[Mapping[str, object]]


def frames_of_rows(
    *, participations: Rows, placements: Rows, next_steps: Rows, holds: Rows, reference: Reference
) -> Frames:
    """The frames that the database would give of those rows."""
    return Frames.from_columns(
        participations=columns_of(participations, PARTICIPATIONS),
        placements=columns_of(placements, {**PLACEMENTS, "paid": Column("", Kind.NUMBER)}),
        next_steps=columns_of(next_steps, NEXT_STEPS),
        holds=columns_of(holds, HOLDS),
        reference=reference,
    )


def columns_of(rows: Rows, columns: Columns) -> Arrays:
    """The columns of those rows; a name that a row does not have is empty."""
    return gather(
        ([_stored(row.get(name), column) for name, column in columns.items()] for row in rows), columns
    )


def _stored(value: object, column: Column) -> object:
    if column.kind not in DAYS:
        return value
    return (value - EPOCH).days if isinstance(value, date) else NO_DAY
