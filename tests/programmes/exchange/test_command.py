"""`manage.py import_bundle` as a person at the console meets it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from audit.models import Event
from programmes.participants.models import Participant
from tests.programmes.exchange.conftest import TODAY, Bundle, row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day_of_the_tests():
    with time_machine.travel(f"{TODAY} 12:00+02:00", tick=False):
        yield


def command(*args: object) -> tuple[int, str, str]:
    """Exit status, stdout and stderr."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("import_bundle", *map(str, args), stdout=out, stderr=err)
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    except CommandError as error:
        status = error.returncode
        err.write(str(error))
    return status, out.getvalue(), err.getvalue()


def test_counts_are_on_stdout_and_all_else_on_stderr(bundle: Bundle) -> None:
    bundle.write(
        participants=[
            row("participants", municipality_code="091"),
            row("participants", external_id="P2", gender="x"),
        ],
        notes=[{"given_on": "2026-01-01"}],
    )

    status, out, err = command(bundle.folder)

    assert status == 1
    assert out == "participants       1 new       0 updated       0 unchanged       1 rejected\n"
    assert err.splitlines() == [
        "left alone: notes.csv",
        "warning: participants P1 (row 2): the municipality is outside the area",
        f"rejected rows: {bundle.folder / 'rejected' / 'participants.csv'}",
        f"to take this import back: manage.py undo_import {Event.objects.get().group}",
    ]


def test_whole_bundle_leaves_with_0(bundle: Bundle) -> None:
    status, out, _err = command(bundle.write_right().folder)

    assert status == 0
    assert [line.split()[:2] for line in out.splitlines()] == [
        ["employers", "1"],
        ["vacancies", "1"],
        ["intakes", "1"],
        ["participants", "1"],
        ["work_profiles", "1"],
        ["participations", "1"],
        ["placements", "1"],
    ]
    assert not (bundle.folder / "rejected").exists()


def test_report_goes_where_it_is_asked_to(bundle: Bundle, tmp_path: Path) -> None:
    bundle.write(participants=[row("participants", gender="x")])

    status, _out, _err = command(bundle.folder, "--report", tmp_path / "far" / "away")

    assert status == 1
    assert (tmp_path / "far" / "away" / "participants.csv").exists()
    assert not (bundle.folder / "rejected").exists()


def test_dry_run_says_so_and_changes_nothing(bundle: Bundle) -> None:
    status, out, err = command(bundle.write(participants=[row("participants")]).folder, "--dry-run")

    assert (status, out.split()[:3]) == (0, ["participants", "1", "new"])
    assert err == "dry run: nothing was changed\n"
    assert not Participant.objects.exists()


def test_nothing_to_run_leaves_with_2_and_one_line(bundle: Bundle, tmp_path: Path) -> None:
    (bundle.folder / "README.md").write_text("nothing here", encoding="utf-8")

    for path in (bundle.folder, tmp_path / "nowhere", bundle.folder / "README.md"):
        status, out, err = command(path)

        assert (status, out) == (2, "")
        assert len(err.splitlines()) == 1


def test_unreadable_file_beside_a_right_one_leaves_with_1(bundle: Bundle) -> None:
    bundle.write(employers=[row("employers")])
    (bundle.folder / "participants.csv").write_bytes(b"")

    status, _out, err = command(bundle.folder)

    assert status == 1
    assert err.splitlines()[0] == "cannot be read: participants.csv: it is empty, a header row is needed"


def test_name_of_the_source_has_a_length(bundle: Bundle) -> None:
    status, _out, err = command(bundle.write(participants=[row("participants")]).folder, "--source", "x" * 41)

    assert status == 2
    assert "1 to 40 characters" in err
