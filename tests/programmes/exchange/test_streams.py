"""However many rows are in memory at once, the same goes in and the same is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from programmes.exchange.csv_files import read_csv
from programmes.exchange.services import Result

pytestmark = pytest.mark.django_db


def told(result: Result) -> object:
    outcomes = [
        (one.name, one.new, one.updated, one.unchanged, [(row.number, why) for row, why in one.rejected])
        for one in result.outcomes
    ]
    return outcomes, sorted(result.warnings)


@pytest.mark.parametrize("name", ["sample_bundle", "sample_bundle_bad"])
def test_the_size_of_a_stream_changes_nothing(
    sample: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    whole = told(sample(name, dry_run=True))

    monkeypatch.setattr("programmes.exchange.passes.AT_ONCE", 7)
    by_sevens = told(sample(name))
    again = told(sample(name, dry_run=True))
    monkeypatch.setattr("programmes.exchange.passes.AT_ONCE", 5_000)

    assert by_sevens == whole
    assert again == told(sample(name, dry_run=True))


def test_rows_of_a_file_are_read_anew_each_time_and_none_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "participants.csv"
    path.write_text('external_id,first_name\n1,"Aino\n2,Eero\n3,"Ai\nno"\n\n4,Kerttu\n', encoding="utf-8")
    rows = read_csv(path, "participants").rows

    first = [(row.number, row.cells, bool(row.problem)) for row in rows]

    assert first == [
        (2, ("1", "Aino"), True),
        (3, ("2", "Eero"), False),
        (4, ("3", "Ai\nno"), False),
        (7, ("4", "Kerttu"), False),
    ]
    assert [(row.number, row.cells, bool(row.problem)) for row in rows] == first
    assert (len(rows), isinstance(rows, list)) == (4, False)
