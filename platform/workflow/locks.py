"""Rows are locked in one order whoever acts on them, and all of them before the first event is written.

An event takes its object's place in the trail last (`audit.services.append`), so what an act touches is
held before it, parents before children: then no two acts can wait for each other. Who adds a lock asks
`lock` for everything at once, and puts a new kind of row into the order where its machine is registered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models

from audit.among import among
from workflow.kept import show, values_of
from workflow.registry import above

AT_ONCE = 500

_order: list[type[models.Model]] = []


def put_in_order(*kinds: type[models.Model]) -> None:
    """Rows are locked in the order of these kinds; kinds that are not among them come after."""
    _order[:] = kinds


def lock(*rows: models.Model) -> None:
    """The rows, and what stands above them, are locked until the transaction ends; the rows show what the
    database says now, and those above them stand beside them as they were locked.

    What refers to a row can still be written meanwhile: the lock is one of PostgreSQL's that does not stop a
    new child (NO KEY). Raises DoesNotExist when a row is gone.
    """
    given = _by_kind(rows)
    keys = {kind: {row.pk for row in several} for kind, several in given.items()}
    for row in rows:
        for _name, kind, key in above(row):
            keys.setdefault(kind, set()).add(key)
    held: dict[tuple[type[models.Model], Any], models.Model] = {}
    for kind in sorted(keys, key=_place):
        fresh = {row.pk: row for row in lock_all(kind._base_manager.filter(pk__in=keys[kind]))}
        held |= {(kind, key): row for key, row in fresh.items()}
        for row in given.get(kind, ()):
            if row.pk not in fresh:
                raise kind.DoesNotExist  # type: ignore[attr-defined]
            show(row, values_of(fresh[row.pk]))
            held[kind, row.pk] = row
    for row in rows:
        for name, kind, key in above(row):
            if (kind, key) in held:  # what stood above it when it was locked, unless it has been moved since
                setattr(row, name, held[kind, key])


def reread(row: models.Model) -> None:
    """The row, which the transaction holds by what stands above it, is locked and shows what it says now."""
    show(row, values_of(lock_all(type(row)._base_manager.filter(pk=row.pk))[0]))


def lock_all(rows: models.QuerySet[Any]) -> list[Any]:
    """The rows, locked one after another by their key. For children of what is held, before the event."""
    return list(rows.select_for_update(no_key=True, of=("self",)).order_by("pk"))


def hold(keys: Mapping[type[models.Model], Iterable[Any]]) -> None:
    """The rows with these keys are locked as `lock` would, in the same order, and none of them is read.

    For many rows at once; whoever looks at them now sees them as they stay until the transaction ends.
    """
    if not connection.features.has_select_for_update:
        return
    for kind in sorted(keys, key=_place):
        wanted = sorted(keys[kind])
        for start in range(0, len(wanted), AT_ONCE):
            rows = among(kind._base_manager.all(), "pk", wanted[start : start + AT_ONCE]).order_by("pk")
            list(rows.select_for_update(no_key=True).values_list("pk"))


def _by_kind(rows: Iterable[models.Model]) -> dict[type[models.Model], list[models.Model]]:
    kinds: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in rows:
        kinds[type(row)].append(row)
    return kinds


def _place(kind: type[models.Model]) -> tuple[int, str]:
    """Where the kind stands in the order."""
    return (_order.index(kind) if kind in _order else len(_order), kind._meta.label)
