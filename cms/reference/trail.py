"""Every change of reference data is in the history of its row and in the audit chain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from accounts.models import User
from audit.services import record

CHANGED = "reference.changed"
ADDED = "reference.added"
LONGEST = 200


def values_of(row: models.Model, names: Iterable[str]) -> dict[str, str]:
    """What the fields of the row hold, in words."""
    return {name: _in_words(row, name) for name in names}


def record_change(row: models.Model, *, by: User, before: dict[str, str]) -> None:
    """What differs from `before` is on record. Runs inside the caller's transaction."""
    after = values_of(row, before)
    changes = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    if changes:
        _keep(CHANGED, row, by, {"changes": changes})


def record_told(row: models.Model, *, by: User, name: str, before: str, after: str) -> None:
    """A change of what stands in rows of its own is on record with the row they belong to."""
    if before != after:
        _keep(CHANGED, row, by, {"changes": {name: [before, after]}})


def record_new(row: models.Model, *, by: User, names: Iterable[str]) -> None:
    """It is on record that the row was made, and with what."""
    _keep(ADDED, row, by, {"changes": {name: ["", told] for name, told in values_of(row, names).items()}})


def _keep(verb: str, row: models.Model, by: User, data: dict[str, Any]) -> None:
    log(instance=row, action=verb, user=by, data=data, content_changed=True)
    record(verb, row, by=by, data=data)


def _in_words(row: models.Model, name: str) -> str:
    field = row._meta.get_field(name)
    if field.many_to_many:
        return ", ".join(str(one) for one in getattr(row, name).all())
    shown = getattr(row, f"get_{name}_display", None)
    value = shown() if callable(shown) else getattr(row, name)
    if isinstance(value, list):
        value = ", ".join(str(one) for one in value)
    return "" if value is None else str(value)[:LONGEST]


class ChangedFormatter(LogFormatter):
    """“Seats: 12 → 10”, one after the other."""

    label = gettext_lazy("Change")

    def format_message(self, log_entry: Any) -> str:
        model = log_entry.content_type.model_class()
        changes = log_entry.data.get("changes", {})
        return "; ".join(
            _("%(field)s: %(before)s → %(after)s")
            % {"field": _label(model, name), "before": before or "–", "after": after or "–"}
            for name, (before, after) in changes.items()
        )


class AddedFormatter(LogFormatter):
    """That it was made."""

    label = gettext_lazy("Addition")
    message = gettext_lazy("Added")


def _label(model: type[models.Model] | None, name: str) -> str:
    names = {} if model is None else {field.name: field for field in model._meta.get_fields()}
    return capfirst(str(getattr(names.get(name), "verbose_name", name)))
