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


@dataclass
class _Told(Generic[Item]):
    """What the rules say of an item, and of how many like it: whether it is left, and where it is counted."""

    passes: bool
    counted: list[tuple[str, frozenset[str]]]
    number: int = 0


def narrow(
    items: Iterable[Item], rules: Iterable[Rule[Item]], alike: Callable[[Item], str] | None = None
) -> Narrowed[Item]:
    """The items that pass every rule; an item that fails only one is counted among that rule's choices.

    alike: a word that is the same for items of which every rule says the same, empty where nobody knows. Of
    tens of thousands of items a few thousand differ, and the rules are asked of those alone.
    """
    rules = list(rules)
    counted = [rule for rule in rules if rule.counted]
    left: list[Item] = []
    by_word: dict[str, _Told[Item]] = {}
    told: list[_Told[Item]] = []
    for item in items:
        word = alike(item) if alike else ""
        one = by_word.get(word) if word else None
        if one is None:
            one = _told(item, rules, counted)
            told.append(one)
            if word:
                by_word[word] = one
        one.number += 1
        if one.passes:
            left.append(item)
    counts: dict[str, Counter[str]] = {name: Counter() for rule in counted for name in rule.counted}
    for one in told:
        for name, choices in one.counted:
            for choice in choices:
                counts[name][choice] += one.number
    return Narrowed(left, counts)


def _told(item: Item, rules: list[Rule[Item]], counted: list[Rule[Item]]) -> _Told[Item]:
    failed = _failed(item, rules)
    among = counted if failed is None else failed if len(failed) == 1 else []
    choices = [(name, frozenset(of(item))) for rule in among for name, of in rule.counted.items()]
    return _Told(failed is None, choices)


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
