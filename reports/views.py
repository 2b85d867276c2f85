"""The reports: which there are, the page of the right to work, and its files."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from areas.selectors import source_citation
from reports.cache import indicator_of, right_to_work_of
from reports.catalogue import FORMATS, REPORTS, Report, reports_for
from reports.exports import INDICATOR_FILES, export_report, file_name, indicator_content
from reports.forms import FiguresForm, PeriodForm
from reports.indicator_page import indicator_page
from reports.indicators import HEADLINE, INDICATORS
from reports.indicators.measures import euros
from reports.made.ordering import order_file, takes_long
from reports.municipality.writing import ALL
from reports.pages import (
    KEY_FIGURES,
    figure_card,
    figure_groups,
    group_table,
    municipality_map,
    trend_columns,
    trend_drawings,
)
from reports.presentation import summary_sentence, told_first, trend_rows
from reports.readers import manages, require_keeper, require_reader
from reports.right_to_work import EQUALITY_BREAKDOWNS, RightToWork
from reports.selectors import group_names, readable_municipalities, scope_for
from reports.words import period_name
from ui.addresses import SeeOther


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The headline against its goal, what rose, what fell and who waits; every figure; the reports."""
    require_reader(request)
    form = PeriodForm(request.GET.dict(), today=timezone.localdate())
    report = right_to_work_of(request.user, form.chosen_period)
    _spark, trend = trend_drawings(report)
    page = {
        **frame_of(request, form),
        "headline": figure_card(report.headline),
        "summary": summary_sentence(report),
        "trend": trend,
        "told": told_first(report),
        "groups": figure_groups(report),
        "reports": reports_for(request.user),
        "manages": manages(request.user),
        "pdf": f"{reverse('reports:download', args=['right-to-work', 'pdf'])}?{urlencode(form.query)}",
    }
    return render(request, "reports/index.html", page)


@require_safe
def indicator(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """One indicator whole: everyone, its quarters, municipalities, groups, and how it is counted."""
    require_reader(request)
    form = PeriodForm(request.GET.dict(), today=timezone.localdate())
    if INDICATORS[_indicator(indicator_id)].measure is euros:  # by municipality, with what is not told
        return redirect(f"{reverse('reports:municipal_finance')}?{urlencode(form.query)}")
    report = indicator_of(request.user, indicator_id, form.chosen_period)
    return render(request, "reports/indicator.html", frame_of(request, form) | indicator_page(report))


@require_safe
def indicator_file(request: HttpRequest, indicator_id: str, file_format: str) -> HttpResponse:
    """The figures of one indicator as CSV, or its quarters as a picture; who took it is on record."""
    require_reader(request)
    form = PeriodForm(request.GET.dict(), today=timezone.localdate())
    if file_format not in INDICATOR_FILES or not form.is_valid():
        raise Http404
    report = indicator_of(request.user, _indicator(indicator_id), form.chosen_period)
    content = indicator_content(report, file_format, by=cast(User, request.user))
    name = (
        f"{indicator_id}-{report.period.code or f'{report.period.start}--{report.period.end}'}.{file_format}"
    )
    return HttpResponse(
        content,
        content_type=INDICATOR_FILES[file_format],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
def right_to_work(request: HttpRequest) -> HttpResponse:
    """The figures on the right to work in the viewer's area, for the period chosen."""
    require_reader(request)
    form = FiguresForm(request.GET.dict(), today=timezone.localdate())
    report = right_to_work_of(request.user, form.chosen_period)
    context = _page(report, form.chosen_indicator)
    files = [
        (name.upper(), f"{reverse('reports:download', args=['right-to-work', name])}?{urlencode(form.query)}")
        for name in FORMATS
    ]
    return render(request, "reports/right_to_work.html", frame_of(request, form) | context | {"files": files})


@require_safe
def download(request: HttpRequest, name: str, file_format: str) -> HttpResponse:
    """The report as a file, or the page where the worker makes one that takes long; who takes it is told."""
    require_reader(request)
    if file_format not in FORMATS:
        raise Http404
    form = FiguresForm(request.GET.dict(), today=timezone.localdate())
    if not form.is_valid():
        raise Http404
    report, period = chosen_report(request, name), form.chosen_period
    if report.of_the_area:
        require_keeper(request)
    user = cast(User, request.user)
    if takes_long(report, file_format, user):
        making = order_file(report, file_format, period, by=user)
        return SeeOther(reverse("reports:making", args=[making.reference]))
    content = export_report(report, file_format, period, by=user)
    return HttpResponse(
        content,
        content_type=report.content_type(file_format),
        headers={"Content-Disposition": f'attachment; filename="{file_name(report, file_format, period)}"'},
    )


def frame_of(request: HttpRequest, form: PeriodForm) -> dict[str, object]:
    """What every page of figures has: the choice of a period, and whose figures of which days they are."""
    area = scope_for(request.user).name or _("The whole employment area")
    kicker = f"{period_name(form.chosen_period)} · {area}"
    return {"form": form, "kicker": kicker, "query": urlencode(form.query)}


def _indicator(indicator_id: str) -> str:
    if indicator_id not in INDICATORS or not INDICATORS[indicator_id].in_all:
        raise Http404
    return indicator_id


def chosen_report(request: HttpRequest, name: str) -> Report:
    """The report of that name, of the municipality in the address where it is of one; 404 where none is."""
    if name not in REPORTS:
        raise Http404
    report = REPORTS[name]
    if report.write_of is None:
        return report
    code = request.GET.get("municipality", ALL)
    if code != ALL and code not in readable_municipalities(request.user):
        raise Http404
    return report.of(code)


def _page(report: RightToWork, indicator: str) -> dict[str, object]:
    """Everything the template shows of the report."""
    names = group_names()
    spark, trend = trend_drawings(report)
    return {
        "report": report,
        "summary": summary_sentence(report),
        "headline": figure_card(report.headline),
        "cards": [figure_card(report.in_all(name)) for name in KEY_FIGURES],
        "spark": spark,
        "trend": trend,
        "trend_columns": trend_columns(),
        "trend_rows": trend_rows(report),
        "compared": INDICATORS[indicator],
        "compared_card": figure_card(report.in_all(indicator)),
        "municipalities": [group_table(report, indicator, "municipality", names)],
        "map": municipality_map(report, indicator),
        "map_source": source_citation("shapes"),
        "equality": [group_table(report, HEADLINE, by, names) for by in EQUALITY_BREAKDOWNS],
        "definitions": [
            INDICATORS[name] for name in dict.fromkeys([HEADLINE, *KEY_FIGURES, "O5", indicator])
        ],
    }
