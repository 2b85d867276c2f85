"""Every address that changes something × every kind of person: the table of `tests/test_access.py`."""

from __future__ import annotations

from copy import copy

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.refusals import each_refusal_drawn_once
from tests.test_access import (
    EVERYBODY,
    HOST,
    PERSON,
    POSTS,
    Rule,
    answer_of,
    client_of,
    rows,  # noqa: F401 - a fixture
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def pressed(client: Client, address: str) -> HttpResponse:
    """What an empty form answers; nothing of it is left, in the database or in the browser."""
    point, cookies = transaction.savepoint(), copy(client.cookies)
    answer = client.post(address, {})
    transaction.savepoint_rollback(point)
    client.cookies = cookies
    return answer


def got_past_the_door(answer: HttpResponse, rule: Rule) -> bool:
    leads = answer.get("Location", "")
    return answer.status_code in {200, 303, 422} or (
        leads.startswith("/") and ("/accounts/login" not in leads or rule.public)
    )


def test_every_act_answers_each_person_as_the_table_says(rows):  # noqa: F811 - the fixture
    clients = {part: client_of(rows["cast"][part]) for part in sorted(EVERYBODY)}
    expected, actual = {}, {}
    with each_refusal_drawn_once():
        for name, rule in POSTS.items():
            address = reverse(name, kwargs=rule.arguments(rows))
            for part, client in clients.items():
                if rule.public or part == "anonymous":
                    cache.clear()  # the doors count knocks
                answer = pressed(client, address)
                expected[name, part] = answer_of(rule, part)
                actual[name, part] = 200 if got_past_the_door(answer, rule) else answer.status_code

    wrong = {key: (expected[key], actual[key]) for key in expected if expected[key] != actual[key]}
    assert wrong == {}


def test_a_transition_answers_403_404_409_and_never_moves_for_the_wrong_person(rows):  # noqa: F811 - the fixture
    cast, placement = rows["cast"], rows["placement"]
    address = f"/act/placement/{placement.reference}/introduce/"

    answers = {
        part: client_of(cast[part]).post(address, {"token": f"t-{part}"}).status_code for part in EVERYBODY
    }

    out_of_turn = {"responsible", "stand_in"}
    no_right = PERSON | HOST | {"colleague", "work_ability", "manager", "referrer"}
    assert answers == {
        part: 302 if part == "anonymous" else 409 if part in out_of_turn else 403 if part in no_right else 404
        for part in EVERYBODY
    }
    placement.refresh_from_db(fields=["due_on"])
    assert type(placement).objects.get(pk=placement.pk).state == "introduced"
