"""A newer table of official statistics: which one it is, and into the database with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from areas.loading import after_service, service_stocks, unemployment
from areas.loading.files import DataError
from areas.loading.statistical import read_table
from areas.loading.tables import Counts, Table
from areas.loading.told import Told
from areas.remembering import forget
from areas.signals import area_loaded


@dataclass(frozen=True)
class Loaded:
    """What a table has brought: rows new, changed and as before; how many were not all known; from when."""

    kind: str
    counts: Counts
    not_known: int
    first: str
    last: str


@transaction.atomic
def load_statistics(path: Path) -> Loaded:
    """The table's months or years are in the database beside those that it does not have, which stay.

    What it has brought or mended is not written over by what is packaged. A row of which not all that is
    needed is known is left out, and counted. Raises DataError, and nothing is changed, where the table is
    none of those that are known here.
    """
    told = _told(path)
    if not told.rows:
        raise DataError("has no month or year in which all of its cells are known", file=path.name)
    table = Table(told.kind, told.model, marks={"newer": True})
    table.put(told.rows)
    forget()
    area_loaded.send(sender=load_statistics)
    when = sorted(row.values.get("month", row.values.get("year", ""))[:7] for row in told.rows)
    return Loaded(told.kind, table.counts, told.not_known, when[0], when[-1])


def _told(path: Path) -> Told:
    cells = list(read_table(path))
    for kind in (after_service, service_stocks):
        if any(kind.is_told(cell) for cell in cells):
            return kind.rows_told(cells, path.name)
    return unemployment.rows_told(cells, path.name)
