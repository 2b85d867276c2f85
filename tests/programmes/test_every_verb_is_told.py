"""Every event has words: no page shows the name of one, and every act hears them from its own declaration."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from audit.models import Event
from programmes.verbs import OTHERWISE, VERBS, days_of, said_of
from programmes.workspace.timeline import sentence_of
from ui.assets.styles import icon_paths
from workflow.registry import machines
from workflow.services import act, service_of
from workflow.steps import transitions_of

EVERY_ACT = [
    (code, found[0].custom["step"])
    for code, machine in machines().items()
    for found in transitions_of(machine.model).values()
]
TONES = {"info", "ok", "warn", "late", "quiet"}


def recorded() -> Iterator[str]:
    """Every verb that the programme's code records beside the machines, or makes a row with."""
    for path in Path("programmes").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name == "record" and node.args:
                yield from strings_of(node.args[0])


def strings_of(value: ast.expr) -> list[str]:
    parts = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
    return [part.value for part in parts if isinstance(part, ast.Constant)]


@pytest.mark.parametrize(("code", "step"), EVERY_ACT, ids=[f"{code}.{step.past}" for code, step in EVERY_ACT])
def test_every_act_is_told_by_its_own_words(code, step):
    event = Event(verb=f"{code}.{step.past}")

    assert sentence_of(event) == str(step.told)
    assert str(step.told) not in {"", event.verb, str(OTHERWISE.told)}
    assert step.mark[0] in {"dot", *icon_paths()}
    assert step.mark[1] in TONES


def test_what_is_recorded_beside_the_machines_has_words():
    assert set(recorded()) - set(VERBS) == set()


def test_what_is_taken_back_is_named_in_words():
    undone = Event(verb="placement.undone", undoes=Event(verb="placement.wanted"))

    with translation.override("en"):
        assert sentence_of(undone) == "Taken back: The person is interested"


def test_a_verb_that_nobody_knows_is_never_shown_by_its_name():
    with translation.override("en"):
        assert sentence_of(Event(verb="placement.from_long_ago")) == "Something was recorded"
    assert said_of("nothing.at_all") == OTHERWISE


def test_days_of_an_imported_row_tell_in_the_order_of_the_path():
    assert list(days_of("placement").items()) == [
        ("offered_on", "placement.proposed"),
        ("wanted_on", "placement.wanted"),
        ("introduced_on", "placement.introduced"),
        ("accepted_on", "placement.accepted"),
        ("declined_on", "placement.declined"),
        ("refused_on", "placement.refused"),
        ("released_on", "placement.released"),
        ("agreed_on", "placement.agreed"),
        ("starts_on", "placement.started"),
        ("ended_on", "placement.ended"),
        ("cancelled_on", "placement.cancelled"),
    ]


def test_an_act_with_nothing_more_to_do_has_no_service_of_its_own():
    plain = {
        (code, name)
        for code, machine in machines().items()
        for name in transitions_of(machine.model)
        if name not in machine.services
    }

    assert {("placement", "decline"), ("vacancy", "publish"), ("complaint", "answer")} <= plain
    assert all(callable(service_of(machines()[code], name)) for code, name in plain)
    assert act.__doc__
