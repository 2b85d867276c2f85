"""The right to work in figures: what is published, how it is counted, and what official statistics say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.selectors import source_citation, status_after_service, unemployment_of_area
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
# The last year that is whole in the statistics; the year after was still being counted.
YEAR_OF_SERVICES = 2020
SERVICES = {
    "Palkkatuki kunnalle": gettext_lazy("Pay subsidy, municipality as employer"),
    "Palkkatuki yksityiselle": gettext_lazy("Pay subsidy, private employer"),
    "Työkokeilu": gettext_lazy("Work try-out"),
    "Kuntouttava työtoiminta": gettext_lazy("Rehabilitative work activity"),
    "Työhönvalmennus": gettext_lazy("Job coaching"),
    "Uravalmennus": gettext_lazy("Career coaching"),
    "Työnhakuvalmennus": gettext_lazy("Job search coaching"),
    "Työvoimakoulutus": gettext_lazy("Labour market training"),
    "Omaehtoinen opiskelu työttömyysetuudella": gettext_lazy("Self-motivated study on unemployment benefit"),
}


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
    return {
        "trend": _trend(),
        "towns": _towns(towns),
        "services": _services(),
        "services_year": str(YEAR_OF_SERVICES),
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


def _services() -> dict[str, Any] | None:
    """How many were unemployed three months after their service ended, whole country, by service."""
    ended: dict[str, int] = defaultdict(int)
    unemployed: dict[str, int] = defaultdict(int)
    for row in status_after_service().filter(year=YEAR_OF_SERVICES).exclude(unemployed_3m=None):
        if row.service_fi in SERVICES:
            ended[row.service_fi] += row.ended
            unemployed[row.service_fi] += row.unemployed_3m or 0
    shares = {name: 100 * unemployed[name] / count for name, count in ended.items() if count}
    if not shares:
        return None
    return {
        "rows": [
            Row(
                str(SERVICES[name]),
                "",
                bar_row(Bar(str(SERVICES[name]), share, percent(share))),
                percent(share),
                number(ended[name]),
            )
            for name, share in sorted(shares.items(), key=lambda pair: pair[1])
        ],
        "source": source_citation("status_after_service"),
    }
