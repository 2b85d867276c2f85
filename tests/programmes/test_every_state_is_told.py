"""Whatever state a row is in: everybody who meets it is told, by when, and nobody vanishes from a list."""

from __future__ import annotations

import ast
import csv
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.urls import reverse

from cms.reference.names import OUTSIDE_MACHINES
from programmes.assessments.states import ASK, DECIDED
from programmes.catalogue.selectors import DEADLINE, deadline_of
from programmes.facts import (
    COORDINATOR,
    HOST,
    NOBODY,
    PARTICIPANT,
    PARTNER,
    REFERRER,
    SIGNATORY,
    WORKERS,
    StateFacts,
    facts_of_all,
)
from programmes.placements import states as placement_states
from programmes.placements.states import LISTED_FOR_HOST, LIVE, SEEN_BY_HOST
from programmes.turns import COMES_UP, FACTS
from tests.factories import programmes as make
from workflow.registry import machines

PROGRAMMES = Path("programmes")
EVERY_STATE = [(machine, state) for machine, states in FACTS.items() for state in states]
TONES = {"info", "ok", "warn", "late", "quiet"}
WORDS = {"date", "end", "start", "resume", "reopens", "worker", "phone", "host", "guide", "n"}
# Whose turn it can be, by machine: the parts there are.
PARTS = {
    "participation": WORKERS | {REFERRER, NOBODY},
    "interest": WORKERS | {NOBODY},
    "placement": WORKERS | {PARTICIPANT, HOST, SIGNATORY, NOBODY},
    "vacancy": WORKERS | {HOST, NOBODY},
    "host": WORKERS | {NOBODY},
    "attendance": WORKERS | {HOST, NOBODY},
    "session": {NOBODY},
    "complaint": WORKERS | {NOBODY},
    "assessment": WORKERS | {PARTNER, NOBODY},
}


def days_of_the_catalogue() -> dict[str, str]:
    with (PROGRAMMES / "catalogue/data/parameters.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter=";") if row["code"].startswith(DEADLINE)]
    return {row["code"].removeprefix(DEADLINE): row["unit"] for row in rows}


def test_every_machine_tells_of_its_states_and_of_no_others():
    declared = {
        code: set(dict(one.model._meta.get_field("state").choices)) for code, one in machines().items()
    }

    assert {code: set(states) for code, states in FACTS.items()} == declared


@pytest.mark.parametrize(("machine", "state"), EVERY_STATE)
def test_every_state_is_told(machine, state):
    facts = FACTS[machine][state]
    day, wait = facts.day, facts.wait

    assert str(state.label)
    assert str(wait.about)
    assert {facts.tone, *facts.tones.values()} <= TONES
    assert wait.who in PARTS[machine]
    # By when, or why there is no day: one of the three, and never a day for nobody's turn.
    assert [bool(day.counted), bool(day.column), bool(day.because)].count(True) == 1
    assert not (wait.who == NOBODY and day.counted)
    known = days_of_the_catalogue().get(deadline_of(f"{machine}.{state}"))
    assert known == (f"{day.counted}_days" if day.counted else None), (
        "the days stand in programmes/catalogue/data/parameters.csv, in the unit of the facts"
    )
    assert not day.column or machines()[machine].model._meta.get_field(day.column)


def test_every_day_of_the_catalogue_belongs_to_a_state():
    states = {deadline_of(f"{machine}.{state}") for machine, state in EVERY_STATE}

    assert set(days_of_the_catalogue()) - states == set(OUTSIDE_MACHINES)


@pytest.mark.parametrize(("machine", "state"), EVERY_STATE)
def test_who_is_no_worker_reads_whose_turn_it_is(machine, state):
    facts = FACTS[machine][state]
    wait = facts.wait

    missing = []
    if machine in {"participation", "placement", "assessment"} and wait.who != NOBODY and not wait.own:
        missing.append("own")
    reads = state in SEEN_BY_HOST if machine == "placement" else machine in {"vacancy", "host"}
    if reads and wait.who in WORKERS and not wait.host:
        missing.append("host")
    if machine == "participation" and wait.who == COORDINATOR and not wait.officer:
        missing.append("officer")
    assert missing == []


def test_sentences_ask_for_nothing_that_is_not_known():
    waits = [facts.wait for states in FACTS.values() for facts in states.values()]
    waits += [DECIDED, ASK]
    waits += [*COMES_UP, placement_states.SIGNED, placement_states.DECLINED_BESIDE]
    said = [
        str(text % {"n": 2} if "%(n)" in str(text) else text)
        for wait in waits
        for text in (wait.own, wait.own_in_a_group, wait.host, wait.officer)
        if text
    ]

    assert {name for text in said for name in re.findall(r"%\((\w+)\)", text)} <= WORDS


def test_every_live_place_has_its_turn_on_the_persons_page():
    ranks = {state: placement_states.FACTS[state].first for state in LIVE}

    assert all(ranks.values())
    assert len(set(ranks.values())) == len(ranks)


def test_what_the_officer_hears_of_has_its_order():
    told = [facts.told for facts in placement_states.FACTS.values() if facts.officer]

    assert all(told)
    assert len(set(told)) == len(told)


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_nobody_vanishes_from_the_page_of_the_host(client):
    employer = make.host()
    place = make.vacancy(employer=employer, seats=20)
    people = {}
    for state in [*make.PLACEMENT_PATH, "refused"]:
        people[state] = make.participant(first_name=f"Toivo{state}")
        row = make.participation("active", person=people[state])
        make.placement(state, row=row, place=place)
    client.force_login(
        make.host_person(employer), backend="allauth.account.auth_backends.AuthenticationBackend"
    )

    pages = [client.get(url) for url in ("/host/", reverse("host:vacancy", args=[place.reference]))]

    for page in pages:
        shown = {state for state, one in people.items() if one.first_name in page.content.decode()}
        assert shown == {state for state in people if state in LISTED_FOR_HOST}


class Weather(models.TextChoices):
    FINE = "fine", "Fine"
    FOG = "fog", "Fog"


def test_a_state_without_facts_stops_the_start_and_says_what_to_add():
    with pytest.raises(ImproperlyConfigured) as stop:
        facts_of_all(Weather, StateFacts, {})

    assert str(stop.value) == (
        "Nothing is told of fine, fog: give each its StateFacts in tests.programmes.test_every_state_is_told "
        "(wait, day, tone). platform/HOW-TO.md tells how."
    )


def tables_by_state(tree: ast.AST) -> list[int]:
    """Lines where a table has states as its keys."""

    def is_state(key: Any) -> bool:
        return isinstance(key, ast.Attribute) and key.attr.isupper() and _named_a_state(key.value)

    found = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    return [node.lineno for node in found if sum(map(is_state, node.keys)) > 1]


def _named_a_state(value: Any) -> bool:
    return isinstance(value, ast.Name) and (value.id.endswith("State") or value.id in {"S", "P", "V", "H"})


def test_what_a_state_means_stands_in_states_py_alone():
    tables = {
        f"{path}:{line}"
        for path in PROGRAMMES.rglob("*.py")
        if path.name != "states.py" and "demo" not in path.parts  # how often the demo meets a state
        for line in tables_by_state(ast.parse(path.read_text(encoding="utf-8")))
    }

    assert tables == set()
