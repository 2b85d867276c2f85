"""The people behind a figure, for those whose duty it is; each look is on record."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programmes.looking import record_list
from reports.behind import has_people, people_behind
from reports.forms import BehindForm
from reports.indicators import INDICATORS
from reports.readers import require_reader
from reports.selectors import frames_for, group_names, people_of
from reports.views import frame_of

A_PAGE = 50


@require_safe
def people(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Whom the figure counts or does not count, of everyone or of one group; the look is on record."""
    require_reader(request)
    if indicator_id not in INDICATORS or not has_people(indicator_id):
        raise Http404
    line = INDICATORS[indicator_id]
    form = BehindForm(request.GET.dict(), today=timezone.localdate(), indicator=line, names=group_names())
    which, group = form.chosen_which, form.chosen_group
    keys = people_behind(frames_for(request.user), indicator_id, form.chosen_period, which, group)
    part = Paginator(keys, A_PAGE).get_page(request.GET.get("page"))
    rows = list(people_of(request.user, part.object_list))  # type: ignore[arg-type]
    record_list(request, rows, page="reports:people")
    page = {"indicator": line, "rows": rows, "part": part, "count": len(keys)}
    return render(request, "reports/people.html", frame_of(request, form) | page)
