"""The right to work in figures: what is published, how it is counted, and what official statistics say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from areas.selectors import (
    SERVICES,
    AfterServices,
    after_services,
    source_citation,
    unemployment_of_area,
)
from cms.area import area as the_area
from cms.facts.editions import of_editions
from publicdata.memory import remembered
from reports.charts import Bar, Drawing, Point, bar_row, trend
from reports.goals import goals
from reports.indicators import INDICATORS
from reports.words import value_words
from ui.elements import Column
from ui.formats import number, percent

LABELS_EVERY = 7


@dataclass(frozen=True)
class Row:
    """One row of a table with a bar."""

    name: str
    url: str
    bar: Drawing
    value: str
    people: str


def of_right_to_work(page: Any, towns: dict[str, str]) -> dict[str, Any]:
    """What the page shows beside its text; `towns` are the addresses of municipalities by code."""
    known = remembered(lambda: _shown(towns), "right-to-work")
    return known | of_editions()


def _shown(towns: dict[str, str]) -> dict[str, Any]:
    after = after_services()
    return {
        "trend": _trend(),
        "towns": _towns(towns),
        "services": _services(after) if after else None,
        "services_year": str(after.whole) if after else "",
        "definitions": _definitions(),
    }


def _definitions() -> list[dict[str, Any]]:
    """Every figure that will be published: what it is, how it is counted, what is aimed at."""
    aims = {goal.indicator: goal for goal in goals() if goal.by is None and goal.end is None}
    return [
        {
            "name": str(one.name),
            "id": one.id,
            "definition": str(one.definition),
            "legal": str(one.legal),
            "goal": value_words(aims[one.id].target, one.unit, decimals=0) if one.id in aims else "",
        }
        for one in INDICATORS.values()
    ]


def _trend() -> dict[str, Any] | None:
    """The unemployed of the labour force in the whole area, a mean a year."""
    by_year: dict[int, list[tuple[int, int]]] = defaultdict(list)
    by_month: dict[Any, tuple[int, int]] = {}
    for row in unemployment_of_area():
        unemployed, force = by_month.get(row.month, (0, 0))
        by_month[row.month] = (unemployed + row.unemployed, force + row.labour_force)
    for month, counted in by_month.items():
        by_year[month.year].append(counted)
    if not by_year:
        return None
    shares = {
        year: 100 * sum(u for u, _f in told) / sum(f for _u, f in told) for year, told in by_year.items()
    }
    years = sorted(shares)
    points = [
        Point(str(year) if place % LABELS_EVERY == 0 else "", shares[year], percent(shares[year]))
        for place, year in enumerate(years)
    ]
    title = _("Unemployed of the labour force in the area, mean of the year")
    people = {year: round(sum(u for u, _f in told) / len(told)) for year, told in by_year.items()}
    return {
        "title": title,
        "trend": trend(points, title).plain,
        "columns": [Column(_("Year")), Column(_("Share"), numeric=True), Column(_("People"), numeric=True)],
        "rows": [[str(year), percent(shares[year]), number(people[year])] for year in years],
        "source": source_citation("unemployment"),
    }


def _towns(urls: dict[str, str]) -> dict[str, Any] | None:
    """Each municipality in the last twelve months of the statistics, the highest share first."""
    rows = list(unemployment_of_area())
    if not rows:
        return None
    months = sorted({row.month for row in rows})[-12:]
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        if row.month in months:
            found[row.municipality_id].append(row)
    names = the_area().names
    shares = {
        code: 100 * sum(row.unemployed for row in told) / sum(row.labour_force for row in told)
        for code, told in found.items()
        if code in names
    }
    longest = max(shares.values(), default=1)
    return {
        "period": f"{months[0].month}/{months[0].year}–{months[-1].month}/{months[-1].year}",
        "rows": [
            Row(
                names[code],
                urls.get(code, ""),
                bar_row(Bar(names[code], share, percent(share)), maximum=longest),
                percent(share),
                number(round(sum(row.unemployed for row in found[code]) / len(found[code]))),
            )
            for code, share in sorted(shares.items(), key=lambda pair: -pair[1])
        ],
        "source": source_citation("unemployment"),
    }


def _services(after: AfterServices) -> dict[str, Any]:
    """How many were unemployed three months after their service ended, whole country, by service."""
    told = after.years[after.whole]
    shares = {kind: one.unemployed_share for kind, one in told.items() if one.unemployed_share is not None}
    return {
        "rows": [
            Row(
                str(SERVICES[kind]),
                "",
                bar_row(Bar(str(SERVICES[kind]), share, percent(share))),
                percent(share),
                number(told[kind].ended),
            )
            for kind, share in sorted(shares.items(), key=lambda pair: pair[1])
        ],
        "source": source_citation("status_after_service"),
    }
