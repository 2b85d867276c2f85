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
    left: list[Item] = []
    # Many items have the same choices: these are tallied whole, and told apart once at the end.
    alike: dict[str, Counter[frozenset[str]]] = {name: Counter() for rule in counted for name in rule.counted}
    for item in items:
        failed = _failed(item, rules)
        if failed is None:
            left.append(item)
        elif len(failed) > 1:
            continue
        for rule in counted if failed is None else failed:
            for name, choices in rule.counted.items():
                alike[name][frozenset(choices(item))] += 1
    return Narrowed(left, {name: _each(tally) for name, tally in alike.items()})


def passing(items: Iterable[Item], rules: Iterable[Rule[Item]]) -> list[Item]:
    """The items that pass every rule, with nothing counted."""
    rules = list(rules)
    return [item for item in items if all(rule.passes(item) for rule in rules)]


def _failed(item: Item, rules: list[Rule[Item]]) -> list[Rule[Item]] | None:
    """The rules that the item fails, two at most; None when it fails none."""
    failed: list[Rule[Item]] | None = None
    for rule in rules:
        if not rule.passes(item):
            if failed:
                return [*failed, rule]
            failed = [rule]
    return failed


def _each(tally: Counter[frozenset[str]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for choices, count in tally.items():
        for choice in choices:
            counts[choice] += count
    return counts
