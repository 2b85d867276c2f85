"""The distance travelled: the person's own view over time, as a small chart and an equal table."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from programmes.participants.models import Area, DistanceMeasure, Participation
from ui.formats import day
from workflow.locks import lock

WIDTH, HEIGHT, EDGE = 240, 72, 6
SHOWN = 12


@dataclass(frozen=True)
class Course:
    """One area over time: its name, each value with its day, and the line of the chart."""

    label: str
    values: list[tuple[date, int]]

    @property
    def first(self) -> int:
        """Where it began."""
        return self.values[0][1]

    @property
    def last(self) -> int:
        """Where it is."""
        return self.values[-1][1]

    @property
    def dots(self) -> list[tuple[float, float]]:
        """The points of the line, in the units of the drawing."""
        step = (WIDTH - 2 * EDGE) / max(len(self.values) - 1, 1)
        high = HEIGHT - 2 * EDGE
        return [
            (round(EDGE + number * step, 1), round(EDGE + high * (1 - value / 10), 1))
            for number, (_on, value) in enumerate(self.values)
        ]

    @property
    def line(self) -> str:
        """The same as a polyline has it."""
        return " ".join(f"{x},{y}" for x, y in self.dots)


@dataclass(frozen=True)
class OwnView:
    """What is shown: a chart for each area, and a row of the table for each day."""

    areas: list[str]
    courses: list[Course]
    rows: list[tuple[str, list[Any]]]

    @property
    def table(self) -> list[tuple[str, list[tuple[str, Any]]]]:
        """The rows with the name of the area beside each value, as a phone shows them."""
        return [(on, list(zip(self.areas, values, strict=True))) for on, values in self.rows]


def own_view(measures: Iterable[DistanceMeasure], *, only_shared: bool = False) -> OwnView:
    """The person's view over time; for others than themself only what is shared of each day."""
    rows = list(measures)[-SHOWN:]

    def value(row: DistanceMeasure, area: str) -> int | None:
        return getattr(row, area) if not only_shared or area in row.shared else None

    areas = [area for area in Area if any(value(row, area) is not None for row in rows)]
    courses = []
    for area in areas:
        told = [(row.measured_on, found) for row in rows if (found := value(row, area)) is not None]
        courses.append(Course(str(area.label), told))
    table = [(day(row.measured_on), [value(row, area) for area in areas]) for row in rows]
    told_rows = [(on, values) for on, values in table if any(one is not None for one in values)]
    return OwnView([str(area.label) for area in areas], courses, told_rows)


@transaction.atomic
def tell(
    participation: Participation, *, by: User, values: dict[str, int | None], shared: Collection[str]
) -> DistanceMeasure:
    """The person's view of today stands; told again on the day, the later one. The trail keeps no number."""
    lock(participation)
    today = timezone.localdate()
    row = DistanceMeasure.objects.filter(participation=participation, measured_on=today).first()
    row = row or DistanceMeasure(participation=participation, measured_on=today)
    for area in Area:
        setattr(row, area, values.get(area))
    row.shared = [area.value for area in Area if area in shared and values.get(area) is not None]
    row.full_clean()
    row.save()
    record("participation.own_view_told", participation, by=by, data={"shared": row.shared})
    return row
