"""The values of a row's columns: read, kept for an undo (what is sealed stays sealed), and shown again.

Only here is a column written past the model, the protected state too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, models
from django_fsm import FSMFieldMixin


def changed(obj: models.Model, before: dict[str, Any]) -> dict[str, Any]:
    """The former values, by column, of what the row says otherwise now; sealed text stays sealed.

    before: every value of the row by column (`values_of`).
    """
    now = values_of(obj)
    return {
        field.attname: _kept(field, before[field.attname])
        for field in obj._meta.concrete_fields
        if before[field.attname] != now[field.attname]
    }


def values_of(obj: models.Model) -> dict[str, Any]:
    """The value of every column of the row, as it is read."""
    return {field.attname: field.value_from_object(obj) for field in obj._meta.concrete_fields}


def show(obj: models.Model, values: Mapping[str, Any]) -> None:
    """The row says what is given by column, and forgets the rows beside it that it had read."""
    write(obj, values)
    relations: list[Any] = [*obj._meta.related_objects, *obj._meta.concrete_fields]
    for beside in relations:
        if beside.is_relation and beside.is_cached(obj):
            beside.delete_cached_value(obj)


def write(obj: models.Model, values: Mapping[str, Any]) -> None:
    """The row says what is given by column."""
    for field in obj._meta.concrete_fields:
        if field.attname in values:
            if isinstance(field, FSMFieldMixin):
                field.set_state(obj, values[field.attname])
            else:
                setattr(obj, field.attname, values[field.attname])


def _kept(field: Any, value: Any) -> Any:
    """As JSON can hold it: an instant to the microsecond."""
    if is_sealed(field):
        return field.get_prep_value(value)
    return value.isoformat() if isinstance(value, datetime) else value


def opened(field: Any, kept: Any) -> Any:
    """The value of the column as it is read, from what was kept of it."""
    return field.from_db_value(kept, None, connection) if is_sealed(field) else field.to_python(kept)


def is_sealed(field: Any) -> bool:
    """Whether the column's text is encrypted in the database."""
    return bool(getattr(field, "is_sealed", False))
