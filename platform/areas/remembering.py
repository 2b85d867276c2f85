"""Reference data that every page asks for, remembered by the process for a minute."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import DatabaseError

Value = TypeVar("Value")
REMEMBERED_SECONDS = 60

_all: list[ForAMinute[Any]] = []


class ForAMinute(Generic[Value]):
    """What `read` answers, so that a page costs one query at most and another process's load is soon seen.

    An empty answer is not remembered. While the database does not answer, what was known is told still.
    """

    def __init__(self, read: Callable[[], Value]) -> None:
        self.read = read
        self.known: tuple[float, Value] | None = None
        _all.append(self)

    def __call__(self) -> Value:
        if self.known and time.monotonic() - self.known[0] < REMEMBERED_SECONDS:
            return self.known[1]
        try:
            value = self.read()
        except DatabaseError:
            if self.known is None:
                raise
            return self.known[1]
        if value:
            self.known = (time.monotonic(), value)
        return value


def as_last_known(one: ForAMinute[Value]) -> Value | None:
    """What was told last, however long ago; the database is not asked."""
    return one.known[1] if one.known else None


def forget() -> None:
    """The next question about reference data is asked of the database."""
    for one in _all:
        one.known = None
