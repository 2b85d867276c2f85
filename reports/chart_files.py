"""Every chart as a file: the picture as SVG, and what it is drawn from as comma-separated values."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from areas.selectors import source_citation
from audit.services import record
from programmes.participants.promise import OFFER_DAYS
from reports.beside_words import cause_name
from reports.cache import indicator_of, right_to_work_of, way_of
from reports.charts import Bar, bar_chart, trend_line
from reports.charts_waiting import waiting_drawing
from reports.context_files import after_service, after_service_years, in_services, unemployment
from reports.indicators import INDICATORS
from reports.one_indicator import BY_CAUSE, OneIndicator
from reports.outputs.chart_file import Cell, ChartFile
from reports.outputs.flat import BYTE_ORDER_MARK
from reports.outputs.picture import as_svg
from reports.outputs.picture_map import map_as_svg
from reports.pages import municipality_map
from reports.periods import Period
from reports.presentation import bars_of, curve_sentence, curve_words, trend_points, trend_sentence
from reports.readers import keeps_the_money
from reports.selectors import group_names
from reports.tables.bars import drawn_column, drawn_rows, wide_bars
from reports.tables.listed import TABLE_REPORTS
from reports.way import Gone
from reports.way_flow import way_trend
from ui.formats import number

FORMATS = {"svg": "image/svg+xml", "csv": "text/csv; charset=utf-8"}

Made = Callable[[User, Period, str], ChartFile | None]


@transaction.atomic
def chart_content(name: str, of: str, file_format: str, period: Period, *, by: User) -> bytes | None:
    """The chart's file for the viewer's area, and an event of who took it; None where there is no such chart.

    of: the indicator or the report that it is a chart of, where one name is a chart of several.
    """
    found = CHARTS[name](by, period, of) if name in CHARTS else _of_table(by, period, of, name)
    if found is None:
        return None
    told = {"report": " ".join(filter(None, (name, of))), "format": file_format}
    record("report.exported", None, by=by, data=told | {"from": period.start, "to": period.end})
    return found.svg.encode() if file_format == "svg" else _as_csv(found).encode()


def _as_csv(chart: ChartFile) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(chart.head)
    writer.writerows(chart.rows)
    return BYTE_ORDER_MARK + text.getvalue()


def _indicator(by: User, period: Period, of: str) -> OneIndicator | None:
    return indicator_of(by, of, period) if of in INDICATORS and INDICATORS[of].in_all else None


def _quarters(by: User, period: Period, of: str) -> ChartFile | None:
    report = _indicator(by, period, of)
    if report is None:
        return None
    drawing = trend_line(
        trend_points(report), trend_sentence(report), goal=report.whole.goal, width=720, height=240
    )
    rows = [
        [
            quarter.start.isoformat(),
            quarter.end.isoformat(),
            each.value,
            each.n,
            each.k,
            each.unknown,
            each.goal,
        ]
        for quarter, each in report.trend
    ]
    head = ["from", "to", "value", "n", "k", "unknown", "goal"]
    return ChartFile(as_svg(drawing, str(report.line.definition)), head, rows)


def _municipalities(by: User, period: Period, of: str) -> ChartFile | None:
    report = _indicator(by, period, of)
    if report is None or not report.groups(of, "municipality"):
        return None
    figures, unit = report.groups(of, "municipality"), report.line.unit
    bars = bars_of(figures, "municipality", group_names())
    most = 100.0 if unit == "percent" else max([bar.value or 0 for bar in bars] + [1]) * 1.05
    told = ", ".join(f"{bar.label} {bar.words}" for bar in bars)
    drawing = bar_chart(bars, f"{report.line.name}: {told}", width=720, maximum=most, names=150)
    return ChartFile(as_svg(drawing, str(report.line.definition)), *_towns(report))


def _map(by: User, period: Period, of: str) -> ChartFile | None:
    report = _indicator(by, period, of)
    if report is None or not report.groups(of, "municipality"):
        return None
    view = municipality_map(report, of)
    if not any(shape.path for shape in view.shapes):
        return None
    about = f"{report.line.definition} {source_citation('shapes')}"
    svg = map_as_svg(view.shapes, view.view_box, view.legend, str(report.line.name), about)
    return ChartFile(svg, *_towns(report))


def _towns(report: OneIndicator) -> tuple[list[str], list[list[Cell]]]:
    names = group_names()["municipality"]
    rows: list[list[Cell]] = [
        [each.group, names.get(str(each.group), ""), each.value, each.n, each.k, each.unknown, each.goal]
        for each in report.groups(report.indicator, "municipality")
    ]
    return ["municipality", "name", "value", "n", "k", "unknown", "goal"], rows


def _waiting(by: User, period: Period, of: str) -> ChartFile | None:
    report = _indicator(by, period, of)
    if report is None or report.curve is None:
        return None
    curve = report.curve
    drawing = waiting_drawing(
        curve,
        curve_sentence(curve),
        promised=OFFER_DAYS,
        width=720,
        height=280,
        words=lambda day: curve_words(curve, day),
    )
    rows = [[step.day, step.at_risk, step.events, step.waiting, step.low, step.high] for step in curve.steps]
    head = ["day", "at_risk", "events", "waiting", "low_95", "high_95"]
    return ChartFile(as_svg(drawing, str(report.line.definition)), head, rows)


def _causes(by: User, period: Period, of: str) -> ChartFile | None:
    beside = right_to_work_of(by, period).beside
    if of != BY_CAUSE or not beside.ends:
        return None
    most = max(cause.count for cause in beside.ends) or 1
    bars = [Bar(cause_name(cause.kind), cause.count, number(cause.count)) for cause in beside.ends]
    told = ", ".join(f"{bar.label} {bar.words}" for bar in bars)
    line = INDICATORS[BY_CAUSE]
    title = f"{line.name}: {told}"
    drawing = bar_chart(bars, title, width=720, maximum=most * 1.05, names=260, notes=0)
    rows: list[list[Cell]] = [
        [cause.kind or "unknown", cause_name(cause.kind), cause.count, cause.before] for cause in beside.ends
    ]
    return ChartFile(
        as_svg(drawing, str(line.definition)), ["end_kind", "name", "count", "year_before"], rows
    )


def _way(by: User, period: Period, _of: str) -> ChartFile | None:
    found = way_of(by, period)
    about = _("Everyone referred in the period, as it is known on its last day.")
    rows: list[list[Cell]] = [
        [one.step.value, one.count, *(one.no_further[gone] for gone in Gone)] for one in found.steps
    ]
    rows += [[f"outcome:{code or 'unknown'}", count] for code, count in found.outcomes]
    head = ["step", "count", *(gone.value for gone in Gone)]
    return ChartFile(as_svg(way_trend(found).wide, about), head, rows)


def _of_table(by: User, period: Period, of: str, name: str) -> ChartFile | None:
    """The bars of a table of a table report."""
    report = TABLE_REPORTS.get(of)
    may_read = report is not None and (not report.of_the_area or keeps_the_money(by))
    told = report.told(by, period) if report is not None and may_read else None
    table = next((each for each in told.tables if each.name == name), None) if told else None
    column, drawing = (drawn_column(table), wide_bars(table)) if table else (None, None)
    if table is None or told is None or column is None or drawing is None:
        return None
    rows = [[row.code, row.name, row.values.get(column.key)] for row in drawn_rows(table)]
    return ChartFile(as_svg(drawing, table.note or told.lead), ["row", "name", column.key], rows)


CHARTS: dict[str, Made] = {
    "quarters": _quarters,
    "municipalities": _municipalities,
    "map": _map,
    "waiting": _waiting,
    "causes": _causes,
    "way": _way,
    "unemployment": unemployment,
    "after-service": after_service,
    "after-service-years": after_service_years,
    "in-services": in_services,
}
"""Charts by name; any other name is that of a table of the report that is asked for."""
