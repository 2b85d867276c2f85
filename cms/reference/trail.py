"""Every change of reference data is in the history of its row and in the audit chain."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import takewhile
from typing import Any

from django.db import models
from django.utils.dateparse import parse_date, parse_time
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from accounts.models import User
from audit.services import record
from ui import formats

CHANGED = "reference.changed"
ADDED = "reference.added"
LONGEST = 200
LEAD = 40
IN_ROWS_OF_ITS_OWN = {"week": gettext_lazy("Ordinary week")}


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
    return "" if value is None else str(value)


def told(model: type[models.Model] | None, changes: dict[str, list[str]]) -> str:
    """“Seats: 12 → 10; …” in the language of the reader."""
    sentences = []
    for name, (before, after) in changes.items():
        field = _field(model, name)
        old, new = _where_they_differ(_shown(field, before), _shown(field, after))
        sentences.append(
            _("%(field)s: %(before)s → %(after)s")
            % {"field": _label(field, name), "before": old or "–", "after": new or "–"}
        )
    return "; ".join(sentences)


def _shown(field: Any, kept: str) -> str:
    """Ticks, days, hours and numbers are kept without a language, and told in one."""
    if kept and isinstance(field, models.BooleanField):
        return str(_("Yes") if kept == "True" else _("No"))
    if kept and isinstance(field, models.DateField):
        return formats.day(parse_date(kept[:10]))
    if kept and isinstance(field, models.TimeField):
        return formats.clock(parse_time(kept))
    if kept and isinstance(field, models.DecimalField):
        return formats.plain_number(Decimal(kept))
    return kept


def _where_they_differ(before: str, after: str) -> tuple[str, str]:
    """Of long texts the part from the first difference on, with a few words before it."""
    if max(len(before), len(after)) <= LONGEST:
        return before, after
    start = max(_alike(before, after) - LEAD, 0)
    return _part(before, start), _part(after, start)


def _alike(before: str, after: str) -> int:
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def _part(text: str, start: int) -> str:
    end = start + LONGEST
    return ("…" if start and text else "") + text[start:end] + ("…" if len(text) > end else "")


class ChangedFormatter(LogFormatter):
    """“Seats: 12 → 10”, one after the other."""

    label = gettext_lazy("Change")

    def format_message(self, log_entry: Any) -> str:
        model = log_entry.content_type.model_class()
        changes = log_entry.data.get("changes", {})
        return told(model, changes)


class AddedFormatter(LogFormatter):
    """That it was made."""

    label = gettext_lazy("Addition")
    message = gettext_lazy("Added")


def _field(model: type[models.Model] | None, name: str) -> Any:
    fields = () if model is None else model._meta.get_fields()
    return next((field for field in fields if field.name == name), None)


def _label(field: Any, name: str) -> str:
    return capfirst(str(getattr(field, "verbose_name", IN_ROWS_OF_ITS_OWN.get(name, name))))
