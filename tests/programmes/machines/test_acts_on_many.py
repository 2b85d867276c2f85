"""An act over many rows is one group in the trail: all of it or nothing, and taken back as one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.grouping import as_one
from audit.models import Event
from audit.services import record
from programmes.models import Participation
from tests.programmes.machines import cast as made
from tests.programmes.machines.test_groups import many, whole
from workflow.errors import CannotUndo, OutOfTurn
from workflow.services import act_on_all
from workflow.undo import undo_group

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def cast() -> made.Cast:
    return made.full_cast()


LOOK_AGAIN = {"look_again_on": timedelta(days=30)}


def on_hold(rows: list[Participation], by: Any, token: str | None = None) -> list[Event]:
    day = timezone.localdate() + LOOK_AGAIN["look_again_on"]
    return act_on_all(rows, "hold", by=by, token=token, look_again_on=day)


def test_an_act_over_many_rows_is_one_group_and_is_taken_back_as_one(cast):
    rows = many(cast, 5)

    events = on_hold(rows, cast["responsible"])
    held = list(Participation.objects.filter(pk__in=[row.pk for row in rows]).values_list("state", flat=True))
    undo_group(events[0].group, by=cast["responsible"])

    assert held == ["on_hold"] * 5
    assert len({event.group for event in events}) == 1
    assert {row.state for row in Participation.objects.filter(pk__in=[row.pk for row in rows])} == {"active"}
    assert not any(row.holds.exists() for row in rows)
    assert whole()


def test_the_same_form_over_many_rows_acts_once(cast):
    rows = many(cast, 3)
    first = on_hold(rows, cast["responsible"], token="form")

    again = on_hold(rows, cast["responsible"], token="form")

    assert [event.pk for event in again] == [event.pk for event in first]
    with pytest.raises(ValidationError, match="used already"):
        on_hold(many(cast, 1), cast["responsible"], token="form")


def test_one_row_that_cannot_stops_all_of_them_and_is_named(cast):
    rows = [*many(cast, 2), *many(cast, 1, "waiting")]

    with pytest.raises(OutOfTurn) as stop:
        on_hold(rows, cast["responsible"])
    far = timezone.localdate() + timedelta(days=99)
    with pytest.raises(ValidationError, match=f"{rows[0].participant}: .*90"):
        act_on_all(rows[:2], "hold", by=cast["responsible"], look_again_on=far)

    assert stop.value.obj == rows[2]
    assert not Event.objects.exists()


def test_what_nobody_pressed_is_not_taken_back_by_a_press(cast):
    with as_one() as group:
        record("vacancy.imported", cast.vacancy, by=None)

    with pytest.raises(CannotUndo):
        undo_group(group, by=cast["manager"])
    with pytest.raises(CannotUndo):
        undo_group(uuid4(), by=cast["manager"])


def test_many_rows_cost_what_each_costs_and_nothing_more(cast):
    """The further statements of an act and of its undo are those of the row: no row asks for the others."""

    def counted(count: int) -> tuple[int, int]:
        rows = many(cast, count)
        with CaptureQueriesContext(connection) as acting:
            events = on_hold(rows, cast["responsible"])
        with CaptureQueriesContext(connection) as undoing:
            undo_group(events[0].group, by=cast["responsible"])
        return len(acting), len(undoing)

    counted(1)
    few, more, most = counted(2), counted(4), counted(8)

    each_act, each_undo = ((b - a) / 2 for a, b in zip(few, more, strict=True))
    assert most == (more[0] + 4 * each_act, more[1] + 4 * each_undo)
    assert each_act <= 45
    assert each_undo <= 8
