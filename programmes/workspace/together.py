"""Rows of several kinds about people that wait for their worker, read by one question of the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from programmes.participants.models import DataItem, Participant, Participation

# Kinds whose rows are of a place: how they lead to the time in the service.
THROUGH = {"supplement": "placement__participation", "induction": "placement__participation"}
COLUMNS = (
    "kind_of_task",
    "pk",
    "due_on",
    "detail",
    "reference",
    "time",
    "person",
    "known_as",
    "first",
    "last",
    "number",
)


@dataclass(frozen=True)
class FromPerson:
    """One such row: its kind, its day, whose it is, and what else its line tells."""

    kind_of_task: str
    pk: int
    due_on: date | None
    detail: str
    reference: str
    participation: Participation

    @property
    def participant(self) -> Participant:
        """Whose it is; only what a list shows of them was read."""
        return self.participation.participant

    @property
    def months(self) -> int:
        """Of a question after the service: how long after."""
        return int(self.detail)

    @property
    def about(self) -> str:
        """Of a request to put data right: which data."""
        return str(DataItem(self.detail).label) if self.detail in DataItem.values else ""


class Together:
    """The rows of each kind, laid together by their day; as much of a queryset as the morning page needs.

    parts: by the kind, its rows (each with `due_on` and `participation`) and the column of the detail.
    """

    def __init__(self, parts: dict[str, tuple[QuerySet[Any], str]]) -> None:
        self.parts = parts

    def filter(self, **wanted: Any) -> Together:
        """Those of each kind for which it holds."""
        return Together(
            {kind: (rows.filter(**wanted), detail) for kind, (rows, detail) in self.parts.items()}
        )

    def order_by(self, *_order: Any) -> Together:
        """By their day, whatever is asked."""
        return self

    def values_list(self, *_columns: Any) -> Iterable[tuple[date | None, str]]:
        """The day of each row, and no state."""
        return [(row.due_on, "") for row in self]

    def __getitem__(self, part: slice) -> list[FromPerson]:
        return [_row(dict(zip(COLUMNS, values, strict=True))) for values in self._read()[part]]

    def __iter__(self) -> Any:
        return iter([_row(dict(zip(COLUMNS, values, strict=True))) for values in self._read()])

    def _read(self) -> Any:
        first, *others = [_columns(kind, rows, detail) for kind, (rows, detail) in self.parts.items()]
        if not others:
            return first.order_by("due_on", "pk")
        return first.union(*others, all=True).order_by(F("due_on").asc(nulls_last=True), "pk", "kind_of_task")


def _columns(kind: str, rows: QuerySet[Any], detail: str) -> Any:
    path = THROUGH.get(kind, "participation")
    person = f"{path}__participant"
    return (
        rows.order_by()
        .annotate(
            kind_of_task=Value(kind, output_field=CharField()),
            detail=Cast(detail, CharField()),
            time=F(f"{path}__reference"),
            person=F(f"{person}__pk"),
            known_as=F(f"{person}__reference"),
            first=F(f"{person}__first_name"),
            last=F(f"{person}__last_name"),
            number=F(f"{person}__phone"),
        )
        .values_list(*COLUMNS)
    )


def _row(told: dict[str, Any]) -> FromPerson:
    person = Participant(
        pk=told["person"],
        reference=told["known_as"],
        first_name=told["first"],
        last_name=told["last"],
        phone=told["number"],
    )
    time = Participation(reference=told["time"], participant=person)
    return FromPerson(
        told["kind_of_task"], told["pk"], told["due_on"], str(told["detail"]), told["reference"], time
    )
