"""What newer tables of official statistics have in common: which cell tells what, of whom and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import models

from areas.loading.files import DataError, Row
from areas.loading.statistical import Cell

MONTH = re.compile(r"\b(\d{4})M(0[1-9]|1[0-2])\b")
TOTAL = re.compile(r"SSS\b.*|koko maa|hela landet|whole country|yhteensä|sammanlagt|totalt|total", re.I)
ROUNDED = Decimal("0.15")  # percentage points by which a published share may differ from its counts
KNOWN = (
    "Known are unemployment by municipality and month, people in employment services by month, and the "
    "status three months after a service by year"
)
Contents = Sequence[tuple[str, re.Pattern[str]]]
"""What a content is called, by its code or in words, in the order in which they are tried."""


@dataclass(frozen=True)
class Told:
    """What a table tells: rows for the model, and how many were left out since not all is known of them."""

    kind: str
    model: type[models.Model]
    rows: list[Row]
    not_known: int


def words_of(keys: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Codes and labels."""
    for code, label in keys:
        yield code
        yield label


def month_of(cell: Cell) -> str | None:
    """The first day of the month that the cell is of; None where it is of none."""
    for words in words_of(cell.keys):
        if match := MONTH.search(words):
            return f"{match[1]}-{match[2]}-01"
    return None


def content_of(cell: Cell, contents: Contents) -> str | None:
    """Which of the contents the cell tells."""
    for name, pattern in contents:
        if any(pattern.search(words) for words in words_of(cell.keys)):
            return name
    return None


def is_total(key: tuple[str, str]) -> bool:
    """Whether the category is all of its dimension: the whole country, both sexes, every age."""
    return any(TOTAL.fullmatch(word) for word in key)


def as_text(told: dict[str, Decimal | None]) -> dict[str, str]:
    """The cells as a file would have them; empty where a cell is not known."""
    return {name: "" if value is None else f"{value.normalize():f}" for name, value in told.items()}


def must_be_share(
    share: Decimal | None, part: Decimal | None, whole: Decimal | None, of: str, file: str
) -> None:
    """Raises DataError where the percent is not the part of the whole: a unit or a column is another one."""
    if share is None or part is None or not whole:
        return
    if abs(share - 100 * part / whole) > ROUNDED:
        told = (
            f"{of}: {part:f} of {whole:f} is not {share:f} %: a unit or a column is not what it is taken for"
        )
        raise DataError(told, file=file)
