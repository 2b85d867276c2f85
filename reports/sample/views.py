"""A manager draws a sample for an audit and takes its folder along."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from audit.models import Event
from reports.forms import OWN_DAYS, PeriodForm
from reports.periods import Period
from reports.readers import require_manager
from reports.sample.drawing import LARGEST_SEED, new_seed
from reports.sample.services import draw_sample, drawn_before
from reports.views import frame_of
from reports.words import period_name

MOST_PEOPLE = 200
SHOWN_BEFORE = 20


class SampleForm(PeriodForm):
    """A period, how many people, and the number they are drawn with."""

    usual = {"people": "10"}

    field_order = ("period", "from", "to", "people", "seed")

    def add_choices(self) -> None:
        """How many, and a number where a sample is drawn again."""
        self.fields["people"] = forms.IntegerField(
            label=gettext_lazy("How many people"), min_value=1, max_value=MOST_PEOPLE
        )
        self.fields["seed"] = forms.IntegerField(
            label=gettext_lazy("Number of the draw"),
            required=False,
            min_value=1,
            max_value=LARGEST_SEED,
            help_text=gettext_lazy("Leave it empty, but to draw the same people again."),
        )


@require_http_methods(["GET", "HEAD", "POST"])
def sample(request: HttpRequest) -> HttpResponse:
    """The form and the samples drawn before; a POST draws one and answers with its folder."""
    require_manager(request.user)
    sent = request.POST if request.method == "POST" else request.GET
    form = SampleForm(sent.dict(), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        answer = _folder(request, form)
        if answer is not None:
            return answer
    page = frame_of(request, form) | {"rows": [_line(event) for event in drawn_before()[:SHOWN_BEFORE]]}
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "reports/sample.html", page, status=status)


def _folder(request: HttpRequest, form: SampleForm) -> HttpResponse | None:
    """The folder as a file; None, with words at the form, where there is nobody to draw."""
    told = form.cleaned_data
    seed = told["seed"] or new_seed()
    period = form.chosen_period
    drawn, content = draw_sample(period, told["people"], seed, by=cast(User, request.user))
    if not drawn.keys:
        form.add_error("period", _("Nobody's accepted time in the service touches this period."))
        return None
    name = f"{slugify(_('Sample for an audit'))}-{period.start}--{period.end}-{seed}.zip"
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type="application/zip", headers={"Content-Disposition": disposition})


def _line(event: Event) -> dict[str, Any]:
    """A sample that was drawn, with what it takes to draw it again."""
    told = event.data
    days = {"period": OWN_DAYS, "from": told["from"], "to": told["to"]}
    period = Period(date.fromisoformat(told["from"]), date.fromisoformat(told["to"]))
    again = urlencode(days | {"people": told["people"], "seed": told["seed"]})
    return told | {"event": event, "period": period_name(period), "again": again}
