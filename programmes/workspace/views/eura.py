"""How far a person's data in EURA 2021 are: recorded in one press."""

from __future__ import annotations

from typing import Any, cast

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
from programmes.participants.eura import EuraLine, eura_of, record_eura
from programmes.participants.models import EuraState
from programmes.participants.models.eura import LONGEST_WHY
from programmes.workspace.access import participation_to_act_on, worker_required
from ui.addresses import SeeOther
from ui.forms import DateField, chosen_by_hand, mark_at_times
from workflow.forms import OnceForm
from workflow.views import with_undo


class EuraForm(OnceForm):
    """Which data, how far, since when; of a refusal how it was tried."""

    kind = forms.ChoiceField(label=gettext_lazy("Which data"), widget=forms.RadioSelect)
    state = forms.ChoiceField(label=gettext_lazy("How far it is"), choices=chosen_by_hand(EuraState.choices))
    on = DateField(label=gettext_lazy("Day"), away=-1, future=False, initial=timezone.localdate)
    why = forms.CharField(
        label=gettext_lazy("How it was tried"),
        required=False,
        max_length=LONGEST_WHY,
        help_text=gettext_lazy("Needed where the person did not want to. Nothing about health."),
    )

    def __init__(self, *args: Any, lines: list[EuraLine], **kwargs: Any) -> None:
        open_ones = [line.kind for line in lines if line.state not in {EuraState.DONE, EuraState.REFUSED}]
        first = (open_ones or [line.kind for line in lines])[:1]
        kwargs["initial"] = {"kind": first}
        super().__init__(*args, **kwargs)
        mark_at_times(self, "why")
        self.fields["kind"].choices = [(line.kind, line.kind.label) for line in lines]  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def eura(request: HttpRequest, reference: str) -> HttpResponse:
    """The record stands; a mistake is told with what was typed."""
    row, user = participation_to_act_on(request, reference, "record_status"), cast(User, request.user)
    lines = eura_of(row)
    form = EuraForm(request.POST if request.method == "POST" else None, lines=lines)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("kind", "state", "on", "why")}
        try:
            record_eura(row, by=user, token=form.token_sent, **told)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("It is on record."))
            return SeeOther(with_undo(reverse("work:person", args=[reference]), last_event(row)))
    record_look(request, row.participant, page="work:eura")
    values = {"participation": row, "person": row.participant, "form": form, "lines": lines}
    return render(request, "workspace/eura.html", values, status=422 if form.errors else 200)
