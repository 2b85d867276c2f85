"""A page that shows people to a worker leaves a line in the read log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from audit.services import record_read, record_reads


def record_look(request: HttpRequest, row: Any, *, page: str) -> None:
    """It is on record that the viewer saw `row`, a person most often, in the role whose pages they are on."""
    role = request.active_role  # type: ignore[attr-defined]
    record_read(request.user, row, page=page, role=role)  # type: ignore[arg-type]


def record_list(request: HttpRequest, rows: Iterable[Any], *, page: str) -> None:
    """It is on record that the viewer saw the people of `rows`; rows about nobody are passed by."""
    people = [person for row in rows if (person := person_of(row)) is not None]
    role = request.active_role  # type: ignore[attr-defined]
    record_reads(request.user, people, page=page, role=role)  # type: ignore[arg-type]


def person_of(row: Any) -> Any:
    """The person a row is about: of a placement or a participation its participant; None for other rows."""
    row = getattr(row, "participation", row)
    row = getattr(row, "participant", row)
    return row if row._meta.model_name == "participant" else None
