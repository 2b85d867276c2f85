"""Acts on a row that the trail tells of its parent: a talk and an adjustment of their place, an answer of the
time in the service."""

from __future__ import annotations

from collections.abc import Iterable

from audit.models import Event
from programmes.exchange.run import in_chunks


def acts_told_of(
    parent: str, rows: Iterable[tuple[int, int, int]], *, verbs: frozenset[str], by: str
) -> dict[int, int]:
    """By row, the newest event with one of the verbs that is told of its parent.

    rows: of each its key, that of its parent, and what the event's data names it with under `by`.
    """
    called = {(parent_pk, mark): pk for pk, parent_pk, mark in rows}
    found: dict[int, int] = {}
    for chunk in in_chunks(sorted({parent_pk for parent_pk, _mark in called})):
        told = Event.objects.filter(object_type=parent, object_id__in=chunk, verb__in=verbs).order_by("pk")
        for number, parent_pk, data in told.values_list("pk", "object_id", "data"):
            pk = called.get((parent_pk or 0, data.get(by)))
            if pk is not None:
                found[pk] = number
    return found
