"""What was counted, kept until something changes: once for all who follow the same area."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache

from accounts.selectors import Viewer
from audit.selectors import mark_of
from programmes.workspace.figures import counted_kinds
from reports.cache import SECONDS
from reports.selectors import scope_for

Counted = TypeVar("Counted")


def kept(viewer: Viewer | None, asked: tuple[object, ...], count: Callable[[], Counted]) -> Counted:
    """What `count` answers for the viewer's area, counted anew only after an act or an import.

    asked: what tells this question from every other one: the report, its period, its breakdowns.
    """
    facts = (mark_of(counted_kinds()), scope_for(viewer).key, *asked)
    key = f"table:{sha256(repr(facts).encode()).hexdigest()}"
    counted: Counted | None = cache.get(key)
    if counted is None:
        counted = count()
        cache.set(key, counted, SECONDS)
    return counted
