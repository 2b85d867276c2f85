"""Exports: a report leaves the house as a file, and that is on record."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from audit.services import record
from reports.catalogue import Report
from reports.charts import trend_line
from reports.municipality.writing import ALL
from reports.one_indicator import OneIndicator
from reports.outputs.flat import BYTE_ORDER_MARK, as_csv
from reports.outputs.picture import as_svg
from reports.periods import Period
from reports.presentation import trend_points, trend_sentence
from reports.selectors import group_names


@transaction.atomic
def export_report(
    report: Report,
    file_format: str,
    period: Period,
    *,
    by: User | None,
    breakdowns: Sequence[str] | None = None,
) -> bytes:
    """The report's file for `by`, and an event that tells who took which figures.

    by: None is the service itself at the console, which reads the whole area.
    """
    content = report.write(file_format, by, period, breakdowns, timezone.localtime())
    record_export(report, file_format, period, by=by)
    return content


def record_export(report: Report, file_format: str, period: Period, *, by: User | None) -> None:
    """An event tells who took which figures."""
    told = {"report": report.name, "format": file_format, "from": period.start, "to": period.end}
    if report.municipality:
        told["municipality"] = report.municipality
    with transaction.atomic():
        record("report.exported", None, by=by, data=told)


def file_name(report: Report, file_format: str, period: Period) -> str:
    """What the file is called where it is kept: in the reader's language, safe anywhere."""
    about = [slugify(str(report.title))]
    if report.municipality and report.municipality != ALL:
        about.append(slugify(group_names()["municipality"][report.municipality]))
    about.append(period.code or f"{period.start}--{period.end}")
    return f"{'-'.join(about)}.{report.extension(file_format)}"


INDICATOR_FILES = {"csv": "text/csv; charset=utf-8", "svg": "image/svg+xml"}


@transaction.atomic
def indicator_content(report: OneIndicator, file_format: str, *, by: User) -> bytes:
    """The figures of one indicator as CSV, or its quarters as a picture, and an event of who took them."""
    days = {"from": report.period.start, "to": report.period.end}
    record("report.exported", None, by=by, data={"report": report.indicator, "format": file_format, **days})
    if file_format == "csv":
        return (BYTE_ORDER_MARK + as_csv(report.figures, report.period)).encode()
    drawing = trend_line(
        trend_points(report), trend_sentence(report), goal=report.whole.goal, width=720, height=240
    )
    return as_svg(drawing, str(report.line.definition)).encode()
