"""The callable that every transition is given as its permission; the rules are in policies.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def allowed(act: str) -> Callable[[Any, Any], bool]:
    """A permission that asks `has_perm("programmes.<act>", row)`: never without the row."""

    def ask(row: Any, user: Any) -> bool:
        return bool(user.has_perm(f"programmes.{act}", row))

    ask.act = act  # type: ignore[attr-defined]
    return ask
