"""The rule of one address: who gets the page, from whom the row is hidden, and what it is asked with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.access.people import EVERYBODY


@dataclass(frozen=True)
class Rule:
    """Who gets the page, who has the role but not the row (404); the others 403, and 302 without sign-in."""

    ok: set[str]
    hidden: frozenset[str] = frozenset()
    arguments: Callable[[dict[str, Any]], dict[str, Any]] = lambda rows: {}
    query: Callable[[dict[str, Any]], str] = lambda rows: ""
    answer: int = 200
    public: bool = False


def hidden(*groups: set[str]) -> frozenset[str]:
    return frozenset().union(*groups)


def of(name: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda rows: {"reference": rows[name].reference}


def beside(name: str, other: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda rows: {"reference": rows[name].reference, "pk": rows[other].pk}


PUBLIC = Rule(EVERYBODY, public=True)
TEXT = {"template": "places_suggested", "language": "fi"}


def answer_of(rule: Rule, part: str) -> int:
    if part in rule.ok:
        return rule.answer
    if rule.public:
        return 302
    if part == "anonymous":
        return 302
    return 404 if part in rule.hidden else 403
