"""The pages of the table reports: one view for each of `reports.tables.listed`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.catalogue import FORMATS
from reports.forms import PeriodForm
from reports.readers import require_keeper, require_reader
from reports.tables.bars import trend_of_table
from reports.tables.listed import TABLE_REPORTS
from reports.tables.shape import Column, Row, Table, Told
from reports.tables.words import cell_words
from reports.views import frame_of


@require_safe
def table_report(request: HttpRequest, name: str) -> HttpResponse:
    """The report in the viewer's area for the period chosen, and its files."""
    report = TABLE_REPORTS[name]
    (require_keeper if report.of_the_area else require_reader)(request)
    form = PeriodForm(request.GET.dict(), today=timezone.localdate())
    told = report.told(request.user, form.chosen_period)
    page = frame_of(request, form)
    files = [
        (each.upper(), f"{reverse('reports:download', args=[name, each])}?{page['query']}")
        for each in FORMATS
    ]
    leads_to = [(title, reverse(address)) for title, address in report.leads_to]
    page |= shown(told, str(page["query"]), name) | {"files": files, "leads_to": leads_to}
    return render(request, "reports/tables/page.html", page)


def shown(told: Told, query: str, name: str = "") -> dict[str, object]:
    """What the page of tables shows of a report; query: the choice of the page, for what stands behind.

    name: of the table report, whose bars can be taken along.
    """
    tables = [(table, _lines(table, query), trend_of_table(table)) for table in told.tables]
    return {"told": told, "tables": tables, "report_name": name, "leads_to": ()}


def _lines(table: Table, query: str) -> list[tuple[Row, str, list[tuple[Column, str, str]]]]:
    """Each row with the address of its people, and its cells: column, words, and the address of theirs."""
    return [
        (
            row,
            _behind_row(table, row, query),
            [
                (column, cell_words(row, column), _behind_cell(table, row, column, query))
                for column in table.columns
            ],
        )
        for row in table.rows
    ]


def _behind_row(table: Table, row: Row, query: str) -> str:
    if table.people != "rows" or not row.values.get("unknown"):
        return ""
    return f"{reverse('reports:not_known', args=[row.code])}?{query}"


def _behind_cell(table: Table, row: Row, column: Column, query: str) -> str:
    if table.people != "cells" or not row.values.get(column.key):
        return ""
    return f"{reverse('reports:not_known', args=[column.key])}?{query}&municipality={row.code}"
