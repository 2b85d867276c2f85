"""Which reports there are, and in which formats: one place for the page, the downloads and the command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.selectors import Viewer
from areas.selectors import source_citation
from reports.cache import right_to_work_of
from reports.editions import newest_edition
from reports.indicators import HEADLINE, INDICATORS
from reports.municipality.writing import ALL, write_municipality_report
from reports.municipality.writing import NAME as MUNICIPALITY
from reports.outputs.document import as_json
from reports.outputs.flat import BYTE_ORDER_MARK, as_csv, as_workbook
from reports.periods import Period
from reports.readers import keeps_the_money
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
ZIP = "application/zip"
SOURCES_PRINTED = ("municipalities",)


# Of the format, the viewer, the period, the breakdowns, and when it was made.
Write = Callable[..., bytes]


@dataclass(frozen=True)
class Report:
    """A report to read and take along; `write` gives its file in one of `FORMATS`.

    write_of: the same of one municipality, by its code, or of `ALL`; where it is there, so is `municipality`:
    the one that `write` writes of.
    of_the_area: read only by who manages the whole area.
    """

    name: str
    title: StrPromise
    about: StrPromise
    breakdowns: tuple[str, ...]
    write: Write
    write_of: Write | None = None
    municipality: str = ""
    of_the_area: bool = False

    def of(self, municipality: str) -> Report:
        """The report of one municipality, or of `ALL`; its writer raises KeyError where there is none."""
        if self.write_of is None:
            raise ValueError(f"{self.name} is not about one municipality")
        return replace(self, municipality=municipality, write=partial(self.write_of, municipality))

    def extension(self, file_format: str) -> str:
        """How the name of its file ends: a document for each of many municipalities comes in a zip."""
        return "zip" if file_format == "pdf" and self.municipality == ALL else file_format

    def content_type(self, file_format: str) -> str:
        """What its file is, for a browser."""
        return ZIP if self.extension(file_format) == "zip" else FORMATS[file_format]

    @property
    def url(self) -> str:
        """The address of its page."""
        return reverse(f"reports:{self.name.replace('-', '_')}")


def reports_for(viewer: Viewer) -> list[Report]:
    """The reports that the viewer, who reads figures, may read."""
    return [report for report in REPORTS.values() if not report.of_the_area or keeps_the_money(viewer)]


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
        edition=newest_edition(report.period),
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
        Report(
            MUNICIPALITY,
            _("Right to work of one municipality"),
            _("Two pages for the municipality's board: the headline, who waits, what is open, every figure."),
            (),
            partial(write_municipality_report, ALL),
            write_municipality_report,
            ALL,
        ),
        *(
            Report(
                each.name,
                each.title,
                each.about,
                each.breakdowns,
                partial(write_table_report, each.name),
                of_the_area=each.of_the_area,
            )
            for each in TABLE_REPORTS.values()
        ),
    )
}
