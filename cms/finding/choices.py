"""Narrowing a list by several rules at once, and how many each further choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Item = TypeVar("Item")
Choices = Callable[[Item], Iterable[str]]


@dataclass(frozen=True)
class Rule(Generic[Item]):
    """One condition: does an item pass, and with which choices of a filter in it would the item pass.

    `counted` has the choices by the name of the filter; a condition that several filters make up together is
    one rule with all of them.
    """

    passes: Callable[[Item], bool]
    counted: Mapping[str, Choices[Item]] = field(default_factory=dict)


@dataclass
class Narrowed(Generic[Item]):
    """What is left, and the count for each choice of each filter with the other filters kept."""

    items: list[Item] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=dict)


def narrow(items: Iterable[Item], rules: Iterable[Rule[Item]]) -> Narrowed[Item]:
    """The items that pass every rule; an item that fails only one is counted among that rule's choices."""
    rules = list(rules)
    counted = [rule for rule in rules if rule.counted]
    result = Narrowed[Item](counts={name: Counter() for rule in counted for name in rule.counted})
    for item in items:
        failed = [rule for rule in rules if not rule.passes(item)]
        if not failed:
            result.items.append(item)
        if len(failed) > 1:
            continue
        for rule in failed or counted:
            for name, choices in rule.counted.items():
                result.counts[name].update(set(choices(item)))
    return result
