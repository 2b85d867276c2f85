"""How things are after the service, as a worker hears it on the telephone."""

from __future__ import annotations

import secrets
from typing import cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from programmes.looking import record_look
from programmes.participants import follow_ups
from programmes.participants.codes import FollowUpAnswer
from programmes.participants.how import ANSWERS
from programmes.participants.models import FollowUp, Participation
from programmes.workspace.access import participation_to_act_on, worker_required
from typed.meanwhile import Standing
from typed.sent import token_sent
from workflow.forms import OnWord


class AnswerForm(Standing):
    """What the person said, and how the worker heard it."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    status = forms.ChoiceField(
        label=gettext_lazy("How are things now?"),
        choices=[(one.value, one.label) for one in ANSWERS],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what the person said.")},
    )
    on_word = forms.ChoiceField(
        label=gettext_lazy("How did you hear it?"), choices=OnWord.choices, initial=OnWord.PHONE
    )


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def follow_up(request: HttpRequest, reference: str, months: int) -> HttpResponse:
    """The answer is on record on the person's word, or that nobody answered."""
    time, row = _of(request, reference, months)
    user = cast(User, request.user)
    token = {"token": secrets.token_urlsafe(24)}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=_said(row) | token)
    if request.method == "POST":
        try:
            if told := _recorded(request, row, form, user):
                messages.success(request, told)
                return redirect("work:person", reference)
        except ValidationError as refused:
            form = AnswerForm(request.POST)
            form.is_valid()
            form.add_error(None, refused)
    record_look(request, time.participant, page="work:person")
    closed = follow_ups.why_not_answered(row, timezone.localdate())
    values = {"participation": time, "person": time.participant, "row": row, "form": form, "closed": closed}
    return render(request, "workspace/follow_up.html", values, status=422 if form.errors else 200)


def _recorded(request: HttpRequest, row: FollowUp, form: AnswerForm, user: User) -> str:
    """What went on record, in words; empty where the form has to be mended first."""
    if "not_reached" in request.POST:
        if follow_ups.tried(row, by=user, token=token_sent(request)):
            return _("It is on record that nobody answered.")
        row = FollowUp.objects.get(pk=row.pk)
        if row.answered_on is None:
            return _("A try of today is on record already. Try again on another day.")
        return _("The question has an answer already: %(answer)s.") % {"answer": row.get_status_display()}
    if not form.is_valid():
        return ""
    told = form.cleaned_data
    follow_ups.answer(row, told["status"], by=user, on_word=told["on_word"], token=told["token"])
    return _("The answer is on record.")


def _of(request: HttpRequest, reference: str, months: int) -> tuple[Participation, FollowUp]:
    """The time in the viewer's scope and its question; 404 where there is none."""
    time = participation_to_act_on(request, reference, "record_follow_up")
    row = time.follow_ups.filter(months=months).first()
    if row is None:
        raise Http404
    return time, row


def _said(row: FollowUp) -> dict[str, str]:
    known = row.status and row.status != FollowUpAnswer.NOT_REACHED
    return {"status": row.status, "on_word": row.on_word or OnWord.PHONE} if known else {}
