"""What a row says is the same however often its cells were said before, and however a file writes them."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from programmes.exchange.columns import Cells, Column, read_row
from programmes.exchange.csv_files import read_csv
from programmes.exchange.tables import Row
from programmes.exchange.values import any_day, several, text, weekly_hours, whole, yes_or_no

COLUMNS = (
    Column("id", text(10), required=True),
    Column("day", any_day, field="day"),
    Column("hours", weekly_hours, field="hours"),
    Column("seats", whole(0, 9), field="seats"),
    Column("ways", several(text(20)), field="ways", empty=[]),
    Column("apart", yes_or_no, field="apart", empty=False, kept=True),
)
PLACES = {column.name: place for place, column in enumerate(COLUMNS)}
ROWS = (
    ("P1", "2026-01-31", "20,5", "0", "a|ä|a", "no"),
    ("P2", "31.1.2026", "20.50", "0", "", "ei"),
    ("P3", "none", "", "3", " EI OLE ", "yes"),
    ("P3", "32.1.2026", "x", "10", "a", "none"),
    ("", "2026-01-31", "", "", "", ""),
    ("P1", "2026-01-31", "20,5", "0", "a|ä|a", "no"),
)


def plainly(values: dict[str, Any], taken_away: list[str]) -> str:
    """What the digest of a row is: of its values in JSON, those left out that say nothing."""
    told = {name: value for name, value in values.items() if value not in (None, "", [])}
    told |= dict.fromkeys(taken_away, "none")
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def test_cells_that_were_said_before_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [Cells(PLACES, COLUMNS, None).read(Row(2, cells)) for cells in ROWS]  # type: ignore[arg-type]
    together = Cells(PLACES, COLUMNS, None)  # type: ignore[arg-type]
    assert [together.read(Row(2, cells)) for cells in ROWS] == alone
    monkeypatch.setattr("programmes.exchange.columns.KNOWN_CELLS", 1)
    assert [together.read(Row(2, cells)) for cells in ROWS] == alone
    assert [read_row(Row(2, cells), PLACES, COLUMNS, None) for cells in ROWS] == [  # type: ignore[arg-type]
        (told.values, told.problems) for told in alone
    ]

    first, second, third, fourth, fifth, _last = alone
    assert first.values == {
        "id": "P1",
        "day": date(2026, 1, 31),
        "hours": Decimal("20.5"),
        "seats": 0,
        "ways": ["a", "ä"],
        "apart": False,
    }
    assert (second.left_empty, third.taken_away) == (["ways"], ["day", "ways"])
    assert third.values == {"id": "P3", "day": None, "seats": 3, "ways": [], "apart": True}
    assert [problem.partition(":")[0] for problem in fourth.problems] == [
        "date that does not parse, there is no such day",
        "not a number of hours",
        "number over 9",
        "unknown code, neither yes nor no",
    ]
    assert fifth.problems == ["missing required value: id"]


def test_the_digest_is_of_what_a_row_says_and_not_of_how() -> None:
    cells = Cells(PLACES, COLUMNS, None)  # type: ignore[arg-type]
    told = [cells.read(Row(2, row)) for row in ROWS]
    turned = {name: len(COLUMNS) - 1 - place for name, place in PLACES.items()}
    mirrored = Cells(turned, COLUMNS[::-1], None)  # type: ignore[arg-type]

    assert [one.digest for one in told] == [plainly(one.values, one.taken_away) for one in told]
    assert [mirrored.read(Row(2, row[::-1])).digest for row in ROWS] == [one.digest for one in told]
    assert len({one.digest for one in told[:3]}) == 3


def test_rows_with_and_without_quotation_marks_stand_in_their_order(tmp_path: Path) -> None:
    lines = ["id,name"]
    lines += [f'{n},"Nimi, ""n"" {n}"' if n % 7 == 0 else f"{n},'=Nimi {n}" for n in range(1, 1200)]
    lines[50] = '50,"auki'
    lines[600] = '600,"kahdella\nrivillä"'
    lines[900] = " , "
    path = tmp_path / "participants.csv"
    path.write_text("\n".join(lines), encoding="utf-8")

    rows = list(read_csv(path, "participants").rows)

    by_number = {row.number: row for row in rows}
    assert len(rows) == 1198
    assert [row.number for row in rows] == sorted(by_number)
    assert by_number[2] == Row(2, ("1", "=Nimi 1"))
    assert by_number[8] == Row(8, ("7", 'Nimi, "n" 7'))
    assert (by_number[51].cells, bool(by_number[51].problem)) == (("50", "auki"), True)
    assert by_number[601] == Row(601, ("600", "kahdella\nrivillä"))
    assert by_number[603].cells == ("601", "=Nimi 601")
    assert 902 not in by_number
