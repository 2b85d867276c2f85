"""A table of official statistics as it is published: JSON-stat 2.0, or CSV as PxWeb writes it.

What is read is a list of cells, each by the words of its dimensions. A cell that is not known (null, or dots)
has no value: it is never nought, and it never moves the others.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from areas.loading.files import DataError
from letters.numbers import whole_number

NOT_KNOWN = {"", ".", "..", "...", "....", "-", "–"}
ENCODINGS = ("utf-8-sig", "cp1252")
LARGEST = 2_000_000  # cells
LINES_TRIED = 50
# Heads of columns that are words even where every cell of theirs is a number: a year, the code of a service.
NAMED_BY_NUMBERS = re.compile(
    r"vuosi|år|year|valtionosuuskoulutus.*|valmennus|työllistämisen laji|arviointi.*|muut palvelut", re.I
)
THOUSANDS = re.compile(r"\b1[\s\u00a0.]?000\b|tuhat|tuhansi|tusen|thousand", re.I)


@dataclass(frozen=True)
class Cell:
    """One cell: for each dimension what it is called, code and label; None where it is not known.

    dimensions: what each of them is the category of; "" where a CSV's head does not say it.
    """

    keys: tuple[tuple[str, str], ...]
    value: Decimal | None
    dimensions: tuple[str, ...] = ()


def read_table(path: Path) -> Iterator[Cell]:
    """The cells of the file. Raises DataError in words for what is no such table."""
    text = _text(path)
    if text.lstrip().startswith("{"):
        return iter(_json_stat(text, path.name))
    return iter(_pxweb(text, path.name))


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DataError(str(error.strerror), file=str(path)) from error
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError("is no text", file=path.name)


def _json_stat(text: str, file: str) -> list[Cell]:
    try:
        document = json.loads(text, parse_float=Decimal)
    except ValueError as error:
        raise DataError("is no JSON", file=file) from error
    if document.get("class") != "dataset" or document.get("version") != "2.0":
        raise DataError("is no dataset of JSON-stat 2.0", file=file)
    try:
        names, sizes = document["id"], document["size"]
        told = [document["dimension"][name] for name in names]
        dimensions = [_categories(one["category"], file) for one in told]
        called = tuple(
            f"{name} {one.get('label', '')}".strip() for name, one in zip(names, told, strict=True)
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError("a dimension is missing", file=file) from error
    if [len(one) for one in dimensions] != sizes:
        raise DataError("the sizes of its dimensions are not those of their categories", file=file)
    values = _values(document.get("value"), prod(sizes), file)
    return [
        Cell(keys, _number(value, file), called)
        for keys, value in zip(product(*dimensions), values, strict=True)
    ]


def _categories(category: dict[str, Any], file: str) -> list[tuple[str, str]]:
    """Code and label of each category, in the order of the cells."""
    labels, index = category.get("label", {}), category.get("index")
    for code, unit in category.get("unit", {}).items():
        label = str(labels.get(code, code))
        for told in (str(unit.get("base", "")), label):
            _refuse_thousands(told, label, file)
    if index is None:
        codes = list(labels)
    else:
        codes = index if isinstance(index, list) else sorted(index, key=index.__getitem__)
    return [(str(code), str(labels.get(code, code))) for code in codes]


def _refuse_thousands(unit: str, content: str, file: str) -> None:
    """Raises DataError where the figures are thousands: here they are single people and places."""
    if THOUSANDS.search(unit):
        raise DataError(f"{content!r} is told in thousands ({unit}), not one by one", file=file)


def _values(value: Any, count: int, file: str) -> list[Any]:
    """All cells in order; those that a sparse table leaves out are not known."""
    if count > LARGEST:
        raise DataError(f"has more than {LARGEST} cells", file=file)
    if isinstance(value, list) and len(value) == count:
        return value
    if isinstance(value, dict) and all(whole_number(key, most=count - 1) is not None for key in value):
        return [value.get(str(number)) for number in range(count)]
    found = len(value) if isinstance(value, list | dict) else "no"
    raise DataError(f"has {found} values where its dimensions make {count}", file=file)


def _number(value: Any, file: str) -> Decimal | None:
    """The number of a cell, with a point or a comma; None where it is not known."""
    text = "" if value is None else str(value).strip().replace("\u00a0", "").replace(" ", "")
    if text in NOT_KNOWN:
        return None
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise DataError(f"{value!r} is no number", file=file) from error
    if not number.is_finite():
        raise DataError(f"{value!r} is no number", file=file)
    return number


def _pxweb(text: str, file: str) -> list[Cell]:
    """CSV with a column for each dimension in the rows, then one for each cell of those in the head."""
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)) if any(row)]
    rows = rows[next((number for number, row in enumerate(rows) if len(row) > 1), len(rows)) :]
    if len(rows) < 2:
        raise DataError("has no table", file=file)
    head, *body = rows
    if any(len(row) != len(head) for row in body):
        raise DataError(f"has a row of another length than its head of {len(head)}", file=file)
    stub = _stub_columns(head, body)
    if stub in {0, len(head)}:
        raise DataError("has no column of numbers" if stub else "has no column of words", file=file)
    for name in head[stub:]:
        _refuse_thousands(name, name, file)
    called = (*(name.strip() for name in head[:stub]), "")
    return [
        Cell((*(_told(word) for word in row[:stub]), _told(name)), _number(value, file), called)
        for row in body
        for name, value in zip(head[stub:], row[stub:], strict=True)
    ]


def _separator(text: str) -> str:
    """The sign that cuts the lines into most cells: commas stand in titles and numbers too."""
    lines = text.splitlines()[:LINES_TRIED]
    return max(";\t,", key=lambda sign: sum(map(len, csv.reader(lines, delimiter=sign))))


def _stub_columns(head: list[str], body: list[list[str]]) -> int:
    """How many columns from the left are words: the first whose every cell is a number or unknown ends them.

    A column of years or codes is of words too: its head names a dimension, and the cells stand after it.
    """
    last_of_words = -1
    for column in range(len(head)):
        cells = [row[column].strip() for row in body]
        words = any(cell not in NOT_KNOWN and not _is_number(cell) for cell in cells)
        if words or NAMED_BY_NUMBERS.fullmatch(head[column].strip()):
            last_of_words = column
    return last_of_words + 1


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?[\d\s\u00a0]+([.,]\d+)?", text) is not None


def _told(word: str) -> tuple[str, str]:
    """Code and label of what a CSV says in one: `KU167 Joensuu`, `167 Joensuu` or `Joensuu`."""
    word = word.strip()
    code, _space, label = word.partition(" ")
    if re.fullmatch(r"[A-Z]{0,3}\d[\dM]*", code):
        return code, label or code
    return word, word
