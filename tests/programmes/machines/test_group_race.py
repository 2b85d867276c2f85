"""A group is taken back while somebody acts on one of its rows: one of the two has done it, and whole."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from audit.models import Event
from audit.verifying import verify
from programmes.catalogue.selectors import reasons
from programmes.models import Participation, Placement, Vacancy
from programmes.participants import services as participants
from programmes.placements import services as placements
from tests.programmes.machines import cast as made
from tests.programmes.machines.test_acts_on_many import on_hold
from tests.programmes.machines.test_groups import many
from tests.programmes.machines.test_locks import outcome
from tests.programmes.machines.test_race import at_once
from workflow.undo import undo, undo_group

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_committed")]


def raced(acts: list[Any]) -> list[str]:
    return at_once(len(acts), lambda place: outcome(lambda _scene: acts[place](), None))  # type: ignore[arg-type]


@pytest.mark.parametrize("which", [0, 2])
def test_a_group_is_taken_back_whole_or_the_act_on_one_row_stands(which):
    cast = made.full_cast()
    rows = many(cast, 3)
    group = on_hold(rows, cast["responsible"])[0].group
    one = Participation.objects.get(pk=rows[which].pk)
    day = timezone.localdate()

    answers = raced(
        [
            lambda: undo_group(group, by=cast["responsible"]),
            lambda: participants.resume(
                one, by=cast["responsible"], next_step="Soitto", next_step_due_on=day
            ),
            lambda: undo_group(group, by=cast["responsible"]),
        ]
    )

    states = [Participation.objects.get(pk=row.pk).state for row in rows]
    undone = Event.objects.filter(verb="participation.undone").count()
    resumed = Event.objects.filter(verb="participation.resumed").count()
    assert sorted(answers) in (
        ["CannotUndo", "CannotUndo", "done"],
        ["CannotUndo", "OutOfTurn", "done"],
    )
    assert (undone, resumed) in ((3, 0), (0, 1))
    expected = ["active"] * 3 if undone else ["active" if n == which else "on_hold" for n in range(3)]
    assert states == expected
    assert verify().broken == []


def test_a_place_is_opened_again_while_another_closes_or_suggests():
    cast = made.full_cast()
    row = made.placement(cast, "introduced")
    event = placements.close_vacancy(
        cast.vacancy, by=cast["responsible"], reason=reasons("vacancy", "close").first()
    )

    def take_back() -> Any:
        return undo(Vacancy.objects.get(pk=cast.vacancy.pk), event, by=cast["responsible"])

    answers = raced(
        [
            take_back,
            lambda: placements.withdraw_participation(
                Participation.objects.get(pk=cast.participation.pk), by=cast["responsible"], on_word="phone"
            ),
            take_back,
        ]
    )

    assert not [told for told in answers if told.startswith("clash")], answers
    place = Vacancy.objects.get(pk=cast.vacancy.pk)
    assert Participation.objects.get(pk=cast.participation.pk).state == "withdrawn"
    assert Placement.objects.get(pk=row.pk).state == "cancelled"
    assert (place.state, sorted(answers)) in (
        ("open", ["CannotUndo", "done", "done"]),
        ("closed", ["CannotUndo", "CannotUndo", "done"]),
    )
    assert verify().broken == []


def measured(act: Any) -> tuple[float, int]:
    """How many seconds and statements the act takes."""
    asked = 0

    def count(execute: Any, *question: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*question)

    began = time.perf_counter()
    with connection.execute_wrapper(count):
        act()
    return time.perf_counter() - began, asked


@pytest.mark.parametrize("count", [200])
def test_two_hundred_acts_and_their_undo(count, long, capsys):
    if not long:
        pytest.skip("two hundred rows: --long")
    cast = made.full_cast()
    rows, groups = many(cast, count), list[Event]()
    acted, asked = measured(lambda: groups.extend(on_hold(rows, cast["responsible"])))
    undone, asked_back = measured(lambda: undo_group(groups[0].group, by=cast["responsible"]))

    with capsys.disabled():
        print(f"\n{count} acts {acted:.2f} s, {asked} statements; undo {undone:.2f} s, {asked_back}")  # noqa: T201
    assert verify().broken == []
    assert not Participation.objects.filter(state="on_hold").exists()
