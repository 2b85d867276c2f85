"""Many new rows of one kind go to the database at once, with the least that Python has to do for each.

`bulk_create` builds one statement out of every value, a third of the time of an import. Here PostgreSQL gets
the rows by COPY and SQLite by one prepared statement; both know their keys beforehand. What a field makes of
its value when it is saved (`pre_save`, `get_db_prep_save`) it makes here too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models

Reader = Callable[[Any], Any]
# Values that both databases take as they are, from a field that changes nothing.
PLAIN = frozenset({str, int, bool, float, type(None)})
PLAIN_TO_POSTGRESQL = frozenset({*PLAIN, bytes, date, datetime, UUID})


def insert(rows: Iterable[models.Model]) -> None:
    """The rows, new ones of one kind, stand in the database, and those that had no key have one.

    Runs in a transaction of the caller's. No signal is sent, and constraints are the database's to hold.
    """
    new = list(rows)
    if not new:
        return
    model, database = type(new[0]), connections[DEFAULT_DB_ALIAS]
    fields: Sequence[Any] = model._meta.local_concrete_fields
    unknown = [row for row in new if row.pk is None]
    for key, row in zip(_keys(model, len(unknown), database), unknown, strict=True):
        row.pk = key
    readers = [_reader(field, database) for field in fields]
    _write(
        model, [field.column for field in fields], ([read(row) for read in readers] for row in new), database
    )
    for row in new:
        row._state.adding = False
        row._state.db = DEFAULT_DB_ALIAS


def insert_values(model: type[models.Model], columns: Sequence[str], values: Iterable[list[Any]]) -> None:
    """A row for each list of plain values, in the order of the columns; the database gives the keys."""
    _write(model, columns, values, connections[DEFAULT_DB_ALIAS])


def _write(
    model: type[models.Model], columns: Sequence[str], values: Iterable[list[Any]], database: Any
) -> None:
    names = [database.ops.quote_name(name) for name in (model._meta.db_table, *columns)]
    into = f"{names[0]} ({', '.join(names[1:])})"
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            with database.wrap_database_errors, cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", values)  # noqa: S608 - names of ours


def _keys(model: type[models.Model], number: int, database: Any) -> list[int]:
    """Keys that no other row has or gets: of the sequence, or, where one writes at a time, the next ones."""
    table, column = model._meta.db_table, model._meta.pk.column
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [database.ops.quote_name(table), column, number],
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
        cursor.execute(f'SELECT max("{column}") FROM "{table}"')  # noqa: S608 - names of ours
        newest = cursor.fetchone()
    first = max(last[0] if last else 0, newest[0] or 0) + 1
    return list(range(first, first + number))


def _reader(field: Any, database: Any) -> Reader:
    """What the column gets of a row."""
    name = field.attname

    def as_saved(row: Any) -> Any:
        return field.get_db_prep_save(field.pre_save(row, add=True), database)

    if not _changes_nothing(field):
        return as_saved
    plain = PLAIN_TO_POSTGRESQL if database.vendor == "postgresql" else PLAIN

    def read(row: Any) -> Any:
        value = row.__dict__[name]
        if type(value) in plain:
            return value
        return value.value if isinstance(value, Enum) else as_saved(row)

    return read


def _changes_nothing(field: Any) -> bool:
    """Whether a plain value of the field is stored as it is: nothing is made of it when it is saved."""
    if isinstance(field, models.JSONField | models.DecimalField | models.DurationField):
        return False
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return False
    made = ("pre_save", "get_prep_value", "get_db_prep_value", "get_db_prep_save")
    stock = ("django.db.models.fields", "django_fsm")
    return all(getattr(type(field), name).__module__.startswith(stock) for name in made)
