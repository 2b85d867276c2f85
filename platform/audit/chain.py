"""The hash chain: how a row's hash is made, and how the chain is checked."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC

from audit.models import Event

FIELDS = (
    "verb",
    "object_type",
    "object_id",
    "reference",
    "from_state",
    "to_state",
    "on_word",
    "token",
    "undoes_id",
    "actor_id",
)


def event_hash(event: Event) -> str:
    """SHA-256 in hex over the previous hash and every field of the row, in canonical JSON."""
    row = {name: getattr(event, name) for name in FIELDS}
    row["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    row["on"] = event.on.isoformat() if event.on else None
    row["data"] = json.loads(Event._meta.get_field("data").encoder().encode(event.data))
    text = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256((event.previous_hash + text).encode()).hexdigest()


def first_broken() -> Event | None:
    """The first event whose hash or link does not hold, or None when the chain is whole."""
    previous = "0" * 64
    for event in Event.objects.order_by("id").iterator(chunk_size=2000):
        if event.previous_hash != previous or event.hash != event_hash(event):
            return event
        previous = event.hash
    return None
