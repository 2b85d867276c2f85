"""Official statistics beside our own figures: how many are unemployed, where and since when it is known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from areas import selectors as areas
from areas.periods import after_months
from reports.figures import Figure
from reports.indicators import HEADLINE
from reports.right_to_work import RightToWork

MONTHS_SHOWN = 24


@dataclass(frozen=True)
class Month:
    """The unemployed and the labour force on the count day of a month, of all municipalities together."""

    month: date
    unemployed: int
    labour_force: int

    @property
    def share(self) -> float | None:
        """Percent of the labour force; None without one."""
        return 100 * self.unemployed / self.labour_force if self.labour_force else None


@dataclass(frozen=True)
class Place:
    """A municipality in the newest month and a year before, beside our own headline there."""

    code: str
    name: str
    unemployed: int
    share: float
    share_before: float | None
    open_vacancies: int | None
    own: Figure | None


@dataclass(frozen=True)
class Context:
    """What is known officially, and until when; `months` are the newest first."""

    months: tuple[Month, ...]
    places: tuple[Place, ...]

    @property
    def newest(self) -> date:
        """The last month that is known."""
        return self.months[0].month


def official_context(report: RightToWork, codes: frozenset[str] | None) -> Context | None:
    """The municipalities of the report's area, or of the whole area (None); None where nothing is known."""
    by_month: dict[date, list[areas.UnemploymentMonth]] = defaultdict(list)
    for row in areas.unemployment_of_area():
        if codes is None or row.municipality_id in codes:
            by_month[row.month].append(row)
    if not by_month:
        return None
    newest = max(by_month)
    own = {figure.group: figure for figure in report.groups(HEADLINE, "municipality")}
    before = {row.municipality_id: row for row in by_month.get(after_months(newest, -12), [])}
    names = {place.code: place.name for place in areas.municipalities()}
    places = (
        Place(
            row.municipality_id,
            names[row.municipality_id],
            row.unemployed,
            float(row.share_pct),
            float(before[row.municipality_id].share_pct) if row.municipality_id in before else None,
            row.open_vacancies,
            own.get(row.municipality_id),
        )
        for row in by_month[newest]
    )
    months = (
        Month(month, sum(row.unemployed for row in rows), sum(row.labour_force for row in rows))
        for month, rows in sorted(by_month.items(), reverse=True)[:MONTHS_SHOWN]
    )
    return Context(tuple(months), tuple(sorted(places, key=lambda place: -place.share)))
