"""Makes a database large: what stands in it is copied by SQL, in seconds, each copy with its own keys.

For measuring alone: people of a copy bear the names of those they were copied from, and no chain of events
holds over them. Example: `make bench SIZE=L`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max

SIZES = {"S": 5_000, "M": 17_000, "L": 100_000}
# What grows with people, a parent before its children; of events those only that a message is about.
COPIED = (
    "accounts.User",
    "accounts.Assignment",
    "programmes.HostEmployer",
    "programmes.Workplace",
    "programmes.Membership",
    "programmes.Intake",
    "programmes.Vacancy",
    "programmes.Vacancy_programme_types",
    "programmes.Participant",
    "programmes.WorkProfile",
    "programmes.Participation",
    "programmes.Hold",
    "programmes.NextStep",
    "programmes.CallRequest",
    "programmes.OfferRound",
    "programmes.Placement",
    "programmes.Interest",
    "programmes.FollowUp",
    "programmes.CorrectionRequest",
    "programmes.WorkerMessage",
    "programmes.Visit",
    "programmes.Agreement",
    "programmes.Signature",
    "programmes.Review",
    "programmes.AttendanceMonth",
    "programmes.Feedback",
    "programmes.Complaint",
    "audit.Event",
    "notifications.Message",
)


def grow(times: int) -> None:
    """There are `times` as many rows of each copied kind: the first as they were, the others like them."""
    found = [apps.get_model(label) for label in COPIED]
    steps = {model: _newest(model) for model in found}
    with transaction.atomic(), connection.cursor() as cursor:
        for turn in range(1, times):
            for model in found:
                cursor.execute(_copy(model, turn, steps))
        for sql in connection.ops.sequence_reset_sql(no_style(), found):
            cursor.execute(sql)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _newest(model: type[models.Model]) -> int:
    return model._base_manager.aggregate(most=Max("pk"))["most"] or 0


def _copy(model: type[models.Model], turn: int, steps: dict[Any, int]) -> str:
    fields = model._meta.local_concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(field, turn, steps) for field in fields)
    table = model._meta.db_table
    about = " AND id IN (SELECT event_id FROM notifications_message)" if table == "audit_event" else ""
    copied = f'SELECT {values} FROM "{table}" WHERE id <= {steps[model]}{about}'  # noqa: S608 - names of ours
    return f'INSERT INTO "{table}" ({columns}) {copied}'


def _value(field: models.Field[Any, Any], turn: int, steps: dict[Any, int]) -> str:
    """What a copy has in the column: its own key, its own parents, its own public code; else the same."""
    column, model = f'"{field.column}"', field.model
    if field.primary_key:
        return f"{column} + {turn * steps[model]}"
    if field.remote_field is not None and field.remote_field.model in steps:
        # Of events not all are copied: what one undoes may not be there.
        left_out = field.null and (field.unique or field.remote_field.model is model)
        return "NULL" if left_out else f"{column} + {turn * steps[field.remote_field.model]}"
    if field.name == "object_id" and model._meta.label == "audit.Event":
        return _moved(column, turn, steps)
    if field.unique and field.null:
        return "NULL"
    if field.unique or _bears_a_constraint(field):
        return f"'{turn}x' || id"
    return column


def _moved(column: str, turn: int, steps: dict[Any, int]) -> str:
    cases = " ".join(
        f"WHEN '{model._meta.model_name}' THEN {column} + {turn * step}" for model, step in steps.items()
    )
    return f"CASE object_type {cases} ELSE {column} END"


def _bears_a_constraint(field: models.Field[Any, Any]) -> bool:
    """Whether the column alone is unique by a named constraint."""
    return any(
        isinstance(one, models.UniqueConstraint) and _columns(one) == [field.name]
        for one in field.model._meta.constraints
    )


def _columns(constraint: models.UniqueConstraint) -> Iterable[str]:
    return list(constraint.fields)
