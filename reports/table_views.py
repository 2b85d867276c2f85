"""The pages of the table reports: one view for each of `reports.tables.listed`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.catalogue import FORMATS
from reports.forms import PeriodForm
from reports.readers import require_reader
from reports.tables.listed import TABLE_REPORTS
from reports.tables.shape import Table
from reports.tables.words import cell_words
from reports.views import frame_of


@require_safe
def table_report(request: HttpRequest, name: str) -> HttpResponse:
    """The report in the viewer's area for the period chosen, and its files."""
    require_reader(request)
    form = PeriodForm(request.GET.dict(), today=timezone.localdate())
    told = TABLE_REPORTS[name].told(request.user, form.chosen_period)
    page = frame_of(request, form)
    files = [
        (each.upper(), f"{reverse('reports:download', args=[name, each])}?{page['query']}")
        for each in FORMATS
    ]
    page |= {
        "told": told,
        "tables": [(table, _lines(table)) for table in told.tables],
        "files": files,
    }
    return render(request, "reports/tables/page.html", page)


def _lines(table: Table) -> list[tuple[object, list[tuple[object, str]]]]:
    """Each row with its cells in words, beside their columns."""
    return [(row, [(column, cell_words(row, column)) for column in table.columns]) for row in table.rows]
