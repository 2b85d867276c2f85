"""The page of the way from a referral to a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from programmes.participants.codes import ExitClass
from reports.cache import way_of
from reports.charts import Bar, Drawing, bar_row
from reports.forms import PeriodForm
from reports.readers import require_reader
from reports.selectors import reason_names
from reports.views import frame_of
from reports.way import Gone, Reached, Step, Way
from reports.way_flow import stages_of, way_trend
from reports.words import STEPS
from ui.elements import Column
from ui.formats import number, percent


@dataclass(frozen=True)
class StepRow:
    """One step in words, with its bar."""

    name: str
    bar: Drawing
    count: str
    share: str
    still: str
    returned: str
    withdrawn: str
    ended: str


@require_safe
def way(request: HttpRequest) -> HttpResponse:
    """How many of those referred in the period came how far, where the others are, and why they left."""
    require_reader(request)
    form = PeriodForm(request.GET.dict(), today=timezone.localdate())
    found = way_of(request.user, form.chosen_period)
    page = {
        "trend": way_trend(found),
        "flow_columns": [_("Stage"), Column(pgettext("how many", "People"), numeric=True)],
        "flow_rows": [[node.name, node.words] for stage in stages_of(found) for node in stage],
        "rows": [_row(one, found.referred) for one in found.steps],
        "referred": found.referred,
        "reason_columns": [_("Reason"), Column(_("People"), numeric=True)],
        "reason_rows": _reasons(found, reason_names()),
        "outcome_columns": [_("Solution"), Column(_("People"), numeric=True)],
        "outcome_rows": [[_solution(code), number(count)] for code, count in found.outcomes],
    }
    return render(request, "reports/way.html", frame_of(request, form) | page)


def _row(one: Reached, referred: int) -> StepRow:
    share = 100 * one.count / referred if referred else None
    words = percent(share) if share is not None else "–"
    name = str(STEPS[one.step])
    last = one.step is list(Step)[-1]
    return StepRow(
        name,
        bar_row(Bar(name, share, words)),
        number(one.count),
        words,
        number(one.no_further[Gone.STILL]),
        number(one.no_further[Gone.RETURNED]),
        number(one.no_further[Gone.WITHDRAWN]),
        "–" if last else number(one.no_further[Gone.ENDED]),
    )


def _reasons(found: Way, names: Mapping[int, str]) -> Sequence[Sequence[Any]]:
    untold = _("No reason was told")
    return [
        [untold if key is None else names.get(key, untold), number(count)] for key, count in found.reasons
    ]


def _solution(code: str) -> str:
    return str(ExitClass(code).label) if code else _("Not known")
