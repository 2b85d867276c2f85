"""What public data says, remembered in the process under the version of public data (decision 0012)."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import get_language

from audit.public import public_version

Value = TypeVar("Value")
MOST_REMEMBERED = 3_000

_memory: dict[tuple[Hashable, ...], Any] = {}
_memory_lock = Lock()
_NOTHING = object()


def remembered(make: Callable[[], Value], *name: Hashable) -> Value:
    """What `make` answers, kept in this process until public data, the day or the language is another.

    The value is shared by every reader: nobody may change it. The version is read before `make` runs, so a
    change between the two makes the next reader ask again. What was kept of an older version is let go.
    """
    version = public_version()
    key = (version, timezone.localdate(), get_language(), *name)
    known = _memory.get(key, _NOTHING)
    if known is not _NOTHING:
        return known  # type: ignore[no-any-return]
    value = make()
    if not version:
        return value
    with _memory_lock:
        oldest = next(iter(_memory), key)
        if oldest[0] != version:
            _memory.clear()
        while len(_memory) >= MOST_REMEMBERED:
            del _memory[next(iter(_memory))]
        _memory[key] = value
    return value


def forget_remembered() -> None:
    """Nothing is remembered in this process any more: for a database that was put in place of another."""
    with _memory_lock:
        _memory.clear()
