"""Every address that changes something × every kind of person: the table of `tests/access/`."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from tests.access.people import EVERYBODY, HOST, PERSON, client_of
from tests.access.posts import POSTS
from tests.access.rows import rows  # noqa: F401 - a fixture
from tests.access.rule import answer_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def test_every_act_answers_each_person_as_the_table_says(rows):  # noqa: F811 - the fixture
    cast = rows["cast"]
    expected, actual = {}, {}
    for name, rule in POSTS.items():
        address = reverse(name, kwargs=rule.arguments(rows))
        for part in sorted(EVERYBODY):
            cache.clear()  # the doors count knocks
            point = transaction.savepoint()
            answer = client_of(cast[part]).post(address, {})
            transaction.savepoint_rollback(point)
            passed = answer.status_code in {200, 303, 422} or (
                answer.get("Location", "").startswith("/")
                and ("/accounts/login" not in answer.get("Location", "") or rule.public)
            )
            expected[name, part] = answer_of(rule, part)
            actual[name, part] = 200 if passed else answer.status_code

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
