"""The people behind a figure or a gap, for those whose duty it is; each look is on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from programmes.looking import record_list
from reports.behind import has_people, people_behind
from reports.forms import BehindForm, GapForm, PeriodForm
from reports.indicators import INDICATORS
from reports.readers import require_reader
from reports.selectors import frames_for, group_names, people_of
from reports.tables.quality import GAPS, READS, people_missing
from reports.tables.telling.quality import GAP_NAMES, OF_WHOM, WHAT_IT_DOES
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
    page = {
        "of": line.name,
        "about": line.definition,
        "back": reverse("reports:indicator", args=[indicator_id]),
        "back_words": _("Back to the figure"),
    }
    return _shown(request, form, keys, page, "reports:people")


@require_safe
def not_known(request: HttpRequest, code: str) -> HttpResponse:
    """Of whom the fact is not known, so that it can be mended; the look is on record."""
    require_reader(request)
    if code not in GAPS:
        raise Http404
    names = group_names()["municipality"]
    form = GapForm(request.GET.dict(), today=timezone.localdate(), names=names)
    frames = frames_for(request.user, beside=READS)
    keys = people_missing(frames, code, form.chosen_period, form.chosen_municipality)
    page = {
        "of": _("%(name)s: not known") % {"name": GAP_NAMES[code]},
        "about": f"{OF_WHOM[code]} {WHAT_IT_DOES[code]}",
        "back": reverse("reports:data_quality"),
        "back_words": _("Back to data quality"),
    }
    return _shown(request, form, keys, page, "reports:not_known")


def _shown(
    request: HttpRequest, form: PeriodForm, keys: Sequence[int], words: Mapping[str, object], looked_at: str
) -> HttpResponse:
    """A page of the people, in the order of their referral numbers; who looked is on record."""
    part = Paginator(keys, A_PAGE).get_page(request.GET.get("page"))
    rows = list(people_of(request.user, part.object_list))  # type: ignore[arg-type]
    record_list(request, rows, page=looked_at)
    page = {**words, "rows": rows, "part": part, "count": len(keys)}
    return render(request, "reports/people.html", frame_of(request, form) | page)
