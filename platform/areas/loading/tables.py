"""Rows of a file made into the rows of a table: each value checked by its own model field, then compared."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ProtectedError

from areas.loading.files import DataError, Row
from letters.fields import MadeField, made_fields

YES_NO = {
    "yes": True,
    "kyllä": True,
    "1": True,
    "true": True,
    "no": False,
    "ei": False,
    "0": False,
    "false": False,
}


@dataclass
class Counts:
    """What a load did to one table."""

    table: str
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0


class Table:
    """One table on its way to being what its file says.

    The columns of the file are the model's fields; a foreign key is given by the other row's code. Columns
    that the model does not have are left alone, fields that the file does not give have their default.

    marks: what every row has besides, once it is written.
    """

    def __init__(
        self, name: str, model: type[models.Model], *, marks: Mapping[str, object] | None = None
    ) -> None:
        self.counts = Counts(name)
        self.model = model
        self.marks = dict(marks or {})
        self.fields = {
            f.name: f for f in model._meta.concrete_fields if not isinstance(f, (models.AutoField, MadeField))
        }
        self.key = key_of(model)
        self.keys: set[tuple] = set()

    def put(self, rows: Iterable[Row], *, stays: Collection[tuple] = ()) -> None:
        """Every row is in the table: added, changed where it differs, or found equal.

        stays: the keys of rows that are left as they are, whatever the file says.
        """
        wanted = self.clean(rows)
        self.keys = set(wanted)
        if not wanted:
            return
        given = sorted({name for values in wanted.values() for name in values})
        attnames = [self.fields[name].attname for name in given]
        present = {
            tuple(values[name] for name in self.key): values
            for values in (
                dict(zip(given, row, strict=True))
                for row in self.model._default_manager.values_list(*attnames)
            )
        }
        changed = []
        for key, values in wanted.items():
            if key not in present:
                self.counts.new += 1
            elif key in stays or all(present[key][name] == value for name, value in values.items()):
                self.counts.unchanged += 1
                continue
            else:
                self.counts.updated += 1
            told = {self.fields[name].attname: value for name, value in values.items()}
            changed.append(self.model(**told, **self.marks))
        if changed:
            self.model._default_manager.bulk_create(
                changed,
                update_conflicts=True,
                unique_fields=self.key,
                update_fields=[
                    *(name for name in given if name not in self.key),
                    *self.marks,
                    *made_fields(self.model),
                ],
            )

    def remove_others(self, file: str, *, stays: Callable[[tuple], bool] = lambda key: False) -> None:
        """Rows the file no longer has are gone, save those that stay; one that is in use stops the load."""
        attnames = [self.fields[name].attname for name in self.key]
        gone = [
            pk
            for pk, *key in self.model._default_manager.values_list("pk", *attnames)
            if tuple(key) not in self.keys and not stays(tuple(key))
        ]
        try:
            self.model._default_manager.filter(pk__in=gone).delete()
        except ProtectedError as error:
            in_use = next(iter(error.protected_objects))
            message = f"a row that is left out is still in use by {in_use._meta.verbose_name} {in_use}"
            raise DataError(message, file=file) from error
        self.counts.removed = len(gone)

    def clean(self, rows: Iterable[Row]) -> dict[tuple, dict]:
        """The values of every row by its key, each of the type its field keeps."""
        references = {
            name: set(field.remote_field.model._default_manager.values_list("pk", flat=True))
            for name, field in self.fields.items()
            if field.remote_field
        }
        cleaned: dict[tuple, dict] = {}
        seen: dict[str, set] = {name: set() for name, f in self.fields.items() if f.unique}
        for row in self.complete(rows):
            values = {
                name: self.clean_value(row, name, references) for name in self.fields if name in row.values
            }
            key = tuple(values[name] for name in self.key)
            if key in cleaned:
                raise row.error(f"{', '.join(map(str, key))} stands twice", self.key[-1])
            for name in seen.keys() & values.keys():
                if values[name] in seen[name]:
                    raise row.error(f"{values[name]} stands twice", name)
                seen[name].add(values[name])
            cleaned[key] = values
        return cleaned

    def complete(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, once it is sure that they have every column the table cannot do without."""
        needed = [name for name, f in self.fields.items() if not (f.null or f.blank or f.has_default())]
        for row in rows:
            missing = [name for name in needed if name not in row.values]
            if missing:
                raise DataError("the column is missing", file=row.file, row=1, column=missing[0])
            yield row

    def clean_value(self, row: Row, name: str, references: dict[str, set]) -> object:
        """A value as its field keeps it; the code of a row that exists, for a foreign key."""
        field, text = self.fields[name], row.values[name]
        if field.remote_field:
            if text and text not in references[name]:
                raise row.error(f"there is no {field.remote_field.model._meta.verbose_name} {text!r}", name)
            if not text and not field.null:
                raise row.error("a value is needed", name)
            return text or None
        value: object = text
        if text == "" and field.null:
            value = None
        elif isinstance(field, models.BooleanField):
            value = YES_NO.get(text.lower(), text)
        elif isinstance(field, models.JSONField):
            value = json.loads(text)
        try:
            return field.clean(value, None)
        except ValidationError as error:
            raise row.error(f"{text!r}: {error.messages[0]}", name) from error


def key_of(model: type[models.Model]) -> list[str]:
    """The fields by which a row is told from the others: its code, or those that are unique together."""
    if not isinstance(model._meta.pk, models.AutoField):
        return [model._meta.pk.name]
    unique = next(c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint))
    return list(unique.fields)
