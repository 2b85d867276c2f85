"""Unemployment in a municipality by year, from the official statistics."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from areas.selectors import source_citation, unemployment_series
from publicdata.memory import remembered
from reports.charts import Point, trend
from ui.elements import Column
from ui.formats import number, percent

LABELS_EVERY = 7


def unemployment(code: str, name: str) -> dict[str, Any] | None:
    """The unemployed of the labour force, a mean a year, drawn and as a table; None without data."""
    return remembered(lambda: _read(code, name), "unemployment", code) or None


def _read(code: str, name: str) -> dict[str, Any]:
    shares: dict[int, list[float]] = defaultdict(list)
    people: dict[int, list[int]] = defaultdict(list)
    for row in unemployment_series(code):
        shares[row.month.year].append(float(row.share_pct))
        people[row.month.year].append(row.unemployed)
    if not shares:
        return {}
    years = sorted(shares)
    means = {year: sum(shares[year]) / len(shares[year]) for year in years}
    points = [
        Point(str(year) if place % LABELS_EVERY == 0 else "", means[year], percent(means[year]))
        for place, year in enumerate(years)
    ]
    title = _("Unemployed of the labour force, mean of the year: %(place)s") % {"place": name}
    return {
        "trend": trend(points, title, width=640, height=190).plain,
        "title": title,
        "columns": [Column(_("Year")), Column(_("Share"), numeric=True), Column(_("People"), numeric=True)],
        "rows": [
            [str(year), percent(means[year]), number(round(sum(people[year]) / len(people[year])))]
            for year in years
        ],
        "source": source_citation("unemployment"),
    }
