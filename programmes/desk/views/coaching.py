"""A coaching meeting is kept in three presses."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from audit.selectors import last_event
from programmes.desk.forms import MeetingForm
from programmes.looking import record_look
from programmes.participants.coaching import keep_meeting
from programmes.workspace.access import participation_to_act_on, worker_required
from ui.addresses import SeeOther
from workflow.views import with_undo


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def meeting(request: HttpRequest, reference: str) -> HttpResponse:
    """The meeting stands; a mistake is told with what was typed."""
    row = participation_to_act_on(request, reference, "coach_participation")
    form = MeetingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            keep_meeting(
                row,
                way=told["way"],
                on=told["on"],
                by=cast(User, request.user),
                token=form.token_sent,
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The coaching meeting is kept."))
            return SeeOther(with_undo(reverse("work:person", args=[reference]), last_event(row)))
    record_look(request, row.participant, page="desk:coaching")
    values = {
        "participation": row,
        "person": row.participant,
        "form": form,
        "title": _("Coaching meeting"),
        "lead": _("What was said is not kept here. A note is written on the person's page."),
        "button": _("Keep"),
    }
    return render(request, "workspace/person_form.html", values, status=422 if form.errors else 200)
