"""What a row of the trail says, as one text, and the hash of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from audit.models import Event, Read, Seal

EVENT_FIELDS = (
    "at",
    "verb",
    "object_type",
    "object_id",
    "reference",
    "from_state",
    "to_state",
    "on",
    "on_word",
    "data",
    "token",
    "undoes_id",
    "actor_id",
    "group",
)
READ_FIELDS = ("at", "reader_id", "role", "object_type", "object_id", "reference", "page", "count", "shown")
MODELS: dict[str, type[models.Model]] = {Seal.Table.EVENT: Event, Seal.Table.READ: Read}
FIELDS: dict[str, tuple[str, ...]] = {Seal.Table.EVENT: EVENT_FIELDS, Seal.Table.READ: READ_FIELDS}

_encoder = DjangoJSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def content_of(values: Mapping[str, Any]) -> bytes:
    """The values in canonical JSON: keys in order, no spaces, instants in UTC to the microsecond."""
    return _encoder.encode({name: _plain(value) for name, value in values.items()}).encode()


def hash_of(values: Mapping[str, Any], previous: bytes = b"") -> bytes:
    """SHA-256 over the hash before it and the content."""
    return hashlib.sha256(previous + content_of(values)).digest()


def event_hash(event: Event) -> bytes:
    """The hash of the event after the one named by its `previous_hash`."""
    return hash_of({name: getattr(event, name) for name in EVENT_FIELDS}, bytes(event.previous_hash))


def first_hashes(
    shared: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[bytes, dict[str, str]]]:
    """For each of the rows the hash of an event that follows nothing, and what it says as JSON, by name.

    shared: what all of the events say alike, by name of `EVENT_FIELDS`; the rows tell the others. As
    `event_hash` would, but what is shared is written once.
    """
    pieces: list[str] = []  # what stands before each of the names that the rows tell, and at the end
    told: list[str] = []
    text = "{"
    for place, name in enumerate(sorted(EVENT_FIELDS)):
        text += f"{',' if place else ''}{_encoder.encode(name)}:"
        if name in shared:
            text += _encoder.encode(_plain(shared[name]))
        else:
            pieces.append(text)
            told.append(name)
            text = ""
    end = f"{text}}}"
    for row in rows:
        said = {name: _encoder.encode(_plain(row[name])) for name in told}
        content = "".join(map("".join, zip(pieces, said.values(), strict=True))) + end
        yield hashlib.sha256(content.encode()).digest(), said


def read_hash(read: Read) -> bytes:
    """The hash of one line of the read log."""
    return hash_of({name: getattr(read, name) for name in READ_FIELDS})


def _plain(value: Any) -> Any:
    """What JSON would tell differently before and after the database has had it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return value
