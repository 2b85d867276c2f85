"""The service points in figures, by municipality, between two days."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programmes.desk.figures import Figures, count_by_town, count_together, sources_for
from programmes.desk.forms import PeriodForm
from programmes.workspace.access import worker_required


@require_safe
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """The figures of the days in the address; of this year where it has none."""
    today = timezone.localdate()
    usual = {"first": date(today.year, 1, 1), "last": today}
    form = PeriodForm(request.GET or None, initial=usual)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    first, last = wanted.get("first") or usual["first"], wanted.get("last") or usual["last"]
    sources = sources_for(request.user)
    rows = count_by_town(sources, first, last) if first <= last else []
    total = count_together(sources, first, last, rows) if rows else Figures()
    values = {"form": form, "first": first, "last": last, "rows": rows, "total": total}
    return render(request, "desk/figures.html", values, status=422 if form.errors else 200)
