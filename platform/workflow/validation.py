"""A row is right before it is saved: its fields, the row as a whole, and what the database will refuse."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, FieldError, ValidationError
from django.db import models

Constraints = Sequence[models.BaseConstraint]


def check_row(obj: models.Model, *, exclude: Collection[str]) -> None:
    """As `full_clean`, with fewer questions: Django asks the database of every constraint by itself, each
    within a savepoint; what holds is asked here in one. Raises ValidationError in the words of each that
    does not hold."""
    errors: dict[str, list[ValidationError]] = {}
    try:
        obj.full_clean(exclude=exclude, validate_constraints=False)
    except ValidationError as wrong:
        errors = wrong.update_error_dict(errors)
    left_out = {*exclude, *errors} - {NON_FIELD_ERRORS}
    for model, constraints in obj.get_constraints():
        checks = [each for each in constraints if isinstance(each, models.CheckConstraint)]
        others = [each for each in constraints if not isinstance(each, models.CheckConstraint)]
        for each in others if _all_hold(obj, checks, left_out) else [*checks, *others]:
            try:
                each.validate(model, obj, exclude=left_out)
            except ValidationError as wrong:
                errors = wrong.update_error_dict(errors)
    if errors:
        raise ValidationError(errors)


def _all_hold(obj: models.Model, checks: Constraints, left_out: Collection[str]) -> bool:
    """Whether the database finds all of them to hold; False too where it cannot be asked."""
    conditions = [each.condition for each in checks if isinstance(each, models.CheckConstraint)]
    if not conditions:
        return True
    values: dict[str, Any] = {
        field.name: models.Value(field.value_from_object(obj), field)
        for field in obj._meta.concrete_fields
        if field.name not in left_out
    }
    try:
        return models.Q(*conditions).check(values)
    except FieldError:
        return False
