"""The recipe "A state" of platform/HOW-TO.md, acted out: a door that is open, knocked at, and opened."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.test.utils import isolate_apps
from django_fsm import FSMField

from programmes import messages, turns
from programmes.destinations import own_home
from programmes.facts import COORDINATOR, NOBODY, WORKING_DAYS, StateFacts, Wait, facts_of_all, no_day
from programmes.messages import Told
from programmes.recipients import participant_of
from programmes.verbs import Said, said_of, verb
from workflow import registry
from workflow.models import StateRow
from workflow.registry import Machine
from workflow.services import service_of
from workflow.steps import step_of


class DoorState(models.TextChoices):
    KNOCKED = "knocked", "Somebody knocks"
    OPENED = "opened", "Open"


S = DoorState
KNOCKED = StateFacts(tone="warn", day=WORKING_DAYS, wait=Wait(COORDINATOR, "Open the door"))
OPENED = StateFacts(tone="ok", day=no_day("Nobody waits."), wait=Wait(NOBODY, "Open"))


@pytest.fixture
def door(monkeypatch) -> Any:
    """The state, its facts, the act that leads there, who is told: the steps of the recipe."""
    with isolate_apps("programmes"):

        class Door(StateRow):
            state = FSMField(default=S.KNOCKED, choices=S.choices, protected=True)
            opened_on = models.DateField(null=True)

            class Meta:
                app_label = "programmes"

            @verb(
                S.KNOCKED, S.OPENED, label="Open", past="opened", told="The door was opened", day="opened_on"
            )
            def open(self, *, on: date) -> None:
                self.opened_on = on

        said_of.cache_clear()
        facts = facts_of_all(DoorState, StateFacts, {S.KNOCKED: KNOCKED, S.OPENED: OPENED})
        monkeypatch.setitem(turns.FACTS, "door", facts)
        monkeypatch.setitem(
            messages.MESSAGES, "door.opened", (Told(participant_of, "place_began", own_home),)
        )
        machine = Machine(
            code="door",
            model=Door,
            name="Door",
            find=lambda user, reference: Door(),
            url=lambda row, user: "/",
            title=lambda row, user: "Door",
            turn=lambda row, user: turns.turn("door", row, user),
            state_label=lambda row, user: row.get_state_display(),
            due_on=lambda row, on: turns.due_on("door", row, on),
        )
        monkeypatch.setitem(registry._machines, "door", machine)
        yield Door
    said_of.cache_clear()


@pytest.mark.django_db
def test_the_state_says_whose_turn_and_by_when(door, monkeypatch):
    monkeypatch.setattr(turns, "deadline_days", lambda: {"door-knocked": 3})
    row = door()

    assert turns.wait_of("door", row) is KNOCKED.wait
    assert turns.due_on("door", row, date(2026, 11, 26)) == date(2026, 12, 1)  # Thursday, over a weekend
    assert turns.FACTS["door"][row.state].tone_for("list") == "warn"


def test_the_act_brings_its_words_its_right_and_its_service(door):
    asked = []

    class Somebody:
        def has_perm(self, perm: str, row: Any) -> bool:
            asked.append(perm)
            return True

    row = door()
    assert row.open.__func__._django_fsm.has_transition_perm(row, "knocked", Somebody())
    row.open(on=date(2026, 12, 1))

    assert asked == ["programmes.open_door"]
    assert (row.state, row.opened_on) == ("opened", date(2026, 12, 1))
    assert said_of("door.opened") == Said("The door was opened", ("dot", "quiet"), "opened_on")
    assert service_of(registry.machines()["door"], "open").__name__ == "plain"
    assert step_of(door, "open").label == "Open"


def test_a_state_without_facts_and_an_act_without_words_stop_the_start():
    with pytest.raises(ImproperlyConfigured, match=r"Nothing is told of opened: give each its StateFacts"):
        facts_of_all(DoorState, StateFacts, {S.KNOCKED: KNOCKED})
    with pytest.raises(TypeError, match="told"):
        verb(S.KNOCKED, S.OPENED, label="Open", past="opened")
    with pytest.raises(TypeError, match="wait"):
        StateFacts(tone="ok", day=WORKING_DAYS)
