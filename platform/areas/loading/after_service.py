"""A newer table of the status three months after a service, by year, whole country (StatFin 12ur to 12ux).

Its contents are known by their codes alone; their first letters say which of the five tables it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from areas.loading.files import DataError, Row
from areas.loading.statistical import Cell
from areas.loading.told import Told, as_text, is_total, must_be_share, words_of
from areas.models import StatusAfterService

KIND = "status after service"
TABLES = {"TVK": "12ur", "VALM": "12us", "TYOL": "12ut", "KOK": "12uw", "MTP": "12ux"}
CONTENTS = {
    "PAATTYNYT": "ended",
    "SIJOITPAATTYI": "ended",
    "TOIMPIDEPAATTYI": "ended",
    "TYOTTOMANA": "unemployed_3m",
    "YHTEENSA": "in_services_3m",
    "TYOTOSUUS": "unemployed_pct",
    "TOIMPOSUUS": "in_services_pct",
}
CONTENT = re.compile(rf"\b({'|'.join(TABLES)})({'|'.join(CONTENTS)})_TAJO\b")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?![\dM])")
SERVICE = re.compile(
    r"valtionosuuskoulutus|\bvalmennus\b|tyollistamisen.laji|työllistämisen laji|arviointi|muut.palvelut",
    re.I,
)
SERVICE_CODE = re.compile(r"\d[0-9A-Z]?|SSS")
Found = dict[tuple[str, str, str], dict[str, Decimal | None]]


def is_told(cell: Cell) -> bool:
    """Whether the cell is of such a table."""
    return _content(cell) is not None


def rows_told(cells: Iterable[Cell], file: str) -> Told:
    """A row for each service and year in which it is known how many services ended.

    Raises DataError where the table is another one, or is not of the whole country.
    """
    found: Found = defaultdict(dict)
    contents = set()
    for cell in cells:
        told = _content(cell)
        if told is None:
            continue
        table, content = told
        contents.add(content)
        key = _key(cell, table, file)
        if key is None:
            continue
        if content in found[key]:
            raise DataError(
                f"tells {content} of {' '.join(key)} twice: it has a dimension too many", file=file
            )
        found[key][content] = cell.value
    missing = sorted(set(CONTENTS.values()) - contents)
    if missing:
        raise DataError(f"does not tell {', '.join(missing)}: its shape has changed", file=file)
    if not found:
        raise DataError("tells no year of the whole country, all people together (code SSS)", file=file)
    return _as_rows(found, file)


def _as_rows(found: Found, file: str) -> Told:
    names = {
        (table, code): {"service_fi": fi, "service_en": en}
        for table, code, fi, en in StatusAfterService.objects.values_list(
            "table", "service_code", "service_fi", "service_en"
        )
    }
    rows = []
    for (table, code, year), told in sorted(found.items()):
        if told.get("ended") is None:
            continue
        of = f"service {code} in {year}"
        must_be_share(told.get("unemployed_pct"), told.get("unemployed_3m"), told["ended"], of, file)
        must_be_share(told.get("in_services_pct"), told.get("in_services_3m"), told["ended"], of, file)
        key = {"table": table, "service_code": code, "year": year}
        rows.append(Row(file, None, key | names.get((table, code), {}) | as_text(told)))
    return Told(KIND, StatusAfterService, rows, len(found) - len(rows))


def _content(cell: Cell) -> tuple[str, str] | None:
    """Which table the cell is of, and what it tells."""
    for words in words_of(cell.keys):
        if match := CONTENT.search(words):
            return TABLES[match[1]], CONTENTS[match[2]]
    return None


def _key(cell: Cell, table: str, file: str) -> tuple[str, str, str] | None:
    """Table, service and year of the cell; None where it is of a part of the country or of the people."""
    code = year = None
    for name, key in zip(cell.dimensions, cell.keys, strict=True):
        if SERVICE.search(name):
            code = _service(key, file)
        elif found := YEAR.search(key[0]):
            year = found[1]
        elif not CONTENT.search(" ".join(key)) and not is_total(key):
            return None
    if code is None or year is None:
        raise DataError(f"has no dimension of {'services' if code is None else 'years (2024)'}", file=file)
    return table, code, year


def _service(key: tuple[str, str], file: str) -> str:
    """The code of a service: a name alone does not tell it, since several have the same."""
    if is_total(key):
        return "SSS"
    code = key[0].partition(" ")[0]
    if not SERVICE_CODE.fullmatch(code):
        raise DataError(
            f"names the service {key[1]!r} without its code: save the table with codes", file=file
        )
    return code
