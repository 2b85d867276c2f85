"""A protected address: read after a press that says why, and each time on record."""

from __future__ import annotations

from typing import cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from audit.services import record
from programmes.looking import record_look
from programmes.participants.models import Participation
from programmes.workspace.access import participation_to_act_on, worker_required


class AddressReason(models.TextChoices):
    """Why somebody reads a protected address: none of them tells anything of the person."""

    LETTER = "letter", _("A letter has to go by post")
    VISIT = "visit", _("A meeting at home was agreed with the person")
    SAFETY = "safety", _("The person's own safety")
    PERSON_ASKED = "person_asked", _("The person asked to check it")


class AddressReasonForm(forms.Form):
    """Why the address is read."""

    reason = forms.ChoiceField(
        label=_("Why do you need the address?"), choices=AddressReason.choices, widget=forms.RadioSelect
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@worker_required
def address(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks why; the answer to the press is the address, and nothing keeps it open after that."""
    row = participation_to_act_on(request, reference, "correct_person")
    if not row.participant.restricted:
        return redirect("work:person", reference)
    form = AddressReasonForm(request.POST if request.method == "POST" else None)
    shown = request.method == "POST" and form.is_valid()
    if shown:
        say_why(row, by=cast(User, request.user), reason=form.cleaned_data["reason"])
    record_look(request, row.participant, page="work:address")
    values = {"participation": row, "person": row.participant, "form": form, "shown": shown}
    return render(request, "workspace/address.html", values, status=422 if form.errors else 200)


@transaction.atomic
def say_why(row: Participation, *, by: User, reason: str) -> None:
    """It is on record that the worker has had the protected address, and why."""
    if not by.has_perm("programmes.see_protected_address", row):
        raise PermissionDenied
    record("participation.address_shown", row, by=by, data={"reason": AddressReason(reason).value})
