"""The card of a first day, as the responsible worker fills it in."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from programmes.looking import record_look
from programmes.placements.first_day.card import first_day_of, is_readable
from programmes.placements.first_day.forms import FirstDayForm
from programmes.placements.first_day.services import fill_in
from programmes.placements.selectors import placement_for
from programmes.workspace.access import refuse, refuse_own, worker_required


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def first_day(request: HttpRequest, reference: str) -> HttpResponse:
    """The card says what the worker has asked of the workplace."""
    row = placement_for(request.user, reference)
    refuse_own(request, row)
    if not request.user.has_perm("programmes.fill_first_day", row):
        refuse(request, row)
    if not is_readable(row):
        raise Http404
    user, person = cast(User, request.user), row.participation.participant
    form = FirstDayForm(request.POST if request.method == "POST" else None, first_day=first_day_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            fill_in(row, by=user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("The card is kept. The person reads it on their page."))
            return redirect("work:placement", reference)
    record_look(request, person, page="work:placement")
    words = {"title": _("First day"), "lead": _("What the person needs to know before the first day.")}
    values = {"placement": row, "person": person, "form": form} | words
    return render(request, "workspace/place_form.html", values, status=422 if form.errors else 200)
