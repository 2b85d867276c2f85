"""Whatever a file holds, an import answers: rows go in or come back with a reason, and nothing breaks."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes.exchange.files import FILES
from programmes.exchange.reading import BundleError
from programmes.exchange.services import import_bundle
from programmes.placements.models import Placement
from programmes.placements.seats import holding_a_seat
from tests.depth import examples
from tests.programmes.exchange.conftest import RIGHT, TODAY, write_file

KIND = settings(
    max_examples=examples(30, 300),
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
DAYS = st.sampled_from(["", "2026-02-01", "2026-02-02", "3.2.2026", "2026-02-10", "2027-01-01", "31.2.2026"])
CELLS = st.one_of(
    DAYS,
    st.sampled_from(
        ["P1", "S1", "V1", "I1", "L1", "167", "1", "2", "yes", "workshop", "fi", "0242746-2", "x|y", "é"]
    ),
    st.text(max_size=12),
)
KEYS = {"participants": "P", "participations": "S", "vacancies": "V", "intakes": "I", "placements": "L"}


@st.composite
def tables(draw: st.DrawFn) -> dict[str, list[dict[str, str]]]:
    """Right rows of every file, some of their cells replaced by others."""
    found = {}
    for file in FILES:
        if file.name not in RIGHT:  # days hang on a place that runs: test_attendance.py
            continue
        names = [column.name for column in file.columns]
        rows = []
        for number in range(1, draw(st.integers(0, 4)) + 1):
            changes = draw(st.dictionaries(st.sampled_from(names), CELLS, max_size=2))
            key = {"external_id": f"{KEYS[file.name]}{number}"} if file.name in KEYS else {}
            rows.append(RIGHT[file.name] | key | changes)
        found[file.name] = rows
    return found


@st.composite
def seated(draw: st.DrawFn) -> list[dict[str, str]]:
    """Placements of one vacancy with two seats that come and go within a few days."""
    days = st.sampled_from(["", *(f"2026-02-{day:02d}" for day in range(2, 9))])
    names = ("accepted_on", "agreed_on", "starts_on", "ended_on", "cancelled_on", "declined_on")
    return [
        RIGHT["placements"]
        | {"external_id": f"L{number}", "participation_id": f"S{draw(st.integers(1, 3))}"}
        | {name: draw(days) for name in names}
        for number in range(draw(st.integers(1, 8)))
    ]


@pytest.mark.django_db
@KIND
@given(tables())
def test_every_row_goes_in_or_comes_back(reference: None, found: dict[str, list[dict[str, str]]]) -> None:
    with tempfile.TemporaryDirectory() as name, transaction.atomic():
        folder = Path(name)
        for file, rows in found.items():
            if rows:
                write_file(folder / f"{file}.csv", rows)
        if not any(found.values()):
            return

        result = import_bundle(folder, today=TODAY)
        again = import_bundle(folder, today=TODAY)

        for outcome, later in zip(result.outcomes, again.outcomes, strict=True):
            rows = [each for each in found[outcome.name] if any(cell.strip() for cell in each.values())]
            assert outcome.new + len(outcome.rejected) == len(rows)
            assert outcome.rejected == later.rejected
            assert (later.new, later.updated) == (0, 0)
            assert all(reason for _row, reason in outcome.rejected)
        transaction.set_rollback(True)


@pytest.mark.django_db
@KIND
@given(seated(), seated())
def test_seats_are_never_over(
    reference: None, first: list[dict[str, str]], later: list[dict[str, str]]
) -> None:
    people = {
        "employers": [RIGHT["employers"]],
        "vacancies": [RIGHT["vacancies"] | {"seats": "2"}],
        "participants": [RIGHT["participants"] | {"external_id": f"P{n}"} for n in (1, 2, 3)],
        "participations": [
            RIGHT["participations"] | {"external_id": f"S{n}", "participant_id": f"P{n}"} for n in (1, 2, 3)
        ],
    }
    with tempfile.TemporaryDirectory() as name, transaction.atomic():
        folder = Path(name)
        for file, rows in people.items():
            write_file(folder / f"{file}.csv", rows)
        for placements in (first, later):
            write_file(folder / "placements.csv", placements)
            import_bundle(folder, today=TODAY)

            for day in range(1, 12):
                holders = Placement.objects.filter(holding_a_seat(TODAY.replace(month=2, day=day)))
                who = list(holders.values_list("participation__participant", flat=True))
                assert len(who) <= 2
                assert len(who) == len(set(who))
        transaction.set_rollback(True)


@pytest.mark.django_db
@KIND
@given(
    st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)),
    st.sampled_from([".csv", ".xlsx"]),
)
def test_any_bytes_are_answered(reference: None, content: bytes, ending: str) -> None:
    with tempfile.TemporaryDirectory() as name, transaction.atomic():
        folder = Path(name)
        path = folder / f"participants{ending}"
        header = b"external_id;first_name;last_name;birth_date;municipality_code\n"
        path.write_bytes(header + content if ending == ".csv" else content)
        with contextlib.suppress(BundleError):
            result = import_bundle(folder if ending == ".csv" else path, today=TODAY)
            assert not any(outcome.new for outcome in result.outcomes)
        transaction.set_rollback(True)
