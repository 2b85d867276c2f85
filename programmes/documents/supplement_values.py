"""What the decision on the employment supplement says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

Fact = tuple[str, str]


@dataclass(frozen=True)
class SupplementPaper:
    """One decision in the reader's language: what was decided, why, how it is paid, what to do about it.

    instalments: name, when, how much. aid: what the law wants told of de minimis aid.
    """

    title: str
    lead: str
    facts: tuple[Fact, ...]
    grounds: tuple[str, ...]
    instalments: tuple[tuple[str, str, str], ...]
    conditions: tuple[str, ...]
    aid: tuple[str, ...]
    review: str
    reference: str
    ask: str
