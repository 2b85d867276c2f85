"""Columns as data: what each may hold, whether it is required, and the field of the model it fills."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from programmes.exchange.tables import Row, Table
from programmes.exchange.values import CellError, Known, Reader
from ui.identity_codes import identity_codes_in

# What a cell says to take away what stands. An empty one never does: it says "not known".
NOTHING = frozenset({"none", "ei ole"})
LONGEST_NOTHING = max(map(len, NOTHING))
CLOCK = re.compile(r"[0-9]{1,4}:[0-9]{2}(?::[0-9]{2})?")
CLOCK_WORDS = "a time of day: the spreadsheet shows the cell as a clock time, give it as a number or as text"
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
SHOWN = 60

Values = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """One column of a file.

    field: the attribute of the model that it fills; none where the file's own code sees to it.
    empty: what a new row says where nothing is told. On a row that stands nothing is changed by silence:
    `NOTHING` in the cell takes away what stands, unless `kept`: that only another value changes.
    """

    name: str
    read: Reader
    required: bool = False
    field: str = ""
    empty: Any = None
    kept: bool = False


def header_problems(table: Table, columns: Sequence[Column]) -> list[str]:
    """Why no row of the table can go in: a required column is missing, or a column stands twice."""
    twice = table.repeated()
    missing = [each.name for each in columns if each.required and each.name not in table.names]
    problems = [f"missing required value: there is no column {name}" for name in missing]
    return problems + [
        f"column {each.name} stands twice in the header" for each in columns if each.name in twice
    ]


def read_row(
    row: Row, places: dict[str, int], columns: Sequence[Column], known: Known
) -> tuple[Values, list[str]]:
    """What the row says by column, for the cells that say something, and every reason why it cannot go in.

    places: where in the row the columns of the file stand. A cell that is empty or wrong has no value.
    """
    values: Values = {}
    problems = [row.problem] if row.problem else []
    for column in columns:
        place = places.get(column.name)
        if place is None:
            continue
        cell = row.cells[place].strip()
        if not cell and not column.required:
            continue
        try:
            values[column.name] = _value(column, cell, known)
        except CellError as wrong:
            reason = CLOCK_WORDS if CLOCK.fullmatch(cell) else wrong
            problems.append(f"{reason}: {column.name} {shown(cell)}".strip())
    return values, problems


def takes_away(column: Column, cell: str) -> bool:
    """Whether the cell says in so many words that there is nothing."""
    if len(cell) > LONGEST_NOTHING and len(cell.strip()) > LONGEST_NOTHING:
        return False
    return not (column.required or column.kept) and cell.strip().casefold() in NOTHING


def left_empty(row: Row, places: dict[str, int], columns: Sequence[Column]) -> list[Column]:
    """The columns that the file has and the row tells nothing in."""
    return [each for each in columns if each.name in places and not row.cells[places[each.name]].strip()]


def shown(cell: str) -> str:
    """The cell as a message quotes it: short, without what cannot be written; an identity code is not."""
    cell = UNSTORABLE.sub("\ufffd", cell)
    if not cell or identity_codes_in(cell):
        return ""
    return f"'{cell}'" if len(cell) <= SHOWN else f"'{cell[:SHOWN]}…'"


def _value(column: Column, cell: str, known: Known) -> Any:
    if not cell:
        raise CellError("missing required value")
    if takes_away(column, cell):
        return column.empty
    if UNSTORABLE.search(cell):
        raise CellError("characters that are not UTF-8 text")
    if identity_codes_in(cell):
        raise CellError("a personal identity code, which this service never keeps")
    return column.read(cell, known)
