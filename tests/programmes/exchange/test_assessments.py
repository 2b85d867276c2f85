"""assessments.csv: when work ability was looked into, and what came of it."""

from __future__ import annotations

from typing import Any

import pytest

from programmes.models import WorkAbilityAssessment
from programmes.workspace.tasks import waiting_for
from tests.factories import programmes as make
from tests.programmes.exchange.conftest import TODAY, Bundle


def told(opened_on: str = "2026-04-01", **cells: str) -> dict[str, Any]:
    return {"participation_id": "S1", "opened_on": opened_on, **cells}


def states() -> list[str]:
    return list(WorkAbilityAssessment.objects.order_by("opened_on").values_list("state", flat=True))


def test_the_days_tell_the_state(bundle: Bundle) -> None:
    rows = [
        told("2026-01-05", concluded_on="2026-02-01", solution="open_job"),
        told("2026-02-05", interrupted_on="2026-03-01"),
        told("2026-04-01"),
    ]
    bundle.write_right(assessments=rows).run()

    assert states() == ["concluded", "interrupted", "gathering"]
    assert WorkAbilityAssessment.objects.get(state="concluded").solution.code == "open_job"
    assert bundle.counts["assessments"] == (3, 0, 0, 0)


def test_one_that_goes_on_comes_up_for_a_coordinator_and_shares_nothing(bundle: Bundle) -> None:
    bundle.write_right(assessments=[told()]).run()
    ability = make.account("work_ability_coordinator")

    row = WorkAbilityAssessment.objects.get()
    assert row.due_on == TODAY
    assert row.shared.count() == 0
    assert "assessment" in {task.kind for task in waiting_for(ability).tasks}


def test_the_same_file_changes_nothing_and_an_end_is_an_update(bundle: Bundle) -> None:
    bundle.write_right(assessments=[told()]).run()
    bundle.run()
    assert bundle.counts["assessments"] == (0, 0, 1, 0)

    bundle.write_right(assessments=[told(concluded_on="2026-05-01", solution="open_job")]).run()

    assert (states(), bundle.counts["assessments"]) == (["concluded"], (0, 1, 0, 0))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (told("", concluded_on="2026-05-01"), "missing required value: opened_on"),
        (told(solution="dancing"), "unknown code"),
        (told(concluded_on="2026-03-01"), "order of dates: concluded_on"),
        (told(concluded_on="2026-05-01", interrupted_on="2026-05-02"), "more than one end"),
        ({"participation_id": "S9", "opened_on": "2026-04-01"}, "id points nowhere"),
    ],
)
def test_a_wrong_row_has_its_reason(bundle: Bundle, row: dict[str, str], why: str) -> None:
    bundle.write_right(assessments=[row]).run()

    assert why in bundle.reasons("assessments")[2]
    assert states() == []


def test_of_one_person_one_goes_on_at_a_time(bundle: Bundle) -> None:
    bundle.write_right(assessments=[told("2026-04-01"), told("2026-05-01")]).run()

    assert states() == ["gathering"]
    assert "already has an assessment that goes on" in bundle.reasons("assessments")[3]


def test_an_empty_cell_keeps_the_end_and_its_class(bundle: Bundle) -> None:
    bundle.write_right(assessments=[told(concluded_on="2026-05-01", solution="open_job")]).run()

    bundle.write(assessments=[told(concluded_on="", solution="")]).run()

    row = WorkAbilityAssessment.objects.get()
    assert (row.state, str(row.concluded_on), row.solution.code) == ("concluded", "2026-05-01", "open_job")
