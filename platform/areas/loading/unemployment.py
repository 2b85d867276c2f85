"""A newer table of unemployed jobseekers by municipality and month, found by what its dimensions say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from areas.loading.files import DataError, Row
from areas.loading.statistical import Cell, read_table
from areas.loading.tables import Counts, Table
from areas.models import Municipality, UnemploymentMonth
from areas.remembering import forget
from areas.signals import area_loaded

MONTH = re.compile(r"\b(\d{4})M(0[1-9]|1[0-2])\b")
# What a content is called, by its code or in words, in the order in which they are tried.
CONTENTS = (
    ("share_pct", re.compile(r"TYOTOSUUS|osuus.*työvoimasta|share.*labour force|andel.*arbetskraft", re.I)),
    (
        "unemployed",
        re.compile(
            r"TYOTTOMATLOPUSSA|työttömät työnhakijat|unemployed job ?seekers|arbetslösa arbetss", re.I
        ),
    ),
    (
        "open_vacancies",
        re.compile(r"AVPAIKATLOPUSSA|avoimet työpaikat|vacancies|lediga (arbets)?platser", re.I),
    ),
    ("labour_force", re.compile(r"TYOVOIMA|työvoima|labour force|arbetskraft", re.I)),
)
NEEDED = ("unemployed", "labour_force", "share_pct")


@dataclass
class Loaded:
    """What a table has brought: rows new, changed and as before; rows whose cells are not all known."""

    counts: Counts
    not_known: int
    first: date
    last: date


@transaction.atomic
def load_unemployment(path: Path) -> Loaded:
    """The months of the file are in the database beside those that it does not have, which stay.

    A row in which one of the needed cells is not known is left out, and counted. Raises DataError, and
    nothing is changed, where the table is another one.
    """
    rows, not_known = _rows(path)
    table = Table("unemployment", UnemploymentMonth)
    table.put(rows)
    months = [date.fromisoformat(row.values["month"]) for row in rows]
    forget()
    area_loaded.send(sender=load_unemployment)
    return Loaded(table.counts, not_known, min(months), max(months))


def _rows(path: Path) -> tuple[list[Row], int]:
    found: dict[tuple[str, str], dict[str, Decimal | None]] = defaultdict(dict)
    areas, months, contents = _Areas(), 0, set()
    for cell in read_table(path):
        month, content = _month(cell), _content(cell)
        months += month is not None
        contents |= {content} - {None}
        code = areas.code_in(cell)
        if code and month and content:
            if content in found[code, month]:
                told = f"tells {content} of {code} in {month[:7]} twice: it has a dimension too many"
                raise DataError(told, file=path.name)
            found[code, month][content] = cell.value
    missing = [name for name in NEEDED if name not in contents]
    if not months or missing or not found:
        raise DataError(_why(months, missing), file=path.name)
    whole = {key: told for key, told in found.items() if all(told.get(name) is not None for name in NEEDED)}
    if not whole:
        raise DataError("has no month in which all of its cells are known", file=path.name)
    rows = [
        Row(path.name, None, {"municipality": code, "month": month, **_as_text(told)})
        for (code, month), told in sorted(whole.items())
    ]
    return rows, len(found) - len(whole)


def _why(months: int, missing: list[str]) -> str:
    """What the table is not, in words."""
    if not months:
        return "has no dimension of months (2026M10): it is no table of unemployment by month"
    if missing:
        return f"does not tell {', '.join(missing)}: it is no table of unemployment by municipality"
    return "names no municipality of the area"


def _as_text(told: dict[str, Decimal | None]) -> dict[str, str]:
    return {name: "" if value is None else f"{value.normalize():f}" for name, value in told.items()}


def _month(cell: Cell) -> str | None:
    for words in _words(cell):
        if match := MONTH.search(words):
            return f"{match[1]}-{match[2]}-01"
    return None


def _content(cell: Cell) -> str | None:
    for name, pattern in CONTENTS:
        if any(pattern.search(words) for words in _words(cell)):
            return name
    return None


def _words(cell: Cell) -> Iterator[str]:
    for code, label in cell.keys:
        yield code
        yield label


class _Areas:
    """The municipalities of the area, by code and by name."""

    def __init__(self) -> None:
        rows = list(Municipality.objects.filter(in_area=True))
        self.codes = {row.code for row in rows}
        self.names = {
            name.casefold(): row.code for row in rows for name in (row.name_fi, row.name_sv) if name
        }

    def code_in(self, cell: Cell) -> str | None:
        """The municipality that the cell is of; None for another area."""
        for code, label in cell.keys:
            bare = code.removeprefix("KU")
            if bare in self.codes and len(bare) == 3:
                return bare
            if (known := self.names.get(label.casefold())) is not None:
                return known
        return None
