"""A row is right before it is saved: its fields and the row as a whole are asked here, its CHECK constraints
by the database when it is saved, in the words that the constraint has for a person."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models

# SQLite says it in its sentence only; PostgreSQL beside it, in a field of its own.
_NAMED = re.compile(r"CHECK constraint failed: (\w+)")


def save_checked(
    obj: models.Model, *, exclude: Collection[str], new: bool = False, as_before: Collection[str] = ()
) -> None:
    """The row is saved, and what `full_clean` asks holds; else ValidationError in words, and the transaction
    is to be given up.

    As `full_clean` and `save`, with fewer questions: Django asks the database of every CHECK constraint by
    itself, each within a savepoint, and the database asks them all again when the row is written.

    exclude: fields that nobody has typed. new: the row is not in the database yet. as_before: fields that say
    what they said when the row was read and locked; they are not written again, unless they make themselves.
    """
    obj.full_clean(exclude=exclude, validate_constraints=False)
    _check_what_is_unique(obj, exclude)
    try:
        obj.save(force_insert=new, update_fields=_to_write(obj, as_before) if as_before else None)
    except IntegrityError as refused:
        broken = _check_named_in(refused, obj)
        if broken is None:
            raise
        raise ValidationError(
            {
                NON_FIELD_ERRORS: [
                    ValidationError(broken.get_violation_error_message(), code=broken.violation_error_code)
                ]
            }
        ) from refused


def _to_write(obj: models.Model, as_before: Collection[str]) -> list[str]:
    """The fields that have changed, and those that are made anew whenever the row is written."""
    return [
        field.name
        for field in obj._meta.concrete_fields
        if not field.primary_key and (field.name not in as_before or _makes_itself(field))
    ]


def _makes_itself(field: models.Field) -> bool:
    return type(field).pre_save is not models.Field.pre_save


def _check_what_is_unique(obj: models.Model, exclude: Collection[str]) -> None:
    for model, constraints in obj.get_constraints():
        for each in constraints:
            if not isinstance(each, models.CheckConstraint):
                each.validate(model, obj, exclude=set(exclude))


def _check_named_in(refused: IntegrityError, obj: models.Model) -> models.CheckConstraint | None:
    """The CHECK constraint of the row that the database names, if it names one."""
    told = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", None)
    named = _NAMED.search(str(refused))
    name = told or (named.group(1) if named else None)
    checks = (each for _model, several in obj.get_constraints() for each in several if each.name == name)
    return next((each for each in checks if isinstance(each, models.CheckConstraint)), None)
