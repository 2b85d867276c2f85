"""Every address × every kind of person: one table. An address that is missing from it fails the suite."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.people import EVERYBODY, client_of
from tests.access.posts import ELSEWHERE, POSTS
from tests.access.rows import rows  # noqa: F401 - a fixture
from tests.access.rule import answer_of
from tests.access.table import TABLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def named(patterns: list[Any], space: str = "") -> set[str]:
    """The names of every address of ours, with their spaces."""
    found: set[str] = set()
    for pattern in patterns:
        text = str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if text.startswith(("cms-admin", "files/")) or (pattern.app_name or "").startswith("wagtail"):
                continue
            if type(pattern.pattern).__name__ == "LocalePrefixPattern":
                continue
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found |= named(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found.add(f"{space}{pattern.name}")
    return found


def test_every_address_is_in_the_table():
    asked = set(TABLE) | set(POSTS) | set(ELSEWHERE)

    assert named(get_resolver().url_patterns) - asked == set()


def test_every_page_answers_each_person_as_the_table_says(rows):  # noqa: F811
    cast = rows["cast"]
    clients = {part: client_of(cast[part]) for part in EVERYBODY}
    expected, actual, wordless = {}, {}, set()
    for name, rule in TABLE.items():
        address = reverse(name, kwargs=rule.arguments(rows)) + rule.query(rows)
        for part, client in clients.items():
            answer = client.get(address)
            expected[name, part] = answer_of(rule, part)
            actual[name, part] = answer.status_code
            if not answer.streaming and b"---------" in answer.content:
                wordless.add(name)

    wrong = {key: (expected[key], actual[key]) for key in expected if expected[key] != actual[key]}
    assert (wrong, wordless) == ({}, set())
