"""A newer table of unemployed jobseekers by municipality and month, found by what its dimensions say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from areas.loading.files import DataError, Row
from areas.loading.statistical import Cell
from areas.loading.told import KNOWN, Told, as_text, content_of, month_of, must_be_share
from areas.models import Municipality, UnemploymentMonth

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


KIND = "unemployment"


def rows_told(cells: Iterable[Cell], file: str) -> Told:
    """A row for each municipality of the area and month in which all of the needed cells are known.

    Raises DataError where the table is another one.
    """
    found: dict[tuple[str, str], dict[str, Decimal | None]] = defaultdict(dict)
    areas, months, contents = _Areas(), 0, set()
    for cell in cells:
        month, content = month_of(cell), content_of(cell, CONTENTS)
        months += month is not None
        contents |= {content} - {None}
        code = areas.code_in(cell)
        if code and month and content:
            if content in found[code, month]:
                twice = f"tells {content} of {code} in {month[:7]} twice: it has a dimension too many"
                raise DataError(twice, file=file)
            found[code, month][content] = cell.value
    missing = [name for name in NEEDED if name not in contents]
    if not months or missing or not found:
        raise DataError(_why(months, missing), file=file)
    whole = {key: told for key, told in found.items() if all(told.get(name) is not None for name in NEEDED)}
    rows = []
    for (code, month), told in sorted(whole.items()):
        must_be_share(
            told["share_pct"], told["unemployed"], told["labour_force"], f"{code} {month[:7]}", file
        )
        rows.append(Row(file, None, {"municipality": code, "month": month, **as_text(told)}))
    return Told(KIND, UnemploymentMonth, rows, len(found) - len(whole))


def _why(months: int, missing: list[str]) -> str:
    """What the table is not, in words."""
    if not months:
        return f"has no dimension of months (2026M10): it is no table of unemployment by month. {KNOWN}"
    if missing:
        return f"does not tell {', '.join(missing)}: it is no table of unemployment by municipality. {KNOWN}"
    return "names no municipality of the area"


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
