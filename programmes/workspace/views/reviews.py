"""The talk midway, adjustments, mistakes in contact data, as the responsible worker records them."""

from __future__ import annotations

import secrets
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from programmes.looking import record_look
from programmes.placements import services
from programmes.placements.models import Placement
from programmes.placements.selectors import placement_for
from programmes.placements.services.mending import mend_contact
from programmes.placements.services.reviews import correct_review, next_review_by
from programmes.workspace.access import refuse, refuse_own, worker_required
from programmes.workspace.agreement_forms import MendContactForm
from programmes.workspace.review_forms import AdjustmentForm, CorrectReviewForm, DoneForm, ReviewForm


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def review(request: HttpRequest, reference: str) -> HttpResponse:
    """A talk that was held, what was agreed, and when to talk again."""
    row = _place(request, reference)
    today = timezone.localdate()
    proposed = {
        "held_on": today,
        "next_on": next_review_by(row, today),
        "token": secrets.token_urlsafe(24),
    }
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=proposed)
    words = {"title": _("Talk midway"), "lead": _("All three talk about how the work goes.")}
    return _do(request, row, form, words, lambda: services.hold_review(row, by=_me(request), **form.told()))


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def held(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """The notes of a talk put right."""
    row = _place(request, reference)
    talk = get_object_or_404(row.reviews.exclude(held_on=None), pk=pk)
    form = CorrectReviewForm(request.POST if request.method == "POST" else None, instance=talk)
    words = {"title": _("Talk midway"), "lead": _("The person and the workplace hear that it was put right.")}
    known = {name: getattr(talk, name) for name in form.Meta.fields}
    return _do(
        request,
        row,
        form,
        words,
        lambda: correct_review(talk, by=_me(request), **(known | form.cleaned_data)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def adjustment(request: HttpRequest, reference: str) -> HttpResponse:
    """Something that would make the work fit stands as asked for."""
    row = _place(request, reference)
    form = AdjustmentForm(request.POST if request.method == "POST" else None)
    words = {"title": _("Ask for an adjustment"), "lead": _("What would make the work fit better?")}
    return _do(
        request,
        row,
        form,
        words,
        lambda: services.ask_for_adjustment(row, by=_me(request), **form.cleaned_data),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def done(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """An adjustment is done since a day."""
    row = _place(request, reference)
    one = get_object_or_404(row.adjustments.all(), pk=pk)
    form = DoneForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()})
    words = {"title": one.what, "lead": _("Since when is it done?")}
    return _do(
        request, row, form, words, lambda: services.adjustment_done(one, by=_me(request), **form.cleaned_data)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def mend(request: HttpRequest, reference: str) -> HttpResponse:
    """A mistake in the contact data of the agreement is put right; nobody signs again."""
    row = _place(request, reference)
    form = MendContactForm(request.POST if request.method == "POST" else None, placement=row)
    lead = _(
        "A name, address or number that was written wrong. The signatures hold, and both parties hear of it. "
        "Anything else needs a new version."
    )
    words = {"title": _("Put contact data right"), "lead": lead}
    return _do(request, row, form, words, lambda: mend_contact(row, by=_me(request), **form.cleaned_data))


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


def _place(request: HttpRequest, reference: str) -> Placement:
    """The placement in the viewer's scope that they are responsible for; 404 out of scope."""
    row = placement_for(request.user, reference)
    refuse_own(request, row)
    if not request.user.has_perm("programmes.hold_review", row):
        refuse(request, row)
    return row


def _do(request: HttpRequest, row: Placement, form: Any, words: dict[str, str], act: Any) -> HttpResponse:
    """The act is done and the page of the place opens; else the form again, as typed, with what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except ValidationError as refused:
            form.add_error(None, refused) if not hasattr(refused, "error_dict") else _at_fields(form, refused)
        else:
            messages.success(request, _("It is on record."))
            return redirect("work:placement", row.reference)
    person = row.participation.participant
    record_look(request, person, page="work:placement")
    values = {"placement": row, "person": person, "form": form} | words
    return render(request, "workspace/place_form.html", values, status=422 if form.errors else 200)


def _at_fields(form: forms.Form, refused: ValidationError) -> None:
    for name, problems in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)
