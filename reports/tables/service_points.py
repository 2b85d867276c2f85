"""The service points: the shape of Luotsi's report, by municipality and in all.

What was done at the points is counted by the desk (`programmes.desk.figures`), in the one place where it is;
experience and broken unemployment are the indicators O6 and O4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from programmes.desk.figures import Figures, count_by_town, count_together, sources_of
from reports.figures import Figure, count_figures
from reports.frames import Frames
from reports.groups import UNKNOWN
from reports.periods import Period
from reports.tables.founding import Founding

BY = "municipality"


@dataclass(frozen=True)
class Points:
    """The lines that were counted, everyone first, and what earlier projects of the area stated."""

    lines: Sequence[PointLine]
    founding: Sequence[Founding] = ()


@dataclass(frozen=True)
class AtThePoints:
    """What the desk counted between two days: together, and by the code of a municipality.

    Under `UNKNOWN` stands what belongs to none of the area's municipalities.
    """

    together: Figures
    by_town: Sequence[tuple[str, Figures]]


@dataclass(frozen=True)
class PointLine:
    """One municipality, or everyone where `town` is None."""

    town: str | None
    done: Figures
    experience: Figure
    broken: Figure


def at_the_points(area: frozenset[str] | None, first: date, last: date) -> AtThePoints:
    """What was done in those municipalities; None is the whole employment area."""
    sources = sources_of(area)
    rows = count_by_town(sources, first, last)
    by_town = [(town.code if town else UNKNOWN, done) for town, done in rows]
    return AtThePoints(count_together(sources, first, last, rows), by_town)


def count_service_points(done: AtThePoints, frames: Frames, period: Period) -> list[PointLine]:
    """First everyone, then each municipality: what the desk counted, beside O6 and O4 of the frames."""
    figures = count_figures(frames, period, indicators=["O6", "O4"], breakdowns=[None, BY])
    found = {(each.indicator, each.group): each for each in figures}
    known = dict(done.by_town)
    if any((name, UNKNOWN) in found for name in ("O6", "O4")):
        known.setdefault(UNKNOWN, Figures())
    rows: list[tuple[str | None, Figures]] = [(None, done.together), *known.items()]
    return [
        PointLine(
            town,
            figures_of_town,
            found.get(("O6", town), _nobody("O6", town)),
            found.get(("O4", town), _nobody("O4", town)),
        )
        for town, figures_of_town in rows
    ]


def _nobody(indicator: str, town: str | None) -> Figure:
    return Figure(indicator, BY if town else None, town, 0, None if indicator == "O6" else 0, 0, None)
