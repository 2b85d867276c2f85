"""Many new rows of one kind go to the database at once, with the least that Python has to do for each.

`bulk_create` builds one statement out of every value, a third of the time of an import. Here PostgreSQL gets
the rows by COPY and SQLite by one prepared statement; both know their keys beforehand. What a field makes of
its value when it is saved (`pre_save`, `get_db_prep_save`) it makes here too, but column by column: what a
field leaves as it is goes as it stands, and a day is turned once, however many rows have it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.base import ModelState

# Values that both databases take as they are, from a field that changes nothing.
PLAIN = frozenset({str, int, bool, float, type(None)})
PLAIN_TO_POSTGRESQL = frozenset({*PLAIN, bytes, date, datetime, UUID})
# Values that are stored alike wherever they stand in a column.
ALIKE = frozenset({date, datetime, Decimal, UUID})


def maker(model: type[models.Model], *, filled: Collection[str] = ()) -> Callable[[], Any]:
    """What makes new rows of the model, each as `model()` would: every column says its default.

    filled: columns that the caller fills anyway; they begin as None. No signal is sent.
    """
    fields: Sequence[Any] = model._meta.local_concrete_fields
    drawn = [
        field
        for field in fields
        if field.has_default() and callable(field.default) and field.attname not in filled
    ]
    fixed = {field.attname: None if field.attname in filled else field.get_default() for field in fields}
    each = [(field.attname, field.default) for field in drawn]

    def make() -> Any:
        row = model.__new__(model)
        row._state = ModelState()
        row.__dict__ |= fixed
        for name, default in each:
            row.__dict__[name] = default()
        return row

    return make


def insert(rows: Iterable[models.Model]) -> None:
    """The rows, new ones of one kind, stand in the database, and those that had no key have one.

    Runs in a transaction of the caller's. No signal is sent, and constraints are the database's to hold.
    """
    new = list(rows)
    if not new:
        return
    model, database = type(new[0]), connections[DEFAULT_DB_ALIAS]
    fields: Sequence[Any] = model._meta.local_concrete_fields
    key = model._meta.pk.attname
    unknown = [row for row in new if row.pk is None]
    for number, row in zip(draw_keys(model, len(unknown)), unknown, strict=True):
        setattr(row, key, number)
    columns = [_column(field, new, database) for field in fields]
    insert_values(model, [field.column for field in fields], zip(*columns, strict=True))
    for row in new:
        row._state.adding = False
        row._state.db = DEFAULT_DB_ALIAS


def insert_values(model: type[models.Model], columns: Sequence[str], values: Iterable[Sequence[Any]]) -> None:
    """A row for each sequence of values as they are stored, in the order of the columns; where the key is not
    among them, the database gives it."""
    database: Any = connections[DEFAULT_DB_ALIAS]
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


def draw_keys(model: type[models.Model], number: int) -> list[int]:
    """Keys that no other row has or gets: of the sequence, or, where one writes at a time, the next ones."""
    database: Any = connections[DEFAULT_DB_ALIAS]
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


def stored(model: type[models.Model], name: str, value: Any) -> Any:
    """What the column of the field gets when a row with the value is saved."""
    field: Any = model._meta.get_field(name)
    return field.get_db_prep_save(value, connections[DEFAULT_DB_ALIAS])


def _column(field: Any, rows: Sequence[models.Model], database: Any) -> Sequence[Any]:
    """What the column of the field gets of each row."""
    if _is_ours(field, "pre_save") or _keeps_the_time(field):
        values = [field.pre_save(row, add=True) for row in rows]
    else:
        values = [row.__dict__[field.attname] for row in rows]
    if type(field) is models.JSONField:
        return [_as_json(value, field) for value in values]
    plain = PLAIN_TO_POSTGRESQL if database.vendor == "postgresql" else PLAIN
    changes = _changes(field)
    if not changes and plain.issuperset(map(type, values)):
        return values
    met: dict[tuple[type, Any], Any] = {}

    def save(value: Any) -> Any:
        kind = type(value)
        if not changes and (kind in plain or isinstance(value, Enum)):
            return value.value if isinstance(value, Enum) else value
        if kind not in ALIKE and value is not None and value != "":
            return field.get_db_prep_save(value, database)
        if (kind, value) not in met:
            met[kind, value] = field.get_db_prep_save(value, database)
        return met[kind, value]

    return [save(value) for value in values]


def _as_json(value: Any, field: Any) -> str | None:
    """Text that both databases take for JSON."""
    return None if value is None else json.dumps(value, cls=field.encoder)


def _changes(field: Any) -> bool:
    """Whether what the field stores of a plain value may be another than the value."""
    if isinstance(field, models.JSONField | models.DecimalField | models.DurationField):
        return True
    made = ("get_prep_value", "get_db_prep_value", "get_db_prep_save")
    return any(_is_ours(field, name) for name in made)


def _keeps_the_time(field: Any) -> bool:
    return bool(getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False))


def _is_ours(field: Any, method: str) -> bool:
    """Whether the field has a meaning of its own for the method, other than Django's for plain columns."""
    home = getattr(type(field), method).__module__
    return not home.startswith(("django.db.models.fields", "django_fsm")) or home.endswith(".files")
