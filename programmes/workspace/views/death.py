"""That a person has died: recorded in one press."""

from __future__ import annotations

from typing import cast

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
from programmes.looking import record_look
from programmes.participants.death import record_death
from programmes.workspace.access import participation_to_act_on, worker_required
from ui.addresses import SeeOther
from ui.forms import DateField
from workflow.forms import OnceForm
from workflow.views import with_undo


class DeathForm(OnceForm):
    """The day of the death."""

    on = DateField(label=gettext_lazy("Day of the death"), away=-3, future=False)


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def record(request: HttpRequest, reference: str) -> HttpResponse:
    """The death is on record, and no message goes out any more; a mistake is told with what was typed."""
    row, user = participation_to_act_on(request, reference, "correct_person"), cast(User, request.user)
    form = DeathForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            record_death(row, on=told["on"], by=user, token=form.token_sent)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("It is on record. No message goes to the person any more."))
            return SeeOther(with_undo(reverse("work:person", args=[reference]), last_event(row)))
    record_look(request, row.participant, page="work:death")
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
