"""The commands: only the result on stdout, one line for bad input, nothing changed by it."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from audit.models import Event
from reports.goals import ensure_goals
from reports.models import Goal

HALF = ("--from", "2026-01-01", "--to", "2026-06-30")


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def figures(*arguments: str) -> list[dict]:
    return json.loads(run("indicators", *HALF, "--format", "json", *arguments))["figures"]


def test_indicators_are_counted_for_everyone(referral):
    ensure_goals()
    referral(offered=10)
    referral()

    found = {each["indicator"]: (each["n"], each["k"], each["goal"]) for each in figures("--only", "P3,P2")}

    assert found == {"P2": (2, None, 45.0), "P3": (2, 1, 90.0)}


def test_breakdown_has_a_row_for_every_municipality(referral):
    referral("422", offered=10)

    found = figures("--only", "p3", "--by", "municipality")

    assert len(found) == 13
    assert {each["group"] for each in found if each["n"]} == {"422"}
    assert {each["by"] for each in found} == {"municipality"}


def test_table_and_csv_say_the_same(referral):
    referral(offered=10)

    table = run("indicators", *HALF, "--only", "P3")
    rows = list(csv.DictReader(io.StringIO(run("indicators", *HALF, "--only", "P3", "--format", "csv"))))

    assert table.splitlines()[1].split()[:2] == ["P3", "Tarjous"]
    assert "100,0" in table
    assert [(row["from"], row["to"], row["n"], row["k"], row["value"]) for row in rows] == [
        ("2026-01-01", "2026-06-30", "1", "1", "100.0")
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("indicators", "--from", "1.1.2026", "--to", "2026-06-30"), "is no day"),
        (("indicators", "--from", "2026-07-01", "--to", "2026-06-30"), "before it starts"),
        (("indicators", "--from", "0001-01-01", "--to", "2026-06-30"), "no figures before"),
        (("indicators", "--from", "2026-01-01"), "--to"),
        (("indicators", *HALF, "--by", "shoe"), "No breakdown"),
        (("indicators", *HALF, "--only", "X6"), "No indicator X6"),
        (("indicators", *HALF, "--only", ","), "No indicator"),
        (("indicators", *HALF, "--format", "xml"), "invalid choice"),
        (("indicators", *HALF, "--public"), "No edition of 2026-H1: no edition is published yet"),
        (("report", "shoes", *HALF, "--format", "pdf", "--output", "x.pdf"), "there is right-to-work"),
        (("report", "right-to-work", *HALF, "--format", "pdf", "--output", "/nowhere/x.pdf"), "No folder"),
        (
            (
                "report",
                "right-to-work",
                *HALF,
                "--by",
                "programme_type",
                "--format",
                "pdf",
                "--output",
                "x.pdf",
            ),
            "No breakdown",
        ),
    ],
)
def test_bad_input_is_told_in_one_line_with_exit_2(reference, db, arguments, words):
    with pytest.raises(CommandError, match=words) as error:
        run(*arguments)

    assert error.value.returncode == 2
    assert "\n" not in str(error.value)


def test_a_data_day_that_lies_ahead_is_told_beside_the_figures(db, reference, capsys):
    last = timezone.localdate() + timedelta(days=1)

    call_command("indicators", "--from", "2026-01-01", "--to", last.isoformat(), "--only", "P3")

    told = capsys.readouterr()
    assert f"{last} lies ahead" in told.err
    assert "lies ahead" not in told.out


@pytest.mark.parametrize("name", ["indicators", "report", "publish_edition"])
def test_help_has_an_example(name, capsys):
    with pytest.raises(SystemExit):
        call_command(name, "--help")

    assert f"manage.py {name} " in capsys.readouterr().out


def test_report_is_written_and_goes_on_record(referral, tmp_path):
    referral(offered=10)
    file = tmp_path / "board.json"

    told = run("report", "right-to-work", *HALF, "--by", "gender", "--format", "json", "--output", str(file))

    assert told == f"{file}\n"
    assert {each["by"] for each in json.loads(file.read_text())["figures"]} == {None, "gender"}
    assert Event.objects.get(verb="report.exported").actor_id is None


def test_report_that_cannot_be_written_leaves_no_record(referral, tmp_path):
    with pytest.raises(CommandError, match="Cannot write"):
        run("report", "right-to-work", *HALF, "--format", "csv", "--output", str(tmp_path))

    assert not Event.objects.filter(verb="report.exported").exists()


def test_first_goals_are_set_once(db):
    assert ensure_goals() == 8
    assert ensure_goals() == 0
    assert Goal.objects.get(indicator="P3").target == 90.0


def test_a_goal_that_was_set_by_a_person_stays(db):
    Goal.objects.create(indicator="P3", target=80, valid_from=date(2026, 1, 1), why="Oma tavoite")

    ensure_goals()

    assert [goal.target for goal in Goal.objects.filter(indicator="P3")] == [80]
