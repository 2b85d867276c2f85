"""Writes the trail: acts, and looks in the read log."""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, models
from django.db.models import Field, Max, QuerySet
from django.utils import timezone

from audit.contents import EVENT_FIELDS, Alike, as_json, event_hash, read_hash
from audit.grouping import group_now
from audit.many import draw_keys, insert, insert_values, stored
from audit.models import Event, Read

# What each of many first events has for itself, in order of names.
FIRST_OWN = ("data", "object_id", "reference", "to_state")
FIRST_TOLD = ("reference", "to_state", "data", "hash")
Key = tuple[str, int | None]
AT_ONCE = 500
TRAIL = 5151  # the advisory locks of single objects in the trail


def new_event(verb: str, obj: models.Model | None, *, by: AbstractBaseUser | None, **fields: Any) -> Event:
    """An event about `obj`, not yet on record. `fields` are those of Event."""
    return Event(
        at=fields.pop("at", None) or timezone.now(),
        actor=by if by is not None and by.pk is not None else None,  # whoever has not signed in is nobody
        verb=verb,
        object_type=obj._meta.model_name if obj is not None else "",
        object_id=obj.pk if obj is not None else None,
        reference=str(getattr(obj, "reference", "") or ""),
        **fields,
    )


def undo_event(event: Event, *, by: AbstractBaseUser | None, data: dict[str, Any], **fields: Any) -> Event:
    """The event that takes `event` back, not yet on record, about the same object, gone or not."""
    undone = new_event(
        f"{event.verb.partition('.')[0]}.undone",
        None,
        by=by,
        undoes=event,
        from_state=event.to_state,
        to_state=event.from_state,
        data=data,
        **fields,
    )
    undone.object_type, undone.object_id = event.object_type, event.object_id
    undone.reference = event.reference
    return undone


def record(
    verb: str,
    obj: models.Model | None,
    *,
    by: AbstractBaseUser | None,
    data: dict[str, Any] | None = None,
    on: date | None = None,
    held: bool = False,
    **fields: Any,
) -> Event:
    """One event about `obj` is on record. Runs inside the caller's transaction.

    held: the row of `obj` is locked by the caller, which is lock enough for its place in the trail.
    """
    event = new_event(verb, obj, by=by, data=data or {}, on=on, **fields)
    append([event], held=held)
    return event


def append(events: Iterable[Event], *, held: bool = False, first: bool = False) -> list[Event]:
    """The events are on record, in order, each after the one before it about the same object, and of the
    group that is being done (`audit.grouping`).

    Runs inside the caller's transaction, which holds the objects of more than one event already
    (`workflow.locks`): of a single event this holds the object's place in the trail itself, unless `held`.
    first: each is about an object of its own that this transaction has made, and nothing came before.
    """
    rows = list(events)
    if len(rows) == 1 and rows[0].object_id is not None and not held and not first:
        _hold(rows[0])
    ends = {} if first else _ends_of(rows)
    for event in rows:
        key = (event.object_type, event.object_id)
        event.group = group_now()
        event.previous_hash = ends.get(key, b"")
        event.hash = event_hash(event)
        if event.object_id is not None:
            ends[key] = event.hash
    if len(rows) == 1:
        rows[0].save(force_insert=True)
    else:
        insert(rows)
    for event in rows:
        event.is_new = True
    return rows


def append_first(
    verb: str,
    rows: Sequence[models.Model],
    *,
    at: datetime,
    data: dict[str, Any],
    each: tuple[str, list[str]],
) -> Sequence[int]:
    """Each of the rows, which are of one kind and which this transaction has made, has its first event on
    record: by nobody, to the state in which the row is. Answers their numbers.

    data: what the events tell alike. each: what each of them tells besides, under one name.
    The same as `append` of a `new_event` for each; what is alike is written once.
    """
    if not rows:
        return []
    alike = {
        "at": at,
        "actor_id": None,
        "verb": verb,
        "object_type": rows[0]._meta.model_name,
        "from_state": "",
        "on": None,
        "on_word": "",
        "token": None,
        "undoes_id": None,
        "group": group_now(),
        "previous_hash": b"",
    }
    shared = {name: stored(Event, name, value) for name, value in alike.items()}
    content = Alike({name: alike[name] for name in EVENT_FIELDS if name in alike}, *FIRST_OWN).content
    told = Alike(data, each[0]).content
    numbers = draw_keys(Event, len(rows))
    events = []
    for number, row, own in zip(numbers, rows, each[1], strict=True):
        reference, state = str(getattr(row, "reference", "") or ""), str(getattr(row, "state", ""))
        said = told(as_json(own))
        text = content(said, str(row.pk), as_json(reference), as_json(state))
        events.append((number, row.pk, reference, state, said, hashlib.sha256(text.encode()).digest()))
    names = ("id", "object_id", *FIRST_TOLD, *shared)
    columns = [str(cast(Field[Any, Any], Event._meta.get_field(name)).column) for name in names]
    rest = tuple(shared.values())
    insert_values(Event, columns, (event + rest for event in events))
    return numbers


def _ends_of(events: Sequence[Event]) -> dict[Key, bytes]:
    """The hash of the newest event about each object; what is about no object follows nothing."""
    keys: dict[str, set[int]] = defaultdict(set)
    for event in events:
        if event.object_id is not None:
            keys[event.object_type].add(event.object_id)
    ends: dict[Key, bytes] = {}
    for object_type, pks in keys.items():
        for chunk in _chunks(sorted(pks)):
            found = _newest(Event.objects.filter(object_type=object_type, object_id__in=chunk), len(chunk))
            ends |= {(object_type, pk): bytes(end) for pk, end in found.values_list("object_id", "hash")}
    return ends


def _newest(events: QuerySet[Event], objects: int) -> QuerySet[Event]:
    """Of so many objects the newest event each; what was before it is not read, however long the trail."""
    if objects == 1:
        return events.order_by("-pk")[:1]
    return Event.objects.filter(
        pk__in=events.order_by().values("object_id").annotate(end=Max("pk")).values("end")
    )


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _hold(event: Event) -> None:
    """Nobody else writes about this object before the transaction ends. Other objects are not touched.

    Acts hold the row itself already; an account that signs in twice at once, say, is held by nothing else.
    """
    if connection.vendor == "postgresql":
        place = zlib.crc32(f"{event.object_type} {event.object_id}".encode()) - 2**31
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [TRAIL, place])


def record_read(reader: AbstractBaseUser, obj: models.Model, *, page: str, role: str = "") -> None:
    """It is on record that `reader` looked at `obj` on `page`."""
    _keep(
        Read(
            reader_id=reader.pk,
            role=role,
            object_type=obj._meta.model_name,
            object_id=obj.pk,
            reference=str(getattr(obj, "reference", "")),
            page=page,
        )
    )


def record_reads(
    reader: AbstractBaseUser, rows: Iterable[models.Model], *, page: str, role: str = ""
) -> None:
    """One line tells that `reader` saw a list with `rows` on `page`; a list of nobody leaves none."""
    found = list(rows)
    shown = sorted({str(row.reference) for row in found})  # type: ignore[attr-defined]
    if shown:
        _keep(
            Read(
                reader_id=reader.pk,
                role=role,
                object_type=found[0]._meta.model_name,
                object_id=0,
                page=page,
                count=len(shown),
                shown=f" {' '.join(shown)} ",
            )
        )


def _keep(read: Read) -> None:
    read.hash = read_hash(read)
    read.save(force_insert=True)
