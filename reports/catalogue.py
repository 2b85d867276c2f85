"""Which reports there are, and in which formats: one place for the page, the downloads and the command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.selectors import Viewer
from areas.selectors import source_citation
from reports.cache import right_to_work_of
from reports.indicators import HEADLINE, INDICATORS
from reports.outputs.document import as_json
from reports.outputs.flat import BYTE_ORDER_MARK, as_csv, as_workbook
from reports.periods import Period
from reports.right_to_work import BREAKDOWNS, RightToWork
from reports.selectors import group_names, scope_for
from reports.tables.listed import TABLE_REPORTS
from reports.tables.writing import write_table_report

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FORMATS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
SOURCES_PRINTED = ("municipalities",)


@dataclass(frozen=True)
class Report:
    """A report to read and take along; `write` gives its file in one of `FORMATS`."""

    name: str
    title: StrPromise
    about: StrPromise
    breakdowns: tuple[str, ...]
    write: Callable[[str, Viewer | None, Period, Sequence[str] | None, datetime], bytes]

    @property
    def url(self) -> str:
        """The address of its page."""
        return reverse(f"reports:{self.name.replace('-', '_')}")


def _write_right_to_work(
    file_format: str,
    viewer: Viewer | None,
    period: Period,
    breakdowns: Sequence[str] | None,
    made_at: datetime,
) -> bytes:
    report = right_to_work_of(viewer, period, tuple(breakdowns or BREAKDOWNS))
    if file_format == "pdf":
        return _right_to_work_document(report, viewer, made_at)
    if file_format == "xlsx":
        return as_workbook(report.figures, period, report.beside)
    if file_format == "csv":
        return (BYTE_ORDER_MARK + as_csv(report.figures, period)).encode()
    return as_json(report.figures, period, made_at).encode()


def _right_to_work_document(report: RightToWork, viewer: Viewer | None, made_at: datetime) -> bytes:
    from reports.pages import municipality_map
    from reports.pdf.right_to_work import right_to_work_pdf

    return right_to_work_pdf(
        report,
        scope_name=scope_for(viewer).name,
        names=group_names(),
        made_at=made_at,
        sources=[source_citation(dataset) for dataset in SOURCES_PRINTED],
        municipalities=municipality_map(report, HEADLINE),
    )


REPORTS: dict[str, Report] = {
    report.name: report
    for report in (
        Report(
            "right-to-work",
            _("Right to work"),
            _("How many had an offer of a place within 90 days, by municipality and group."),
            INDICATORS[HEADLINE].breakdowns,
            _write_right_to_work,
        ),
        *(
            Report(each.name, each.title, each.about, each.breakdowns, partial(write_table_report, each.name))
            for each in TABLE_REPORTS.values()
        ),
    )
}
