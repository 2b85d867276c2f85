"""Columns: rows of the database read by name into arrays, with no Python object for each day or code.

What is wanted stands once, as `name: Column(path, kind)`, and what comes back is found by that name: nothing
depends on the order of two lists. Days come from the database as numbers, codes as small numbers beside the
list of their values. For what counts over many people; a page of rows reads models.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import count, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, IntegerField, QuerySet

if TYPE_CHECKING:
    import numpy as np

ROWS_AT_A_TIME = 500
_NAT = -(2**63)
EPOCH = date(1970, 1, 1)
NO_DAY = -1_000_000
"""What stands for an empty day among the numbers of days since `EPOCH`."""


class Kind(Enum):
    """What a column holds, and so what it becomes."""

    KEY = "key"
    """As it is, never empty: int64 for a key of the database."""
    CODE = "code"
    """`Codes`; empty is ""."""
    CODES = "codes"
    """`CodeLists`: several codes in one cell, as a list, as pairs (`key:value`) or as lines of text."""
    NUMBER = "number"
    """float64, empty is NaN; yes and no are 1 and 0."""
    DAY = "day"
    """datetime64[s], empty is NaT."""
    EVENT = "event"
    """A day on which something came about: not known before that day."""


DAYS = (Kind.DAY, Kind.EVENT)
CODED = (Kind.CODE, Kind.CODES)


class Codes(NamedTuple):
    """A column of codes: the value of row i is `values[numbers[i]]`. "" is always among the values."""

    numbers: np.ndarray
    values: tuple[str, ...]


class CodeLists(NamedTuple):
    """Several codes each: of row i `values[n]` for n in `numbers[begins[i]:begins[i + 1]]`.

    "" is always among the values and never among the numbers.
    """

    begins: np.ndarray
    numbers: np.ndarray
    values: tuple[str, ...]

    def of(self, row: int) -> list[str]:
        """The codes of one row, in the order in which they stand."""
        return [self.values[n] for n in self.numbers[self.begins[row] : self.begins[row + 1]]]


@dataclass(frozen=True)
class Column:
    """A column wanted: the way to it from the model, as Django writes it, and what it holds."""

    path: str
    kind: Kind

    @property
    def expression(self) -> str | Func:
        """What the database is asked for."""
        if self.kind in DAYS:
            return _DayNumber(self.path)
        return _AsStored(self.path) if self.kind is Kind.NUMBER else self.path


Columns = Mapping[str, Column]
Arrays = dict[str, Any]
"""By name an array, `Codes` for a column of codes, `CodeLists` for one of several codes each."""


def read(rows: QuerySet[Any], columns: Columns) -> Arrays:
    """The columns of those rows, by name, in one query; all arrays are as long as there are rows."""
    found = rows.values_list(*(column.expression for column in columns.values()))
    return gather(found.iterator(ROWS_AT_A_TIME), columns)


def gather(rows: Iterable[Sequence[object]], columns: Columns) -> Arrays:
    """The columns of plain rows, whose values stand in the order of `columns`.

    Days are numbers of days since `EPOCH`, as the database gives them, or `NO_DAY`.
    """
    import numpy as np

    code_number = {name: _numbering() for name, column in columns.items() if column.kind in CODED}
    parts: dict[str, list[np.ndarray]] = {name: [] for name in columns}
    lengths: dict[str, list[int]] = {
        name: [] for name, column in columns.items() if column.kind is Kind.CODES
    }
    for chunk in _chunks(rows):
        for (name, column), values in zip(columns.items(), zip(*chunk, strict=True), strict=True):
            if column.kind is Kind.CODES:
                listed = [_listed(value) for value in values]
                lengths[name] += map(len, listed)
                flat = [code_number[name][code] for codes in listed for code in codes]
                parts[name].append(np.array(flat, np.int32))
                continue
            numbers = map(code_number[name].__getitem__, values) if name in code_number else values
            parts[name].append(_array(numbers, len(chunk), column.kind))
    whole = {
        name: np.concatenate(parts[name] or [_array((), 0, column.kind)]) for name, column in columns.items()
    }
    values = {
        name: tuple(value for value in numbers if value is not None) for name, numbers in code_number.items()
    }
    several = {
        name: CodeLists(
            np.concatenate(([0], np.cumsum(lengths[name], dtype=np.int64))), whole[name], values[name]
        )
        for name in lengths
    }
    return whole | {name: Codes(whole[name], known) for name, known in values.items()} | several


def _listed(value: Any) -> list[str]:
    """The codes of one cell."""
    if not value:
        return []
    if isinstance(value, str):
        return [line for line in value.splitlines() if line]
    if isinstance(value, dict):
        return [f"{key}:{one}" for key, one in value.items()]
    return [str(one) for one in value]


def flag_on(codes: Codes, days: np.ndarray, changes: Mapping[str, Sequence[tuple[date, bool]]]) -> np.ndarray:
    """For each row the flag of its code on its day, False without a day.

    `changes` has for each code the days from which the flag is set or not, the oldest first; before the first
    of them the first holds.
    """
    import numpy as np

    flags = np.zeros(len(days), bool)
    dated = ~np.isnat(days)
    for number, code in enumerate(codes.values):
        own = np.flatnonzero(dated & (codes.numbers == number))
        if own.size:
            since, flag = zip(*changes[code], strict=True)
            place = np.searchsorted(np.array(since, "datetime64[s]"), days[own], side="right") - 1
            flags[own] = np.array(flag)[np.maximum(place, 0)]
    return flags


def _chunks(rows: Iterable[Sequence[object]]) -> Iterator[list[Sequence[object]]]:
    left = iter(rows)
    while chunk := list(islice(left, ROWS_AT_A_TIME)):
        yield chunk


def _numbering() -> dict[Any, int]:
    """The number of each code, given when it is first asked for; nothing and "" are number 0."""
    return defaultdict(count(1).__next__, {"": 0, None: 0})


def _array(values: Iterable[Any], size: int, kind: Kind) -> np.ndarray:
    import numpy as np

    if kind in DAYS:
        days = np.fromiter(values, np.int64, size)
        return np.where(days == NO_DAY, _NAT, days).view("datetime64[D]").astype("datetime64[s]")
    if kind is Kind.CODES:
        return np.fromiter(values, np.int32, size)
    if kind is Kind.CODE:
        return np.fromiter(values, np.int16, size)
    if kind is Kind.NUMBER:
        return np.array(values, float)
    return np.array(values) if size else np.array((), np.int64)


class _AsStored(Func):
    """A value as the database keeps it, past the field's own reading."""

    template = "%(expressions)s"
    arity = 1
    output_field = IntegerField()

    def get_db_converters(self, connection: BaseDatabaseWrapper) -> list[Any]:
        """None."""
        return []


class _DayNumber(_AsStored):
    """A date as the number of days since `EPOCH`, `NO_DAY` where there is none."""

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        """Midnight of 1 January 1970 is 2440587.5 as SQLite counts days."""
        template = f"COALESCE(CAST(julianday(%(expressions)s) - 2440587.5 AS INTEGER), {NO_DAY})"
        return super().as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        """One date less another is a number of days there."""
        template = f"COALESCE(%(expressions)s - DATE '1970-01-01', {NO_DAY})"
        return super().as_sql(compiler, connection, template=template, **context)
