"""A table report as a file in any of the formats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from accounts.selectors import Viewer
from areas.selectors import source_citation
from reports.periods import Period
from reports.selectors import group_names, scope_for
from reports.tables.files import BYTE_ORDER_MARK, as_csv, as_json, as_workbook
from reports.tables.listed import TABLE_REPORTS

SOURCE = "municipalities"


def write_table_report(
    name: str,
    file_format: str,
    viewer: Viewer | None,
    period: Period,
    breakdowns: Sequence[str] | None,
    made_at: datetime,
) -> bytes:
    """The report's file for the viewer's area, in the language that is active."""
    report = TABLE_REPORTS[name]
    if file_format == "json":
        counted = report.counted(viewer, period, breakdowns)
        return as_json(name, lambda: report.tell(counted, period, group_names()), period, made_at).encode()
    told = report.told(viewer, period, breakdowns)
    if file_format == "csv":
        return (BYTE_ORDER_MARK + as_csv(told, period)).encode()
    if file_format == "xlsx":
        return as_workbook(told, period)
    from reports.tables.pdf import table_report_pdf

    return table_report_pdf(
        told,
        period,
        scope_name=scope_for(viewer).name,
        made_at=made_at,
        sources=[source_citation(SOURCE)],
    )
