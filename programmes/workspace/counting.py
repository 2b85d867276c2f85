"""Counts that stop: beyond so many nobody counts on, and a page does not grow with everyone (decision 52)."""

from __future__ import annotations

from typing import Any

MOST_COUNTED = 1000


def bounded_count(rows: Any) -> int:
    """How many rows there are, at most `MOST_COUNTED`: the database stops counting there."""
    return int(rows.order_by()[:MOST_COUNTED].count())


def told(number: int) -> str:
    """The number as a page tells it: "999+" where counting has stopped."""
    return f"{MOST_COUNTED - 1}+" if number >= MOST_COUNTED else str(number)
