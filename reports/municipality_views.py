"""The page of one municipality."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports.catalogue import FORMATS
from reports.charts import trend
from reports.forms import MunicipalityForm
from reports.municipality.telling import tell_municipalities
from reports.municipality.writing import ALL, NAME, asked_for
from reports.pages import figure_card, trend_columns
from reports.presentation import trend_points, trend_rows, trend_sentence
from reports.readers import require_reader
from reports.selectors import group_names, readable_municipalities
from reports.table_views import shown
from reports.views import frame_of
from reports.words import period_name


@require_safe
def municipality(request: HttpRequest) -> HttpResponse:
    """One municipality beside the whole area and the year before, and its two pages to take along."""
    require_reader(request)
    own = readable_municipalities(request.user)
    form = MunicipalityForm(request.GET.dict(), today=timezone.localdate(), municipalities=own)
    if form.chosen_municipality not in own:
        raise Http404
    one, *_rest = asked_for(request.user, form.chosen_period, form.chosen_municipality)
    told = tell_municipalities([one], form.chosen_period, group_names())
    page = {
        "kicker": period_name(form.chosen_period),
        "headline": figure_card(one.headline),
        "trend": trend(trend_points(one), trend_sentence(one), goal=one.headline.goal),
        "trend_columns": trend_columns(),
        "trend_rows": trend_rows(one),
        "files": _files(form.query, len(own) > 1),
    }
    return render(
        request,
        "reports/municipality.html",
        frame_of(request, form) | shown(told, urlencode(form.query)) | page,
    )


def _files(query: dict[str, str], has_others: bool) -> list[tuple[str, str]]:
    """The files of the municipality; last a document for each, where there are several."""

    def address(file_format: str, **more: str) -> str:
        return f"{reverse('reports:download', args=[NAME, file_format])}?{urlencode(query | more)}"

    files = [(each.upper(), address(each)) for each in FORMATS]
    every = (_("A PDF of each municipality (zip)"), address("pdf", municipality=ALL))
    return [*files, every] if has_others else files
