"""The charts of official statistics as files."""

from __future__ import annotations

from accounts.models import User
from areas.selectors import after_services, source_citation
from reports.cache import right_to_work_of
from reports.charts import trend_line
from reports.context import official_context
from reports.context_services import (
    kinds_in_order,
    newest_stocks,
    points_of_stocks,
    points_of_years,
    wide_bars,
)
from reports.context_words import month_points, months_sentence
from reports.outputs.chart_file import Cell, ChartFile
from reports.outputs.picture import as_svg
from reports.periods import Period
from reports.selectors import figure_area

AFTER = ["ended", "unemployed", "unemployed_share", "in_services_share"]
KINDS = (
    "subsidised_employed",
    "work_tryouts",
    "labour_market_training",
    "coaching",
    "self_motivated_study",
    "rehabilitative_work",
    "job_alternation",
)


def unemployment(by: User, period: Period, _of: str) -> ChartFile | None:
    """Unemployment of the viewer's area by month, the newest first."""
    found = official_context(right_to_work_of(by, period), figure_area(by))
    if found is None:
        return None
    drawing = trend_line(month_points(found), months_sentence(found), width=720, height=240)
    rows = [[one.month.isoformat(), one.unemployed, one.labour_force, one.share] for one in found.months]
    head = ["month", "unemployed", "labour_force", "share"]
    return ChartFile(as_svg(drawing, source_citation("unemployment")), head, rows)


def after_service(_by: User, _period: Period, _of: str) -> ChartFile | None:
    """The status three months after a service by kind, in the last whole year."""
    found = after_services()
    if found is None:
        return None
    told = found.years[found.whole]
    rows: list[list[Cell]] = [
        [found.whole, kind, one.ended, one.unemployed, one.unemployed_share, one.in_services_share]
        for kind, one in ((kind, told[kind]) for kind in kinds_in_order(found))
    ]
    about = source_citation("status_after_service")
    return ChartFile(as_svg(wide_bars(found), about), ["year", "service", *AFTER], rows)


def after_service_years(_by: User, _period: Period, _of: str) -> ChartFile | None:
    """The same of all kinds together by year, the newest first."""
    found = after_services()
    if found is None:
        return None
    drawing = trend_line(*points_of_years(found), width=720, height=240)
    sums = ((year, len(kinds), found.of_all(year)) for year, kinds in reversed(found.years.items()))
    rows: list[list[Cell]] = [
        [year, kinds, one.ended, one.unemployed, one.unemployed_share, one.in_services_share]
        for year, kinds, one in sums
    ]
    return ChartFile(
        as_svg(drawing, source_citation("status_after_service")), ["year", "kinds", *AFTER], rows
    )


def in_services(_by: User, _period: Period, _of: str) -> ChartFile | None:
    """People in services by month and kind, the newest first."""
    months = newest_stocks()
    if not months:
        return None
    drawing = trend_line(*points_of_stocks(months), width=720, height=240)
    rows: list[list[Cell]] = [
        [
            one.month.isoformat(),
            float(one.activation_rate_pct),
            one.unemployed,
            one.in_services,
            *(getattr(one, kind) for kind in KINDS),
        ]
        for one in months
    ]
    head = ["month", "activation_rate", "unemployed", "in_services", *KINDS]
    return ChartFile(as_svg(drawing, source_citation("service_stocks")), head, rows)
