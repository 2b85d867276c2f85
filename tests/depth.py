"""How deep a run looks: `--long` searches further for a counterexample, and crosses all with all."""

import os
from collections.abc import Iterable
from itertools import product
from typing import Any

LONG = "VALITYO_LONG"  # set by tests/conftest.py, so that decorators know it


def examples(few: int, many: int) -> int:
    """How many examples hypothesis tries in this run."""
    return many if LONG in os.environ else few


def crossed(rows: Iterable[Any], columns: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Every row with the first column, every other column with a row of its own; `--long`: every pair."""
    rows, columns = list(rows), list(columns)
    if LONG in os.environ:
        return list(product(rows, columns))
    return [(row, columns[0]) for row in rows] + [
        (rows[number % len(rows)], column) for number, column in enumerate(columns) if number
    ]
