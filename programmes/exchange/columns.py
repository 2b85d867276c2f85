"""Columns as data: what each may hold, whether it is required, and the field of the model it fills."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

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
# Cells of a column that are known at once: enough for the days and codes of a file.
KNOWN_CELLS = 5_000

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
    row: Row, places: Mapping[str, int], columns: Sequence[Column], known: Known
) -> tuple[Values, list[str]]:
    """What the row says by column, for the cells that say something, and every reason why it cannot go in.

    places: where in the row the columns of the file stand. A cell that is empty or wrong has no value.
    """
    told = Cells(places, columns, known).read(row)
    return told.values, told.problems


class Told(NamedTuple):
    """What a row says. values: by column, for the cells that say something. problems: every reason why it
    cannot go in. left_empty, taken_away: the columns that say nothing, and that say there is nothing. text:
    all that it says, in one form whatever the order of the columns and however a value is written."""

    values: Values
    problems: list[str]
    left_empty: list[str]
    taken_away: list[str]
    text: str

    @property
    def digest(self) -> str:
        """A digest of what the row says; saying that there is nothing is more than saying nothing."""
        return hashlib.sha256(self.text.encode()).hexdigest()


_as_json = json.JSONEncoder(sort_keys=True, default=str).encode


# What a cell can say: nothing, a value, that there is none, or what cannot go in.
NOTHING_SAID, VALUE, NONE, WRONG = "nothing", "value", "none", "wrong"
Said = tuple[str, Any, str]  # which of them, its value or the reason, and its part of the row's text


class Cells:
    """Reads the cells of a file. What a column has said once is known when it says it again: days and codes
    are read once each, however many rows tell them."""

    def __init__(self, places: Mapping[str, int], columns: Sequence[Column], known: Known) -> None:
        """places: where in a row the columns of the file stand."""
        self._known = known
        there = [column for column in columns if column.name in places]
        order = {name: place for place, name in enumerate(sorted(column.name for column in there))}
        met: list[dict[str, Said]] = [{} for _column in there]
        self._columns = [
            (column.name, places[column.name], cells, column, order[column.name])
            for column, cells in zip(there, met, strict=True)
        ]

    def read(self, row: Row) -> Told:
        """What the row says."""
        values: Values = {}
        problems = [row.problem] if row.problem else []
        left_empty: list[str] = []
        taken_away: list[str] = []
        texts = [""] * len(self._columns)
        cells = row.cells
        for name, place, met, column, order in self._columns:
            cell = cells[place]
            says, value, text = met.get(cell) or self._met(met, column, cell)
            if says is VALUE:
                values[name] = value
                texts[order] = text
            elif says is NOTHING_SAID:
                left_empty.append(name)
            elif says is WRONG:
                problems.append(value)
            else:
                values[name] = value
                texts[order] = text
                taken_away.append(name)
        return Told(values, problems, left_empty, taken_away, f"{{{', '.join(filter(None, texts))}}}")

    def _met(self, met: dict[str, Said], column: Column, cell: str) -> Said:
        if len(met) >= KNOWN_CELLS:
            met.clear()
        met[cell] = said = _said(column, cell.strip(), self._known)
        return said


def _said(column: Column, cell: str, known: Known) -> Said:
    if not cell and not column.required:
        return NOTHING_SAID, None, ""
    if takes_away(column, cell):
        return NONE, column.empty, _text(column, NONE)
    try:
        value = _value(column, cell, known)
    except CellError as wrong:
        reason = CLOCK_WORDS if CLOCK.fullmatch(cell) else wrong
        return WRONG, f"{reason}: {column.name} {shown(cell)}".strip(), ""
    is_told = value is not None and value != "" and value != []
    return VALUE, value, _text(column, value) if is_told else ""


def _text(column: Column, value: Any) -> str:
    """The part of the text of a row that tells the column: as JSON would, without its braces."""
    return f'"{column.name}": {_as_json(value)}'


def takes_away(column: Column, cell: str) -> bool:
    """Whether the cell says in so many words that there is nothing."""
    return (
        not (column.required or column.kept) and len(cell) <= LONGEST_NOTHING and cell.casefold() in NOTHING
    )


def shown(cell: str) -> str:
    """The cell as a message quotes it: short, without what cannot be written; an identity code is not."""
    cell = UNSTORABLE.sub("\ufffd", cell)
    if not cell or identity_codes_in(cell):
        return ""
    return f"'{cell}'" if len(cell) <= SHOWN else f"'{cell[:SHOWN]}…'"


def _value(column: Column, cell: str, known: Known) -> Any:
    if not cell:
        raise CellError("missing required value")
    if UNSTORABLE.search(cell):
        raise CellError("characters that are not UTF-8 text")
    if identity_codes_in(cell):
        raise CellError("a personal identity code, which this service never keeps")
    return column.read(cell, known)
