"""Whether what has happened can have changed the figures of an area: when in doubt, it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.selectors import Viewer
from audit.models import Event
from programmes.workspace.figures import figure_area, rows_by_kind

MAY_HAVE_MOVED = frozenset({"fields", "file"})
"""What an event says that put data right or brought them in: the row may have been another area's before."""


def concern(viewer: Viewer | None, events: Iterable[Event]) -> bool:
    """Whether one of the events may have changed a figure of the viewer's area.

    An act on a row that is in another municipality does not. One that may have moved a row from here to
    there, took one away, or is about what holds for everybody, does.
    """
    changed: dict[str, set[int]] = defaultdict(set)
    for event in events:
        if event.object_id is None or event.undoes_id or MAY_HAVE_MOVED & event.data.keys():
            return True
        changed[event.object_type].add(event.object_id)
    if not changed:
        return False
    return figure_area(viewer) is None or any(_is_here(viewer, kind, keys) for kind, keys in changed.items())


def _is_here(viewer: Viewer | None, kind: str, keys: set[int]) -> bool:
    rows: QuerySet | None = rows_by_kind(viewer).get(kind)  # type: ignore[type-arg]
    if rows is None:
        return True
    whole = rows.model._default_manager.filter(pk__in=keys)
    return rows.filter(pk__in=keys).exists() or whole.count() < len(keys)
