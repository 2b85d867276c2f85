"""Narrowing a list by several rules at once, and how many each further choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Rule(Generic[Item]):
    """One filter: does an item pass, and under which choices of the filter would it."""

    name: str
    passes: Callable[[Item], bool]
    choices: Callable[[Item], Iterable[str]] | None = None


@dataclass
class Narrowed(Generic[Item]):
    """What is left, and the count for each choice of each filter with the other filters kept."""

    items: list[Item] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=dict)


def narrow(items: Iterable[Item], rules: Iterable[Rule[Item]]) -> Narrowed[Item]:
    """The items that pass every rule; an item that fails only one is counted among that rule's choices."""
    rules = list(rules)
    counted = [rule for rule in rules if rule.choices]
    result = Narrowed[Item](counts={rule.name: Counter() for rule in counted})
    for item in items:
        failed = [rule for rule in rules if not rule.passes(item)]
        if not failed:
            result.items.append(item)
        if len(failed) > 1:
            continue
        for rule in failed or counted:
            if rule.choices:
                result.counts[rule.name].update(set(rule.choices(item)))
    return result
