"""The version of what anyone may read: another word after every change, in the transaction of the change.

Whatever is computed from public data is kept under the version that was read *before* computing. A change
that comes between makes a new version, so nothing old is ever found under it. The word is random, not a
number: a restored backup or a rolled-back transaction brings its own word back together with its own data.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from asgiref.local import Local
from django.conf import settings
from django.db import transaction

from audit.models import ChainHead, Event

_request = Local()


def public_version() -> str:
    """The version as it stands; inside `one_version` it is asked of the database once."""
    if not getattr(_request, "asks_once", False):
        return _stored()
    if _request.version is None:
        _request.version = _stored()
    version: str = _request.version
    return version


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
