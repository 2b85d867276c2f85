"""What a row of the trail says, as one text, and the hash of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
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


class Alike:
    """The content of many rows that say the same but for some names: what is shared is written once."""

    def __init__(self, shared: Mapping[str, Any], *own: str) -> None:
        """own: the names of which each row has its own value."""
        self.own = sorted(own)
        everything = {name: _plain(value) for name, value in shared.items()} | dict.fromkeys(own)
        self._before: list[str] = []  # what stands before each of their values
        text = "{"
        for place, (name, value) in enumerate(sorted(everything.items())):
            text += f"{',' if place else ''}{_encoder.encode(name)}:"
            if name in own:
                self._before.append(text)
                text = ""
            else:
                text += _encoder.encode(value)
        self._end = f"{text}}}"

    def content(self, *values: str) -> str:
        """The content of a row as `content_of` would write it; its own values, as JSON, in order of names."""
        return "".join([text for pair in zip(self._before, values, strict=True) for text in pair]) + self._end


as_json: Callable[[str], str] = _encoder.encode


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
