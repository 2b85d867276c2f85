"""Tables of official statistics as they are published: JSON-stat 2.0, and CSV as PxWeb writes it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path

from django.core.management import CommandError, call_command

Dimensions = Mapping[str, Mapping[str, str]]
"""The categories of each dimension by code, the contents last."""
Cells = Callable[..., object]
"""What stands in the cell of these codes; None where it is not known."""


def json_stat(
    file: Path, dimensions: Dimensions, cells: Cells, *, units: Mapping[str, str] | None = None
) -> Path:
    """The table as JSON-stat 2.0; `units` are those of the contents by code."""
    contents = list(dimensions)[-1]
    told = {
        name: {"label": name, "category": {"index": {code: n for n, code in enumerate(one)}, "label": one}}
        for name, one in dimensions.items()
    }
    for code, unit in (units or {}).items():
        told[contents]["category"].setdefault("unit", {})[code] = {"base": unit, "decimals": 0}
    document = {
        "version": "2.0",
        "class": "dataset",
        "id": list(dimensions),
        "size": [len(one) for one in dimensions.values()],
        "dimension": told,
        "value": [cells(*codes) for codes in product(*dimensions.values())],
    }
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def pxweb(file: Path, dimensions: Dimensions, cells: Cells, *, dots: str = "..") -> Path:
    """The table as CSV with codes: every dimension in the rows, the contents in the head."""
    *stub, contents = dimensions
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([*stub, *dimensions[contents]])
    for codes in product(*(dimensions[name] for name in stub)):
        told = [cells(*codes, content) for content in dimensions[contents]]
        writer.writerow([*codes, *(dots if value is None else value for value in told)])
    file.write_text(text.getvalue(), encoding="utf-8-sig")
    return file


def run(file: Path) -> tuple[int, str]:
    """Exit status and words of the command."""
    out = io.StringIO()
    try:
        call_command("load_statistics", str(file), stdout=out)
    except CommandError as error:
        return error.returncode, f"{out.getvalue()}{error}"
    return 0, out.getvalue()
