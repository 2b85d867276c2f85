"""What the hosting certificate says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

Fact = tuple[str, str]


@dataclass(frozen=True)
class HostingPaper:
    """The workplace, when and for how many, and a word of thanks; nothing of anybody who worked there."""

    name: str
    lead: str
    facts: tuple[Fact, ...]
    thanks: str
    made: str
    reference: str
