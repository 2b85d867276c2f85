"""Municipal finance: what paid work may change in the benefits that municipalities pay for (O7).

An estimate, for information, and of no person: with fewer than five people whose days are known there is no
sum, and none can be worked out from the others' (decision 172).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.few import FEWEST
from reports.figures import Figure, count_figures
from reports.frames import Frames
from reports.periods import Period

BY = "municipality"


@dataclass(frozen=True)
class FinanceLine:
    """One municipality, or all where `town` is None. value: euros; None where nobody, or too few, are in it.

    hidden: there are people and their sum is not told. unknown: those whose days on a benefit are not known;
    they add nothing.
    """

    town: str | None
    people: int
    unknown: int
    value: float | None
    hidden: bool = False

    @property
    def known(self) -> int:
        """How many people the sum is of."""
        return self.people - self.unknown


def count_finance(frames: Frames, period: Period) -> list[FinanceLine]:
    """First all, then each municipality."""
    figures = count_figures(frames, period, indicators=["O7"], breakdowns=[None, BY])
    everyone, *towns = [_line(each) for each in figures]
    return [everyone, *_covered(towns, everyone)]


def _line(figure: Figure) -> FinanceLine:
    people = figure.n or 0
    line = FinanceLine(figure.group, people, figure.unknown or 0, figure.value)
    if not line.known:
        return replace(line, value=None)
    return line if line.known >= FEWEST else _hide(line)


def _hide(line: FinanceLine) -> FinanceLine:
    return replace(line, value=None, hidden=True)


def _covered(towns: Sequence[FinanceLine], everyone: FinanceLine) -> list[FinanceLine]:
    """The same lines, with further sums hidden until what is hidden is of five people or more together.

    All less those shown is the sum of the hidden ones: where they are too few, the smallest one that is shown
    is hidden too.
    """
    lines = list(towns)
    while everyone.value is not None and 0 < sum(each.known for each in lines if each.hidden) < FEWEST:
        shown = [each for each in lines if each.value is not None]
        if not shown:
            break
        smallest = min(shown, key=lambda each: (each.known, str(each.town)))
        lines[lines.index(smallest)] = _hide(smallest)
    return lines
