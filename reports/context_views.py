"""The page of official statistics beside our own figures; what is not loaded is not on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from areas.selectors import after_services, source_citation
from reports.cache import right_to_work_of
from reports.charts import trend
from reports.context import Context, Place, official_context
from reports.context_services import after_page, newest_stocks, stocks_page
from reports.context_words import month_name, month_points, months_sentence
from reports.forms import PeriodForm
from reports.readers import require_reader
from reports.selectors import figure_area
from reports.views import frame_of
from reports.words import value_words
from ui.elements import Column
from ui.formats import number, percent, signed


@require_safe
def context(request: HttpRequest) -> HttpResponse:
    """Unemployment beside our headline, the time after a service beside our outcomes, people in services."""
    require_reader(request)
    form = PeriodForm(request.GET.dict(), today=timezone.localdate())
    report = right_to_work_of(request.user, form.chosen_period)
    found = official_context(report, figure_area(request.user))
    page = _page(found) if found is not None else {}
    if (after := after_services()) is not None:
        page["after"] = after_page(after, report)
    if stocks := newest_stocks():
        page["stocks"] = stocks_page(stocks)
    return render(request, "reports/context.html", frame_of(request, form) | page)


def _page(found: Context) -> dict[str, Any]:
    return {
        "newest": month_name(found.newest),
        "trend": trend(month_points(found), months_sentence(found)),
        "month_columns": [_("Month"), Column(_("Share"), numeric=True), Column(_("People"), numeric=True)],
        "month_rows": [
            [month_name(one.month), percent(one.share), number(one.unemployed)] for one in found.months
        ],
        "place_columns": [
            _("Municipality"),
            Column(_("Unemployed people"), numeric=True),
            Column(_("Share of the labour force"), numeric=True),
            Column(_("In a year"), numeric=True),
            Column(_("Vacancies"), numeric=True),
            Column(_("Offer within 90 days, ours"), numeric=True),
        ],
        "place_rows": _place_rows(found.places),
        "source": source_citation("unemployment"),
    }


def _place_rows(places: Sequence[Place]) -> list[list[str]]:
    return [
        [
            place.name,
            number(place.unemployed),
            percent(place.share),
            "–" if place.share_before is None else signed(place.share - place.share_before, 1),
            "–" if place.open_vacancies is None else number(place.open_vacancies),
            "–"
            if place.own is None
            else f"{value_words(place.own.value, 'percent')} (n {number(place.own.n)})",
        ]
        for place in places
    ]
