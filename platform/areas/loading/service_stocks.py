"""A newer table of people in employment services at the end of each month, whole country (StatFin 12u4)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from areas.loading.files import DataError, Row
from areas.loading.statistical import Cell
from areas.loading.told import (
    MONTH,
    Told,
    as_text,
    content_of,
    is_total,
    month_of,
    must_be_share,
    words_of,
)
from areas.models import ServiceStock

KIND = "service stocks"
CHANGED = "its shape has changed, or it was saved without codes"
PARTS = (
    (
        "labour_market_training",
        re.compile(r"TVKOULUTUSLOP|työvoimakoulutuksessa|arbetskraftsutbildning", re.I),
    ),
    ("coaching", re.compile(r"VALMENNUSLOP|valmennuksessa|in coaching", re.I)),
    ("subsidised_employed", re.compile(r"TYOLLISTETTYLOP|työllistettynä", re.I)),
    ("work_tryouts", re.compile(r"KOKEILULOP|työ- ja koulutuskokeilu|try-?out", re.I)),
    ("job_alternation", re.compile(r"VUORVAPLOP|vuorotteluvapaa|job (alternation|rotation)", re.I)),
    ("rehabilitative_work", re.compile(r"KUNTTYOLOP|kuntouttava|rehabilit", re.I)),
    ("self_motivated_study", re.compile(r"OMAEHTLOP|omaehtoi|self-motivated", re.I)),
)
MAY_BE_LEFT_OUT = "job_alternation"  # no longer granted: a newer table may be without it
WHOLE = (
    ("activation_rate_pct", re.compile(r"AKTASTE|aktivointiaste|activation rate|aktiveringsgrad", re.I)),
    ("in_services", re.compile(r"PALVELUISSAYHTEENSA|palveluissa yhteensä|in services, total", re.I)),
    (
        "unemployed",
        re.compile(
            r"TYOTTOMATLOPUSSA|työttömät työnhakijat|unemployed job ?seekers|arbetslösa arbetss", re.I
        ),
    ),
)
CONTENTS = (*WHOLE, *PARTS)
NEEDED = tuple(name for name, _pattern in WHOLE)


def is_told(cell: Cell) -> bool:
    """Whether the cell is of such a table: no other that is known here tells the activation rate."""
    return content_of(cell, WHOLE[:1]) is not None


def rows_told(cells: Iterable[Cell], file: str) -> Told:
    """A row for each month of which the whole is known; kinds of service that are not known stay empty.

    Raises DataError where the table is another one, or is not of the whole country.
    """
    found: dict[str, dict[str, Decimal | None]] = defaultdict(dict)
    contents = set()
    for cell in cells:
        month, content = month_of(cell), content_of(cell, CONTENTS)
        contents |= {content} - {None}
        if month and content and all(_says_what(key) or is_total(key) for key in cell.keys):
            if content in found[month]:
                twice = f"tells {content} in {month[:7]} twice: it has a dimension too many"
                raise DataError(twice, file=file)
            found[month][content] = cell.value
    missing = [name for name, _pattern in CONTENTS if name not in contents and name != MAY_BE_LEFT_OUT]
    if missing:
        raise DataError(f"does not tell {', '.join(missing)}: {CHANGED}", file=file)
    if not found:
        raise DataError("tells no month of the whole country, all people together (code SSS)", file=file)
    whole = {
        month: told for month, told in found.items() if all(told.get(name) is not None for name in NEEDED)
    }
    for month, told in whole.items():
        _check(told, month[:7], file)
    rows = [Row(file, None, {"month": month, **as_text(told)}) for month, told in sorted(whole.items())]
    return Told(KIND, ServiceStock, rows, len(found) - len(whole))


def _says_what(key: tuple[str, str]) -> bool:
    """Whether the category is a month or a content."""
    patterns = (MONTH, *(pattern for _name, pattern in CONTENTS))
    return any(pattern.search(words) for words in words_of([key]) for pattern in patterns)


def _check(told: dict[str, Decimal | None], month: str, file: str) -> None:
    """Counts, parts and rate belong together, as they do in every month that is packaged."""
    served, unemployed = told["in_services"], told["unemployed"]
    if served is None or unemployed is None:
        return
    must_be_share(told["activation_rate_pct"], served, served + unemployed, month, file)
    parts = [told.get(name) for name, _pattern in PARTS]
    if None not in parts and sum(filter(None, parts)) != served:
        raise DataError(f"{month}: in services are {served:f}, but its kinds are not as many", file=file)
