"""What a worker writes down of an assessment: steps, the meeting, decisions, sharing, questions to others."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from programmes.assessments import acts, links
from programmes.assessments.forms import (
    AskPartnerForm,
    AwaitForm,
    DecisionForm,
    MetForm,
    StepDoneForm,
    StepForm,
)
from programmes.assessments.models import WorkAbilityAssessment
from programmes.assessments.selectors import assessment_for
from programmes.assessments.sharing_form import ShareForm
from programmes.workspace.access import refuse, refuse_own, worker_required
from programmes.workspace.views.assessments import look
from workflow.forms import OnWordForm
from workflow.views import add_errors


def worker(request: HttpRequest) -> User:
    """Who acts."""
    return cast(User, request.user)


def found(request: HttpRequest, reference: str, act: str = acts.ASSESS) -> WorkAbilityAssessment:
    """The assessment on which the viewer may do the act; 404 out of scope, 403 where they may not."""
    row = assessment_for(request.user, reference)
    refuse_own(request, row)
    if not request.user.has_perm(f"programmes.{act}", row):
        refuse(request, row)
    return row


def answered(
    request: HttpRequest,
    row: WorkAbilityAssessment,
    form: Any,
    save: Callable[[], Any],
    *,
    title: str,
    button: str,
    done: str,
    lead: str = "",
) -> HttpResponse:
    """The page of the form; what was right is saved, and the page of the assessment says so."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, done)
            return redirect("work:assessment", row.reference)
    look(request, row, "work:assessment")
    values = {
        "assessment": row, "person": row.participation.participant,
        "form": form, "title": title, "lead": lead, "button": button,
    }  # fmt: skip
    return render(request, "workspace/assessment_form.html", values, status=422 if form.errors else 200)


def sent(request: HttpRequest) -> Any:
    """What was sent; nothing where the page is only looked at."""
    return request.POST if request.method == "POST" else None


form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@worker_required
def step(request: HttpRequest, reference: str) -> HttpResponse:
    """One more step, with who and by when."""
    row = found(request, reference)
    form = StepForm(sent(request))
    return answered(
        request, row, form, lambda: acts.agree_step(row, by=worker(request), **form.cleaned_data),
        title=_("One more step"), button=_("Save the step"), done=_("The step is agreed."),
    )  # fmt: skip


@form_page
@worker_required
def step_done(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """A step is done, told by its own worker or written down on another organisation's behalf."""
    row = found(request, reference)
    one = get_object_or_404(row.steps, pk=pk)
    form = StepDoneForm(sent(request))
    return answered(
        request, row, form, lambda: acts.step_done(row, one, by=worker(request), **form.cleaned_data),
        title=one.title, lead=one.who, button=_("The step is done"), done=_("The step is done."),
    )  # fmt: skip


@form_page
@worker_required
def met(request: HttpRequest, reference: str) -> HttpResponse:
    """What was agreed in the meeting, or when the plan was looked at."""
    row = found(request, reference)
    form = MetForm(sent(request))
    return answered(
        request, row, form, lambda: acts.met(row, by=worker(request), **form.fields_for_service()),
        title=_("What was agreed"), button=_("Save what was agreed"),
        lead=_("What was agreed earlier stays below it.") if row.plan else "",
        done=_("It is written down. The person reads it on their page."),
    )  # fmt: skip


@require_POST
@worker_required
def asked(request: HttpRequest, reference: str) -> HttpResponse:
    """Somebody has asked how the decision is coming."""
    row = found(request, reference)
    try:
        acts.asked(row, by=worker(request))
        messages.success(request, _("It is recorded. You are reminded again in 30 days."))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    return redirect("work:assessment", row.reference)


class ApplyForm(forms.Form):
    """The fields of an application, for one beside the first."""

    kind = AwaitForm.base_fields["kind"]
    decided_by = AwaitForm.base_fields["decided_by"]
    applied_on = AwaitForm.base_fields["applied_on"]


@form_page
@worker_required
def apply(request: HttpRequest, reference: str) -> HttpResponse:
    """Another application beside the first."""
    row = found(request, reference)
    form = ApplyForm(sent(request))
    return answered(
        request, row, form, lambda: acts.apply_too(row, by=worker(request), **form.cleaned_data),
        title=_("Another application"), button=_("Save the application"), done=_("It is written down."),
    )  # fmt: skip


@form_page
@worker_required
def decision(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """What was decided."""
    row = found(request, reference)
    one = get_object_or_404(row.decisions, pk=pk)
    form = DecisionForm(sent(request))
    return answered(
        request, row, form, lambda: acts.record_decision(row, one, by=worker(request), **form.cleaned_data),
        title=str(one), lead=one.decided_by, button=_("Record the decision"),
        done=_("The decision is on record. Agree with the person on what comes next."),
    )  # fmt: skip


@form_page
@worker_required
def share(request: HttpRequest, reference: str) -> HttpResponse:
    """An organisation may read more, by law or by the person's permission."""
    row = found(request, reference, acts.SHARE)
    form = ShareForm(sent(request), initial={"token": secrets.token_urlsafe(24)})

    def save() -> None:
        told = form.cleaned_data
        acts.share(row, form.shares(), by=worker(request), on_word=told["on_word"], token=told["token"])

    return answered(
        request, row, form, save,
        title=_("Share something more"), button=_("Let it be read"),
        lead=_("The organisation reads only what is ticked. The person sees it on their page."),
        done=_("It is shared. The person reads it on their page."),
    )  # fmt: skip


@form_page
@worker_required
def withdraw(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """The person takes a permission back, on their word: nothing is read by it from that moment."""
    row = found(request, reference, acts.WITHDRAW)
    line = get_object_or_404(row.shared, pk=pk)
    form = OnWordForm(sent(request))

    def save() -> None:
        acts.withdraw(row, line, by=worker(request), on_word=form.cleaned_data["on_word"])

    return answered(
        request, row, form, save,
        title=_("The person takes a permission back"), lead=str(line), button=_("End the sharing now"),
        done=_("The sharing has ended. The person is told that it was written down."),
    )  # fmt: skip


@form_page
@worker_required
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """An organisation is asked for one answer by a link."""
    row = found(request, reference)
    steps = row.steps.filter(done_on=None)
    form = AskPartnerForm(sent(request), steps=steps, initial={"token": secrets.token_urlsafe(24)})
    return answered(
        request, row, form, lambda: links.ask_partner(row, by=worker(request), **form.cleaned_data),
        title=_("Ask an organisation"), button=_("Send the link"),
        lead=_(
            "The worker there gets a mail with a link for one answer. The page shows what the organisation "
            "may read, nothing else; the mail says nothing of the person."
        ),
        done=_("The link is on its way."),
    )  # fmt: skip


@require_POST
@worker_required
def link_close(request: HttpRequest, reference: str, link: str) -> HttpResponse:
    """Nothing comes by the link any more."""
    row = found(request, reference)
    links.close_link(
        get_object_or_404(row.links.select_related("assessment"), reference=link), by=worker(request)
    )
    messages.success(request, _("The link is closed."))
    return redirect("work:assessment", row.reference)
