"""Every page × every kind of person, asked once: who gets it, and who reads of a person leaves a trace.

The table is that of `tests/test_access.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from programmes.participants.reading import looks_at
from tests.refusals import each_refusal_drawn_once
from tests.standing import world
from tests.test_access import EVERYBODY, TABLE, all_rows, answer_of, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

NAME = ("Oodi", "Traskelin")  # no sample of the style guide is called so
READERS = ("responsible", "colleague", "manager", "referrer", "host_admin")
PAPERS = {"application/pdf", "application/json"}  # an agreement names its parties


@dataclass(frozen=True)
class Answer:
    """What one person got; whether a choice had no words, the person was named and could see that after."""

    status: int
    wordless: bool
    named: bool
    traced: bool


Walked = dict[tuple[str, str], Answer]


@pytest.fixture(scope="module")
def walked(django_db_setup: None, django_db_blocker: Any, reference: None) -> Iterator[Walked]:
    """Every page of the table as each person gets it."""
    with world(django_db_blocker):
        rows = all_rows()
        person = rows["cast"].participant
        person.first_name, person.last_name = NAME
        person.save()
        clients = {part: client_of(rows["cast"][part]) for part in sorted(EVERYBODY)}
        with each_refusal_drawn_once():
            found = {key: answer for name in TABLE for key, answer in walk(name, rows, clients)}
        yield found


def walk(
    name: str, rows: dict[str, Any], clients: dict[str, Client]
) -> Iterator[tuple[tuple[str, str], Answer]]:
    rule, cast = TABLE[name], rows["cast"]
    address = reverse(name, kwargs=rule.arguments(rows)) + rule.query(rows)
    for part, client in clients.items():
        watched = part in READERS and part in rule.ok and not rule.public
        before = looks(cast) if watched else 0
        answer = client.get(address)
        content = b"" if answer.streaming else answer.content
        named = answer.headers.get("Content-Type") in PAPERS or any(word.encode() in content for word in NAME)
        yield (
            (name, part),
            Answer(
                answer.status_code,
                b"---------" in content,
                watched and named,
                watched and looks(cast) == before + 1,
            ),
        )


def looks(cast: Any) -> int:
    return sum(look.times for look in looks_at(cast.participant))


def test_every_page_answers_each_person_as_the_table_says(walked):
    expected = {(name, part): answer_of(TABLE[name], part) for name, part in walked}

    wrong = {key: (expected[key], got.status) for key, got in walked.items() if expected[key] != got.status}
    assert (wrong, {name for (name, _part), got in walked.items() if got.wordless}) == ({}, set())
    assert len(walked) == len(TABLE) * len(EVERYBODY)


def test_no_page_of_a_worker_names_a_person_without_a_trace(walked):
    named = {name for (name, _part), got in walked.items() if got.named}

    assert {key for key, got in walked.items() if got.named != got.traced} == set()
    assert named >= {
        "work:home",
        "work:people",
        "work:person",
        "work:placement",
        "refer:home",
        "refer:detail",
        "host:home",
        "host:placement",
    }
