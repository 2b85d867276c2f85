"""The version of what anyone may read: another word after every change, in the transaction of the change.

Whatever is computed from public data is kept under the version that was read *before* computing. A change
that comes between makes a new version, so nothing old is ever found under it. The word is random, not a
number: a restored backup or a rolled-back transaction brings its own word back together with its own data.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, TypeVar

from asgiref.local import Local
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from audit.models import ChainHead, Event

Value = TypeVar("Value")
MOST_REMEMBERED = 3_000

_request = Local()
_memory: dict[tuple[Hashable, ...], Any] = {}
_memory_lock = Lock()
_NOTHING = object()


def public_version() -> str:
    """The version as it stands; inside `one_version` it is asked of the database once."""
    if not getattr(_request, "asks_once", False):
        return _stored()
    if _request.version is None:
        _request.version = _stored()
    version: str = _request.version
    return version


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


@contextmanager
def one_version() -> Iterator[None]:
    """Every read inside goes by the version the first of them found: for a request that changes nothing."""
    _request.asks_once, _request.version = True, None
    try:
        yield
    finally:
        _request.asks_once = False


@transaction.atomic
def public_has_changed() -> None:
    """What was kept of the public pages is found no more, as soon as the caller's transaction holds."""
    if not ChainHead.objects.filter(pk=1).update(public_version=new_version()):
        ChainHead.objects.get_or_create(pk=1, defaults={"public_version": new_version()})


def new_version() -> str:
    """A word that was never used before."""
    return secrets.token_hex(8)


def tells_the_public(events: Iterable[Event]) -> bool:
    """Whether one of the events is about something that anyone may read."""
    return any(event.object_type in settings.PUBLIC_OBJECT_TYPES for event in events)


def _stored() -> str:
    return ChainHead.objects.filter(pk=1).values_list("public_version", flat=True).first() or ""
