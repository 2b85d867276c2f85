"""What happened in the history: the transitions of the real machines on rows in memory, told as events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models

from accounts.models import User
from audit.models import Event
from programmes.exchange.demo.course import Course, instant
from workflow.registry import machine_of
from workflow.rehearsal import rehearse


@dataclass(eq=False, slots=True)
class Happened:
    """One act, as it will stand on the audit trail."""

    at: datetime
    actor: User | None
    verb: str
    row: models.Model | None
    data: dict[str, Any] = field(default_factory=dict)
    on: date | None = None
    from_state: str = ""
    to_state: str = ""
    on_word: str = ""
    cause: Happened | None = None
    event_id: int = 0


class Journal:
    """Everything that happened, in order, and the only hand that moves a row of the history."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.happened: list[Happened] = []
        self._codes: dict[type[models.Model], str] = {}

    def made(
        self, row: Any, past: str, *, by: User | None, on_word: str = "", data: dict[str, Any] | None = None
    ) -> Happened:
        """The row of a machine stands in its first state."""
        row.state_since = instant(self.course.now)
        return self._tell(
            f"{self._code(row)}.{past}",
            row,
            by,
            data or {},
            on=self.course.day,
            to_state=row.state,
            on_word=on_word,
        )

    def act(
        self,
        row: Any,
        name: str,
        *,
        by: User | None,
        on_word: str = "",
        cause: Happened | None = None,
        **fields: Any,
    ) -> Happened:
        """The row has made the transition with the body its model declares. Raises KeyError out of turn."""
        source = row.state
        step = rehearse(row, name, on=self.course.day, **fields)
        row.state_since = instant(self.course.now)
        return self._tell(
            f"{self._code(row)}.{step.past}",
            row,
            by,
            {key: fields[key] for key in step.record if key in fields},
            on=self.course.day,
            from_state=str(source),
            to_state=row.state,
            on_word=on_word,
            cause=cause,
        )

    def note(
        self, verb: str, row: Any, *, by: User | None, data: dict[str, Any] | None = None, **details: Any
    ) -> Happened:
        """Something is on record that moves no state."""
        return self._tell(verb, row, by, data or {}, **details)

    def in_order(self) -> None:
        """What was written down afterwards stands where it happened."""
        self.happened.sort(key=lambda one: one.at)

    def events(self, first_id: int, batch: int) -> Iterator[list[Event]]:
        """The events of everything that happened, numbered from `first_id`, by batches."""
        for number, happened in enumerate(self.happened, start=first_id):
            happened.event_id = number
        for start in range(0, len(self.happened), batch):
            yield [_event(happened) for happened in self.happened[start : start + batch]]

    def _tell(self, verb: str, row: Any, by: User | None, data: dict[str, Any], **details: Any) -> Happened:
        happened = Happened(self.course.now, by, verb, row, data, **details)
        self.happened.append(happened)
        return happened

    def _code(self, row: models.Model) -> str:
        kind = type(row)
        if kind not in self._codes:
            self._codes[kind] = machine_of(row).code
        return self._codes[kind]


def _event(happened: Happened) -> Event:
    row, data = happened.row, _plain(happened.data)
    if happened.cause is not None:
        data = data | {"consequence_of": happened.cause.event_id}
    return Event(
        pk=happened.event_id,
        at=instant(happened.at),
        actor_id=happened.actor.pk if happened.actor is not None else None,
        verb=happened.verb,
        object_type=row._meta.model_name if row is not None else "",
        object_id=row.pk if row is not None else None,
        reference=str(getattr(row, "reference", "") or ""),
        from_state=happened.from_state,
        to_state=happened.to_state,
        on=happened.on,
        on_word=happened.on_word,
        data=data,
    )


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Values as the engine keeps them: rows by reference, code or number, days in ISO."""
    plain: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, models.Model):
            plain[key] = getattr(value, "reference", None) or getattr(value, "code", None) or value.pk
        else:
            plain[key] = value.isoformat() if isinstance(value, date) else value
    return plain
