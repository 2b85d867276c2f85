"""The reports: which there are, the page of the right to work, and its files."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from areas.selectors import source_citation
from reports.cache import right_to_work_of
from reports.catalogue import FORMATS, REPORTS, Report
from reports.exports import export_report
from reports.forms import FiguresForm
from reports.indicators import HEADLINE, INDICATORS
from reports.pages import figure_card, group_table, municipality_map, trend_drawings
from reports.presentation import summary_sentence, trend_rows
from reports.right_to_work import EQUALITY_BREAKDOWNS, RightToWork
from reports.selectors import group_names, may_read_figures, scope_for
from reports.words import period_name
from ui.elements import Column


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The reports that there are."""
    _require_reader(request)
    return render(request, "reports/index.html", {"reports": REPORTS.values(), "formats": list(FORMATS)})


@require_safe
def right_to_work(request: HttpRequest) -> HttpResponse:
    """The figures on the right to work in the viewer's area, for the period chosen."""
    _require_reader(request)
    form = FiguresForm(request.GET.dict(), today=timezone.localdate())
    report = right_to_work_of(request.user, form.chosen_period)
    context = _page(report, form.chosen_indicator)
    files = [
        (name.upper(), f"{reverse('reports:download', args=['right-to-work', name])}?{urlencode(form.query)}")
        for name in FORMATS
    ]
    area = scope_for(request.user).name or _("The whole employment area")
    kicker = f"{period_name(report.period)} · {area}"
    page = {**context, "form": form, "files": files, "kicker": kicker}
    return render(request, "reports/right_to_work.html", page)


@require_safe
def download(request: HttpRequest, name: str, file_format: str) -> HttpResponse:
    """The report as a file; who took it is on record."""
    _require_reader(request)
    if file_format not in FORMATS:
        raise Http404
    form = FiguresForm(request.GET.dict(), today=timezone.localdate())
    if not form.is_valid():
        raise Http404
    report, period = _report(name), form.chosen_period
    content = export_report(report, file_format, period, by=cast(User, request.user))
    file_name = f"{slugify(str(report.title))}-{period.name or f'{period.start}--{period.end}'}.{file_format}"
    return HttpResponse(
        content,
        content_type=FORMATS[file_format],
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )


def _require_reader(request: HttpRequest) -> None:
    if not may_read_figures(request.user):
        raise PermissionDenied


def _report(name: str) -> Report:
    if name not in REPORTS:
        raise Http404
    return REPORTS[name]


def _page(report: RightToWork, indicator: str) -> dict[str, object]:
    """Everything the template shows of the report."""
    names = group_names()
    spark, trend = trend_drawings(report)
    return {
        "report": report,
        "summary": summary_sentence(report),
        "headline": figure_card(report.headline),
        "cards": [figure_card(figure) for figure in report.others],
        "spark": spark,
        "trend": trend,
        "trend_columns": [
            _("Quarter"),
            Column(_("Share"), numeric=True),
            Column(_("Had an offer"), numeric=True),
        ],
        "trend_rows": trend_rows(report),
        "compared": INDICATORS[indicator],
        "compared_card": figure_card(report.in_all(indicator)),
        "municipalities": [group_table(report, indicator, "municipality", names)],
        "map": municipality_map(report, indicator),
        "map_source": source_citation("shapes"),
        "equality": [group_table(report, HEADLINE, by, names) for by in EQUALITY_BREAKDOWNS],
        "definitions": INDICATORS.values(),
    }
