"""The end assessment and the skills certificate, as the person answers and makes them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from programmes.participants.views import only_participants
from programmes.personal.frame import own_page, viewer
from programmes.placements.models import Placement
from programmes.placements.selectors import own_placement
from programmes.placements.services.certificate import say_of_assessment, tell_tasks
from programmes.placements.states import WORKED, PlacementState
from typed.meanwhile import Standing
from ui.addresses import SeeOther
from ui.formats import day
from ui.forms import mark_at_times


class AssessmentForm(forms.Form):
    """Whether the person agrees with what was written down at the end, and what they say themself."""

    agrees = forms.TypedChoiceField(
        label=gettext_lazy("Do you agree with this?"),
        choices=[("yes", gettext_lazy("I agree")), ("no", gettext_lazy("I see it otherwise"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    words = forms.CharField(
        label=gettext_lazy("In my own words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Your worker reads this. The workplace does not."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_at_times(self, "words")


class TasksForm(Standing):
    """Tasks that are new, one on each line, and which of those that stand are wanted."""

    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Which of these stand in the certificate?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tasks = forms.CharField(
        label=gettext_lazy("Tasks that you can do now, one on each line"),
        required=False,
        max_length=2500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("The workplace confirms each of them."),
    )

    def __init__(self, *args: Any, placement: Placement, **kwargs: Any) -> None:
        rows = list(placement.skill_tasks.all())
        told = placement.tasks_shown or (placement.vacancy.tasks if placement.vacancy else "")
        kwargs["initial"] = {
            "chosen": [row.text for row in rows if row.chosen],
            "tasks": "" if rows else told,
        }
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(row.text, _task_words(row)) for row in rows]  # type: ignore[attr-defined]
        if not rows:
            del self.fields["chosen"]


def _task_words(row: Any) -> str:
    state = _("confirmed") if row.confirmed_at else _("not confirmed yet")
    return f"{row.text} ({state})"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def assessment(request: HttpRequest, reference: str) -> HttpResponse:
    """What was written down at the end of a place, and the person's own word about it."""
    row = own_placement(request.user, reference)
    if row.state != PlacementState.CLOSED:
        raise Http404
    told = {True: "yes", False: "no", None: None}[row.participant_agrees]
    initial = {"agrees": told, "words": row.own_words}
    form = AssessmentForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            say_of_assessment(row, by=viewer(request), **form.cleaned_data)
        except ValidationError as refused:
            form.add_error("words", refused.messages)
        else:
            messages.success(request, _("Your answer is kept."))
            return SeeOther(reverse("my:placement", args=[reference]))
    return own_page(request, "assessment.html", row.participation, form=form, placement=row)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def certificate(request: HttpRequest, reference: str) -> HttpResponse:
    """The tasks of the person's skills certificate: told, confirmed, chosen."""
    row = _worked(request, reference)
    form = TasksForm(request.POST if request.method == "POST" else None, placement=row)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            tell_tasks(row, told["tasks"].splitlines(), told.get("chosen") or (), by=viewer(request))
        except ValidationError as refused:
            form.add_error("tasks", refused.messages)
        else:
            messages.success(request, _("Saved."))
            return SeeOther(reverse("own:certificate", args=[reference]))
    ready = row.skill_tasks.filter(chosen=True, confirmed_at__isnull=False).exists()
    return own_page(request, "certificate.html", row.participation, form=form, placement=row, ready=ready)


@require_safe
@never_cache
@only_participants
def certificate_paper(request: HttpRequest, reference: str) -> HttpResponse:
    """The certificate as a tagged PDF: the confirmed tasks that the person has chosen; 404 without any."""
    row = _worked(request, reference)
    tasks = list(row.skill_tasks.filter(chosen=True, confirmed_at__isnull=False))
    if not tasks:
        raise Http404
    from programmes.documents.certificate_pdf import CertificatePaper, certificate_pdf  # noqa: PLC0415 - a web worker starts without reportlab

    begins = day(row.started_on or row.starts_on)
    until = day(row.ended_on) if row.ended_on else _("goes on")
    paper = CertificatePaper(
        name=str(row.participation.participant),
        facts=[
            (_("Place"), row.title),
            (_("Workplace"), row.place_name),
            (_("Time"), f"{begins} – {until}"),
        ],
        tasks=[(task.text, day(task.confirmed_at)) for task in tasks],
        made=_("Made %(day)s in Välityö. The person has chosen what stands here.")
        % {"day": day(timezone.localdate())},
    )
    headers = {"Content-Disposition": 'attachment; filename="osaamistodistus.pdf"'}
    return HttpResponse(certificate_pdf(paper), content_type="application/pdf", headers=headers)


def _worked(request: HttpRequest, reference: str) -> Placement:
    """The person's own place in which they work or have worked; 404 for any other."""
    row = own_placement(request.user, reference)
    if row.state not in WORKED or row.vacancy_id is None:
        raise Http404
    return row
