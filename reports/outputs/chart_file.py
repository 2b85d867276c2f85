"""A chart that can be taken along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | int | float | None


@dataclass(frozen=True)
class ChartFile:
    """Its picture, and its numbers under their names."""

    svg: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
