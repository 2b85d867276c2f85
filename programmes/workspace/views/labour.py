"""Where a person stands on the labour market: recorded in one press."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from audit.selectors import last_event
from programmes.looking import record_look
from programmes.participants.codes import LabourStatus
from programmes.participants.labour import positions, record_status
from programmes.workspace.access import participation_to_act_on, worker_required
from ui.addresses import SeeOther
from ui.forms import DateField, chosen_by_hand
from workflow.forms import OnceForm
from workflow.views import with_undo


class StatusForm(OnceForm):
    """Where the person stands, and since when."""

    status = forms.ChoiceField(
        label=gettext_lazy("Position now"), choices=chosen_by_hand(LabourStatus.choices)
    )
    on = DateField(label=gettext_lazy("From which day"), away=-1, future=False, initial=timezone.localdate)


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def status(request: HttpRequest, reference: str) -> HttpResponse:
    """The change stands; a mistake is told with what was typed."""
    row, user = participation_to_act_on(request, reference, "record_status"), cast(User, request.user)
    form = StatusForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            record_status(row, status=told["status"], on=told["on"], by=user, token=form.token_sent)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The position on the labour market is recorded."))
            return SeeOther(with_undo(reverse("work:person", args=[reference]), last_event(row)))
    record_look(request, row.participant, page="work:labour_status")
    values = {"participation": row, "person": row.participant, "form": form, "positions": positions(row)}
    code = 422 if form.errors else 200
    return render(request, "workspace/labour_status.html", values, status=code)
