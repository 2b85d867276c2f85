"""What the paper of a month's days says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

Fact = tuple[str, str]


@dataclass(frozen=True)
class MonthPaper:
    """The days of one placement in one month, in the reader's language; each day with what became of it."""

    title: str
    lead: str
    facts: tuple[Fact, ...]
    days: tuple[Fact, ...]
    sums: tuple[Fact, ...]
    reference: str
