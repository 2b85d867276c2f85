"""A rehearsal says what the import then says, writes nothing, and keeps nobody waiting."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given

from audit.models import Event
from programmes.exchange import passes
from programmes.exchange.files import FILES
from programmes.exchange.models import ImportedRow
from programmes.exchange.services import Result, import_bundle
from tests.factories import programmes as make
from tests.programmes.exchange.conftest import RIGHT, TODAY, Bundle, row, write_file
from tests.programmes.exchange.test_fuzz import KIND, seated, tables

pytestmark = pytest.mark.django_db

WRITES = ("INSERT", "UPDATE", "DELETE", "COPY", "FOR NO KEY UPDATE", "FOR UPDATE", "SAVEPOINT")


def told(result: Result) -> object:
    outcomes = [
        (each.name, each.new, each.updated, each.unchanged, each.rejected) for each in result.outcomes
    ]
    return outcomes, result.warnings, result.left_alone, result.unreadable


@contextmanager
def nothing_is_written() -> Iterator[None]:
    """No statement inside writes, holds a row or begins a transaction."""
    with CaptureQueriesContext(connection) as done:
        yield
    said = [query["sql"] for query in done.captured_queries]
    assert said
    assert [sql for sql in said if any(word in sql for word in WRITES)] == []


def rehearse_and_run(folder: Path) -> None:
    """The rehearsal says what the import says, in the same order."""
    with nothing_is_written():
        rehearsed = import_bundle(folder, today=TODAY, dry_run=True)
    assert rehearsed.group is None
    assert told(rehearsed) == told(import_bundle(folder, today=TODAY))


@pytest.mark.parametrize("at_once", [3, 5_000])
@pytest.mark.parametrize("name", ["sample_bundle", "sample_bundle_bad"])
def test_sample_bundles_are_told_alike_new_and_again(
    sample: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, name: str, at_once: int
) -> None:
    monkeypatch.setattr("programmes.exchange.passes.AT_ONCE", at_once)
    monkeypatch.setattr("programmes.exchange.passes.PART", min(at_once, passes.PART))
    for _time in range(2):
        with nothing_is_written():
            rehearsed = sample(name, dry_run=True)
        assert told(rehearsed) == told(sample(name))


def people(*numbers: int, **changes: str) -> list[dict[str, str]]:
    return [row("participants", external_id=f"P{n}", **changes) for n in numbers]


def times(*numbers: int, **changes: str) -> list[dict[str, str]]:
    return [row("participations", external_id=f"S{n}", participant_id=f"P{n}", **changes) for n in numbers]


def placed(number: int, person: int, **days: str) -> dict[str, str]:
    return row("placements", external_id=f"L{number}", participation_id=f"S{person}", **days)


LATER = {
    "a seat that another row gives back": {
        "placements": [
            placed(1, 1, accepted_on="2026-02-03", cancelled_on="2026-02-04"),
            placed(2, 2, accepted_on="2026-02-05"),
            placed(3, 3, accepted_on="2026-02-05"),
        ]
    },
    "a place that moves to another day and is taken": {
        "vacancies": [row("vacancies", seats="2"), row("vacancies", external_id="V2")],
        "placements": [
            placed(1, 1, accepted_on="2026-02-03"),
            placed(2, 2, accepted_on="2026-02-05", vacancy_id="V2"),
            placed(3, 3, accepted_on="2026-02-05"),
            placed(4, 2, accepted_on="2026-02-05"),
        ],
    },
    "a parent whose days change under a child that does not": {
        "participations": times(
            1, 2, 3, referred_on="2026-02-03", accepted_on="2026-02-03", started_on="2026-02-03"
        ),
        "placements": [placed(1, 1, accepted_on="2026-02-03"), placed(2, 2)],
    },
    "a second open time, and one that ends": {
        "participations": [
            *times(1, 2, ended_on="2026-03-01"),
            *times(3),
            row("participations", external_id="S4", participant_id="P1"),
            row("participations", external_id="S5", participant_id="P1"),
            row("participations", external_id="S6", participant_id="P3"),
        ]
    },
    "people alike": {"participants": [*people(1, 2), *people(3, last_name="Toinen"), *people(4, 5)]},
    "fewer seats than are held": {
        "vacancies": [row("vacancies", seats="1")],
        "placements": [
            placed(1, 1, accepted_on="2026-02-03"),
            placed(2, 2, accepted_on="2026-02-03"),
        ],
    },
    "a rejected parent and its children": {
        "participants": [*people(1, gender="x"), *people(2)],
        "participations": times(1, 2, 3, plan_made_on="2026-01-20"),
    },
    "a host under another name": {"employers": [row("employers", name="Uusi nimi")]},
    "groups with their meetings": {
        "intakes": [row("intakes"), row("intakes", external_id="I2", seats="1")],
        "meetings": [
            {"intake_id": group, "on": "2026-12-01", "starts_at": "9:00", "ends_at": "12:00", "seats": seats}
            for group, seats in (("I1", "3"), ("I1", ""), ("I2", "2"), ("I2", ""), ("I3", ""))
        ],
    },
    "what was looked into, and a second that goes on": {
        "assessments": [
            {"participation_id": time, "opened_on": opened_on, "concluded_on": concluded_on}
            for time, opened_on, concluded_on in (
                ("S1", "2026-02-01", "2026-03-01"),
                ("S1", "2026-03-02", ""),
                ("S2", "2026-04-01", ""),
                ("S2", "2026-05-01", ""),
                ("S3", "2026-05-01", "2026-04-01"),
                ("S3", "2026-06-01", ""),
            )
        ],
    },
    "days of places old and new": {
        "placements": [placed(1, 1, accepted_on="2026-02-03"), placed(4, 3)],
        "attendance": [
            {"placement_id": "L1", "on": "2026-02-09", "kind": "present", "hours": ""},
            {"placement_id": "L4", "on": "2026-02-09", "kind": "present", "hours": "6"},
            {"placement_id": "L4", "on": "9.2.2026", "kind": "cancelled", "hours": ""},
            {"placement_id": "L9", "on": "2026-02-10", "kind": "present", "hours": "6"},
        ],
    },
}


@pytest.mark.parametrize("part", [1, 200])
@pytest.mark.parametrize("name", LATER)
def test_what_comes_later_is_told_beside_what_stands_and_what_comes_with_it(
    bundle: Bundle, monkeypatch: pytest.MonkeyPatch, name: str, part: int
) -> None:
    monkeypatch.setattr("programmes.exchange.passes.PART", part)
    bundle.write_right(
        participants=people(1, 2, 3),
        participations=times(1, 2, 3),
        placements=[placed(1, 1, accepted_on="2026-02-03"), placed(2, 2)],
        vacancies=[row("vacancies", seats="2" if name.startswith("fewer") else "1")],
        attendance=[{"placement_id": "L1", "on": "2026-02-09", "kind": "present", "hours": "6"}],
        assessments=[{"participation_id": "S1", "opened_on": "2026-02-01", "concluded_on": ""}],
    )
    rehearse_and_run(bundle.folder)

    bundle.write(**LATER[name])
    before = (Event.objects.count(), ImportedRow.objects.count())
    rehearse_and_run(bundle.folder)

    assert Event.objects.count() > before[0]


def test_what_is_gone_from_the_database_is_new_in_a_rehearsal_too(bundle: Bundle) -> None:
    bundle.write(participants=people(1, 2)).run()
    made = ImportedRow.objects.get(external_id="P1")
    make.Participant.objects.filter(pk=made.object_id).delete()

    rehearse_and_run(bundle.folder)

    assert bundle.run().counts == {"participants": (0, 0, 2, 0)}


@KIND
@given(tables(), tables())
def test_any_bundle_and_another_after_it_are_told_alike(
    reference: None, first: dict[str, Any], then: dict[str, Any]
) -> None:
    with tempfile.TemporaryDirectory() as name, transaction.atomic():
        for found in (first, then):
            for file, rows in found.items():
                if rows:
                    write_file(Path(name) / f"{file}.csv", rows)
            if any(Path(name).glob("*.csv")):
                rehearsed = import_bundle(Path(name), today=TODAY, dry_run=True)
                assert told(rehearsed) == told(import_bundle(Path(name), today=TODAY))
        transaction.set_rollback(True)


@KIND
@given(seated(), seated())
def test_seats_are_told_alike(
    reference: None, first: list[dict[str, str]], later: list[dict[str, str]]
) -> None:
    with tempfile.TemporaryDirectory() as name, transaction.atomic():
        for file in FILES:
            if file.name in {"employers", "participants", "participations"}:
                write_file(Path(name) / f"{file.name}.csv", RIGHT_OF[file.name])
        write_file(Path(name) / "vacancies.csv", [row("vacancies", seats="2")])
        for placements in (first, later):
            write_file(Path(name) / "placements.csv", placements)
            rehearsed = import_bundle(Path(name), today=TODAY, dry_run=True)
            assert told(rehearsed) == told(import_bundle(Path(name), today=TODAY))
        transaction.set_rollback(True)


RIGHT_OF = {
    "employers": [RIGHT["employers"]],
    "participants": people(1, 2, 3),
    "participations": times(1, 2, 3),
}
