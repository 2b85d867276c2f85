"""Acts that one press did together: their events are one group."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID, uuid4

from django.db import transaction

_group: ContextVar[UUID | None] = ContextVar("group", default=None)


@contextmanager
def as_one() -> Iterator[UUID]:
    """What is recorded meanwhile is one group, in one transaction; answers its number.

    Around a service as a decorator, or as a block around several. A group inside a group is part of the
    outer one. The number is drawn by lot: no act waits for another to have one.
    """
    with in_parts() as group, transaction.atomic():
        yield group


@contextmanager
def in_parts(number: UUID | None = None) -> Iterator[UUID]:
    """What is recorded meanwhile is one group, though each transaction of it stands by itself.

    For what is too long for anybody to wait for it: an import. Answers the number of the group; `number`,
    where it was drawn before, so that what was ended half-way goes on as the same group.
    """
    outer = _group.get()
    if outer is not None:
        yield outer
        return
    group = number or uuid4()
    mark = _group.set(group)
    try:
        yield group
    finally:
        _group.reset(mark)


def group_now() -> UUID | None:
    """The group that what is recorded now belongs to; None outside any."""
    return _group.get()
