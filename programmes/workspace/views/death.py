"""That a person has died: recorded in one press."""

from __future__ import annotations

import secrets
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from audit.selectors import last_event
from audit.services import record_read
from programmes.participants.death import record_death
from programmes.workspace.access import worker_required
from programmes.workspace.views.person_data import person_of
from ui.addresses import SeeOther
from ui.forms import DateField
from workflow.views import with_undo


class DeathForm(forms.Form):
    """The day of the death."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    on = DateField(label=gettext_lazy("Day of the death"), away=-3, future=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": secrets.token_urlsafe(24)} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def record(request: HttpRequest, reference: str) -> HttpResponse:
    """The death is on record, and no message goes out any more; a mistake is told with what was typed."""
    row, user = person_of(request, reference), cast(User, request.user)
    form = DeathForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            record_death(row, on=told["on"], by=user, token=told["token"] or None)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("It is on record. No message goes to the person any more."))
            return SeeOther(with_undo(reverse("work:person", args=[reference]), last_event(row)))
    role = request.active_role  # type: ignore[attr-defined]
    record_read(user, row.participant, page="work:death", role=role)
    values = {
        "participation": row,
        "person": row.participant,
        "form": form,
        "title": _("Record a death"),
        "lead": _(
            "No message goes to the person after this, and nobody comes in by their account. The places and "
            "the service are ended as always."
        ),
        "button": _("Record"),
    }
    return render(request, "workspace/person_form.html", values, status=422 if form.errors else 200)
