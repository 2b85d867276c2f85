"""The shape of a table report: what the page, the document and the files all read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reports.charts import Trend

Value = float | int | str | None


@dataclass(frozen=True)
class Column:
    """One column of numbers. unit: what its values are (`words.IN_WORDS`).

    keeps_unit: its values are that in rows too that have a unit of their own.
    """

    key: str
    name: str
    unit: str = "count"
    keeps_unit: bool = False


@dataclass(frozen=True)
class Row:
    """One line. A value that is missing is None.

    remarks: why a value is missing, or how it is meant, as a code of `words`. unit: of its values, where it
    is not their columns'.
    """

    code: str
    name: str
    values: Mapping[str, Value]
    remarks: Mapping[str, str] = field(default_factory=dict)
    is_total: bool = False
    unit: str = ""

    def unit_in(self, column: Column) -> str:
        """What its value in the column is."""
        return column.unit if column.keeps_unit else self.unit or column.unit


@dataclass(frozen=True)
class Table:
    """Rows under columns. head: what the rows are called together; note: what must be read with it.

    bars: the key of the column that is drawn as bars, too; empty for none.
    people: whether people stand behind its "rows", or behind its "cells", for those whose duty it is.
    """

    name: str
    title: str
    head: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    note: str = ""
    people: str = ""
    bars: str = ""

    @property
    def as_cards(self) -> bool:
        """Whether a phone shows each row as a card: not where many rows say little each."""
        return self.people != "cells"

    @property
    def scrolls(self) -> bool:
        """Whether a phone moves the table sideways instead."""
        return not self.as_cards


@dataclass(frozen=True)
class Chart:
    """A drawing of what a table says, for a wide and for a narrow page. note: how it is to be read."""

    title: str
    trend: Trend
    note: str = ""


@dataclass(frozen=True)
class Definition:
    """How something is counted, and on what authority. verified: None where the question does not arise."""

    code: str
    name: str
    words: str
    source: str = ""
    verified: bool | None = None


@dataclass(frozen=True)
class Told:
    """A report in the language that was active when it was told."""

    title: str
    lead: str
    summary: Sequence[str]
    tables: Sequence[Table]
    definitions: Sequence[Definition]
    notes: Sequence[str] = ()
    charts: Sequence[Chart] = ()
