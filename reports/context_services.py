"""Official statistics of services beside our outcomes: three months after a service, people in services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from areas.selectors import SERVICES, After, AfterServices, ServiceStock, service_stocks, source_citation
from reports.charts import Bar, Drawing, Point, Trend, bar_chart, trend
from reports.charts_stacked import stacked_bars
from reports.context import MONTHS_SHOWN
from reports.context_words import month_name, points_of_months
from reports.right_to_work import RightToWork
from reports.words import value_words
from ui.elements import Column, Row
from ui.formats import number, percent

OUTCOMES = ("O1", "O2")
WIDE, NAMES, NARROW = 760.0, 300.0, 320.0


def kinds_in_order(found: AfterServices) -> list[str]:
    """The kinds of the last whole year, the fewest unemployed first."""
    told = found.years[found.whole]
    return sorted(told, key=lambda kind: (told[kind].unemployed_share or 0, kind))


def bars_of_kinds(found: AfterServices) -> tuple[list[Bar], str]:
    """A bar for each kind in the last whole year, and all of them in words."""
    told = found.years[found.whole]
    bars = [
        Bar(str(SERVICES[kind]), told[kind].unemployed_share, percent(told[kind].unemployed_share))
        for kind in kinds_in_order(found)
    ]
    words = ", ".join(f"{bar.label} {bar.words}" for bar in bars)
    about = _("Unemployed three months after the service ended, whole country, %(services_year)s")
    return bars, f"{about % {'services_year': found.whole}}: {words}"


def wide_bars(found: AfterServices) -> Drawing:
    """The bars for a wide page or a file of their own."""
    bars, words = bars_of_kinds(found)
    return bar_chart(bars, words, width=WIDE, names=NAMES, notes=0)


def points_of_years(found: AfterServices) -> tuple[list[Point], str]:
    """A point for each year of all kinds together, and all of them in words, the newest first."""
    shares = {year: found.of_all(year).unemployed_share for year in found.years}
    points = [Point(str(year), share, percent(share)) for year, share in shares.items()]
    told = ", ".join(f"{point.label} {point.words}" for point in reversed(points))
    return points, _("Unemployed three months after a service, all kinds together: %(years)s") % {
        "years": told
    }


def newest_stocks() -> list[ServiceStock]:
    """The last months of people in services, the newest first."""
    return list(service_stocks().order_by("-month")[:MONTHS_SHOWN])


def points_of_stocks(months: Sequence[ServiceStock]) -> tuple[list[Point], str]:
    """A point for each month, the oldest first, and all of them in words, the newest first."""
    points = points_of_months([(one.month, float(one.activation_rate_pct)) for one in reversed(months)])
    told = ", ".join(f"{month_name(one.month)} {percent(float(one.activation_rate_pct))}" for one in months)
    return points, _("Activation rate by month: %(months)s") % {"months": told}


def after_page(found: AfterServices, report: RightToWork) -> dict[str, Any]:
    """What the page shows of the time after a service, beside our own outcomes."""
    bars, words = bars_of_kinds(found)
    points, told = points_of_years(found)
    year = found.years[found.whole]
    return {
        "whole": str(found.whole),
        "last": str(found.last),
        "bars": Trend(wide_bars(found), stacked_bars(bars, words, width=NARROW)),
        "bar_columns": [_("Service"), *_columns()],
        "bar_rows": [[str(SERVICES[kind]), *_cells(year[kind])] for kind in kinds_in_order(found)],
        "years": trend(points, told),
        "year_columns": [_("Year"), *_columns(), Column(_("Kinds of service"), numeric=True)],
        "year_rows": [
            [str(each), *_cells(found.of_all(each)), number(len(kinds))]
            for each, kinds in reversed(found.years.items())
        ],
        "own_columns": [_("Our own figure"), Column(_("Value"), numeric=True)],
        "own_rows": [_own(report, indicator) for indicator in OUTCOMES],
        "source": source_citation("status_after_service"),
    }


def stocks_page(months: Sequence[ServiceStock]) -> dict[str, Any]:
    """What the page shows of people in services."""
    points, told = points_of_stocks(months)
    return {
        "newest": month_name(months[0].month),
        "trend": trend(points, told),
        "columns": [
            _("Month"),
            Column(_("Activation rate"), numeric=True),
            Column(_("In services"), numeric=True),
        ],
        "rows": [
            [month_name(one.month), percent(float(one.activation_rate_pct)), number(one.in_services)]
            for one in months
        ],
        "source": source_citation("service_stocks"),
    }


def _columns() -> list[Column]:
    return [
        Column(_("Unemployed three months later"), numeric=True),
        Column(_("In services"), numeric=True),
        Column(_("Services ended"), numeric=True),
    ]


def _cells(after: After) -> list[str]:
    served = "–" if after.in_services_share is None else percent(after.in_services_share)
    return [percent(after.unemployed_share), served, number(after.ended)]


def _own(report: RightToWork, indicator: str) -> Row:
    figure = report.in_all(indicator)
    line = figure.definition
    value = f"{value_words(figure.value, line.unit)} (n {number(figure.n)})"
    return Row([str(line.name), value], url=reverse("reports:indicator", args=[indicator]))
