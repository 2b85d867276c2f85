"""Writes the trail: acts in the chain, looks in the read log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from audit.chain import event_hash
from audit.models import ChainHead, Event, Read
from audit.public import new_version, tells_the_public


def new_event(verb: str, obj: models.Model | None, *, by: AbstractBaseUser | None, **fields: Any) -> Event:
    """An event about `obj`, not yet in the chain. `fields` are those of Event."""
    return Event(
        at=fields.pop("at", None) or timezone.now(),
        actor_id=by.pk if by is not None else None,
        verb=verb,
        object_type=obj._meta.model_name if obj is not None else "",
        object_id=obj.pk if obj is not None else None,
        reference=str(getattr(obj, "reference", "") or ""),
        **fields,
    )


def record(
    verb: str,
    obj: models.Model | None,
    *,
    by: AbstractBaseUser | None,
    data: dict[str, Any] | None = None,
    on: date | None = None,
    **fields: Any,
) -> Event:
    """One event about `obj` is at the end of the chain. Runs inside the caller's transaction."""
    event = new_event(verb, obj, by=by, data=data or {}, on=on, **fields)
    append([event])
    return event


@transaction.atomic
def append(events: Iterable[Event]) -> list[Event]:
    """The events stand at the end of the chain, in order; the end of the chain was locked meanwhile."""
    head, _made = ChainHead.objects.select_for_update().get_or_create(pk=1)
    rows = list(events)
    for event in rows:
        event.previous_hash = head.last_hash
        event.hash = event_hash(event)
        head.last_hash = event.hash
    if len(rows) == 1:
        rows[0].save(force_insert=True)
    else:
        Event.objects.bulk_create(rows, batch_size=1000)
    if rows:
        head.last_event_id = rows[-1].pk or head.last_event_id
        if tells_the_public(rows):
            head.public_version = new_version()
        head.save(update_fields=["last_hash", "last_event_id", "public_version"])
    return rows


def record_read(reader: AbstractBaseUser, obj: models.Model, *, page: str, role: str = "") -> None:
    """It is on record that `reader` looked at `obj` on `page`."""
    Read.objects.create(
        reader_id=reader.pk,
        role=role,
        object_type=obj._meta.model_name,
        object_id=obj.pk,
        reference=str(getattr(obj, "reference", "")),
        page=page,
    )


def record_reads(
    reader: AbstractBaseUser, rows: Iterable[models.Model], *, page: str, role: str = ""
) -> None:
    """One line tells that `reader` saw a list with `rows` on `page`; a list of nobody leaves none."""
    found = list(rows)
    shown = sorted({str(row.reference) for row in found})  # type: ignore[attr-defined]
    if shown:
        Read.objects.create(
            reader_id=reader.pk,
            role=role,
            object_type=found[0]._meta.model_name,
            object_id=0,
            page=page,
            count=len(shown),
            shown=f" {' '.join(shown)} ",
        )
