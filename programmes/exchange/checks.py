"""Rules between the values of one row, each a reason in words (interface.md, "Import bundle")."""

from __future__ import annotations

from collections.abc import Iterator

from programmes.exchange.columns import Values


def in_order(values: Values, *names: str) -> Iterator[str]:
    """Each day is on or after the one before it in `names`; days that are not there are passed over."""
    first, early = "", None
    for then in names:
        late = values.get(then)
        if not late:
            continue
        if early is not None and late < early:
            yield f"order of dates: {then} {late} is before {first} {early}"
        first, early = then, late


def at_most_one(values: Values, *names: str) -> Iterator[str]:
    """There is one end at most."""
    found = [name for name in names if values.get(name)]
    if len(found) > 1:
        yield f"more than one end: {', '.join(found)}"


def needs(values: Values, name: str, needed: str) -> Iterator[str]:
    """Where the one day is, the other is too."""
    if values.get(name) and not values.get(needed):
        yield f"{name} needs {needed}"
