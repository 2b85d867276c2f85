"""Small bundles written by hand, one right row in each file, to be changed by a test."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from time_machine import TimeMachineFixture

from programmes.exchange.browser.reasons import WARNING, has_words
from programmes.exchange.services import Result, import_bundle

TODAY = date(2026, 11, 22)
DATA = Path(__file__).parents[2] / "data"

Rows = list[dict[str, str]]

RIGHT: dict[str, dict[str, str]] = {
    "employers": {"business_id": "0242746-2", "name": "Joensuun kaupunki", "verified_on": "2025-01-02"},
    "vacancies": {
        "external_id": "V1",
        "business_id": "0242746-2",
        "title": "Apulainen",
        "municipality_code": "167",
        "seats": "1",
        "opened_on": "2026-01-02",
        "programme_types": "workshop",
    },
    "intakes": {"external_id": "I1", "municipality_code": "422", "starts_on": "2026-03-02", "seats": "2"},
    "participants": {
        "external_id": "P1",
        "first_name": "Aino",
        "last_name": "Koe",
        "birth_date": "1980-04-03",
        "municipality_code": "167",
    },
    "work_profiles": {"participant_id": "P1", "travel_km": "20"},
    "participations": {
        "external_id": "S1",
        "participant_id": "P1",
        "referred_on": "2026-01-12",
        "accepted_on": "2026-01-13",
        "started_on": "2026-01-20",
    },
    "placements": {
        "external_id": "L1",
        "participation_id": "S1",
        "vacancy_id": "V1",
        "programme_type": "workshop",
        "offered_on": "2026-02-02",
    },
}


def row(file: str, **changes: str) -> dict[str, str]:
    """The right row of a file, with changes; None takes a column away."""
    return {name: value for name, value in (RIGHT[file] | changes).items() if value is not None}


def write_file(path: Path, rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8") -> None:
    """A CSV file of rows that need not have the same columns."""
    columns = list(dict.fromkeys(name for each in rows for name in each))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, fieldnames=columns, delimiter=delimiter, restval="")
        writer.writeheader()
        writer.writerows(rows)


def without_words(result: Result) -> list[str]:
    """The reasons and warnings of an import that no page has words for: each needs some (`reasons`)."""
    reasons = [one for outcome in result.outcomes for _row, why in outcome.rejected for one in why.each]
    reasons += list(result.unreadable.values())
    told = [WARNING.fullmatch(words) for words in result.warnings]
    assert all(told), result.warnings
    reasons += [found["words"] for found in told if found]
    return [reason for reason in dict.fromkeys(reasons) if not has_words(reason)]


class Bundle:
    """A folder of files, and what came of the last import of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.result: Result

    def write(self, **files: Rows) -> Bundle:
        """These files are in the folder, beside what was there."""
        for name, rows in files.items():
            write_file(self.folder / f"{name}.csv", rows)
        return self

    def write_right(self, **files: Rows) -> Bundle:
        """One right row in each file, but for those given."""
        return self.write(**{name: [each] for name, each in RIGHT.items()} | files)

    def run(self, **options: object) -> Bundle:
        """The folder is imported, on the day of the tests."""
        self.result = import_bundle(self.folder, **{"today": TODAY} | options)  # type: ignore[arg-type]
        assert without_words(self.result) == []
        return self

    @property
    def counts(self) -> dict[str, tuple[int, int, int, int]]:
        """By file: new, updated, unchanged, rejected."""
        return {
            each.name: (each.new, each.updated, each.unchanged, len(each.rejected))
            for each in self.result.outcomes
        }

    def reasons(self, file: str) -> dict[int, str]:
        """By row number in the file, why it was rejected."""
        outcome = next(each for each in self.result.outcomes if each.name == file)
        return {rejected.number: reason for rejected, reason in outcome.rejected}


@pytest.fixture(autouse=True)
def _its_day(time_machine: TimeMachineFixture) -> None:
    """The files speak of days up to `TODAY`: roles and accounts begin by a clock that stands there too."""
    time_machine.move_to(f"{TODAY} 12:00+02:00")


@pytest.fixture
def bundle(tmp_path: Path, reference: None, db: None) -> Bundle:
    folder = tmp_path / "bundle"
    folder.mkdir()
    return Bundle(folder)


@pytest.fixture
def sample(tmp_path: Path, reference: None, db: None) -> Callable[..., Result]:
    """Imports one of the sample bundles, its report in a folder of the test."""

    def run(name: str = "sample_bundle", **options: object) -> Result:
        result = import_bundle(DATA / name, **{"today": TODAY, "report": tmp_path / "report"} | options)  # type: ignore[arg-type]
        assert without_words(result) == []
        return result

    return run
