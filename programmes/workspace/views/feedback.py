"""What people have told the service: complaints, feedback, reports of danger. No host sees any of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Case, DateField, F, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from programmes.looking import record_look
from programmes.servicepoints import selectors, services
from programmes.servicepoints.codes import AnswerBy, FeedbackKind
from programmes.servicepoints.doors import plain_address
from programmes.servicepoints.forms import CalledForm
from programmes.servicepoints.models import Complaint, Feedback, SafetyReport
from programmes.servicepoints.states import UNANSWERED, ComplaintState
from programmes.workspace.access import back_to, worker_required
from programmes.workspace.timeline import timeline_of
from ui.elements import Link
from ui.formats import day, day_and_clock

PAGE = 25
INVALID = 422
COMPLAINTS, FEEDBACK, SAFETY = "complaints", "messages", "safety"


@require_safe
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """What was told in the viewer's area: complaints, messages or reports of danger, what waits first."""
    view = request.GET.get("view", "")
    view = view if view in {FEEDBACK, SAFETY} else COMPLAINTS
    lines = {COMPLAINTS: _complaints, FEEDBACK: _messages, SAFETY: _reports}[view]
    page_obj = Paginator(_rows(request.user, view), PAGE).get_page(request.GET.get("page"))
    values = {
        "view": view,
        "page_obj": page_obj,
        "lines": lines(page_obj),
        "tabs": _tabs(request.user, view),
        "caption": next(one.label for one in _tabs(request.user, view) if one.current),
    }
    return render(request, "workspace/told.html", values)


@require_safe
@worker_required
def complaint(request: HttpRequest, reference: str) -> HttpResponse:
    """One complaint: whose turn, what was told, the answer; the look is on record."""
    row = selectors.complaint_for(request.user, reference)
    _looked(request, row, "work:complaint")
    late = row.due_on is not None and row.state in UNANSWERED and row.due_on < timezone.localdate()
    values = {
        "complaint": row,
        "tone": "late" if late else row.facts.tone,
        "facts": _complaint_facts(row),
        "contact": row.contact,
        "entries": timeline_of([row]),
        "here": request.path,
    }
    return render(request, "workspace/complaint.html", values)


@require_safe
@worker_required
def feedback(request: HttpRequest, reference: str) -> HttpResponse:
    """One message: what it says, how the answer is wanted; the look is on record."""
    row = selectors.feedback_with(request.user, reference)
    _looked(request, row, "work:feedback")
    values = {
        "feedback": row,
        "facts": _feedback_facts(row),
        "contact": row.contact,
        "page_url": plain_address(row.page),
        "open": row.answered_on is None and row.due_on is not None,
        "what": _("Put the page right") if row.kind == FeedbackKind.PAGE else _("Answer the person"),
        "may_answer": request.user.has_perm("programmes.answer_feedback", row),  # type: ignore[union-attr]
        "here": request.path,
    }
    return render(request, "workspace/feedback.html", values)


@require_POST
@worker_required
def answered(request: HttpRequest, reference: str) -> HttpResponse:
    """The person has been answered, or the page mended."""
    row = selectors.feedback_with(request.user, reference)
    services.mark_answered(row, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Marked as answered."))
    return redirect(back_to(request, "work:feedback", reference))


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def safety(request: HttpRequest, reference: str) -> HttpResponse:
    """One report of danger, with what to do; the worker writes what was agreed on the telephone."""
    row = selectors.safety_report_for(request.user, reference)
    if request.method != "POST":
        return _safety_page(request, row, CalledForm())
    form = CalledForm(request.POST)
    if not request.user.has_perm("programmes.call_safetyreport", row):  # type: ignore[union-attr]
        raise PermissionDenied
    if not form.is_valid():
        return _safety_page(request, row, form, INVALID)
    try:
        services.mark_called(row, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
    except ValidationError as refused:
        form.add_error(None, refused)
        return _safety_page(request, row, form, 409)
    messages.success(request, _("The call is recorded."))
    return redirect("work:safety", reference)


def _safety_page(
    request: HttpRequest, row: SafetyReport, form: CalledForm, status: int = 200
) -> HttpResponse:
    _looked(request, row, "work:safety")
    values = {
        "report": row,
        "form": form if row.called_at is None or form.is_bound else None,
        "contact": row.contact,
        "facts": [
            (_("Told"), day_and_clock(row.reported_at)),
            (_("Municipality"), str(row.municipality or "")),
            (_("Hurt"), _("Somebody has been hurt") if row.accident else ""),
            (_("Rung"), day_and_clock(row.called_at)),
            (_("Who rang"), str(row.called_by or "")),
        ],
    }
    return render(request, "workspace/safety.html", values, status=status)


def _looked(request: HttpRequest, row: Any, page: str) -> None:
    record_look(request, row, page=page)


def _rows(viewer: Any, view: str) -> Any:
    """Rows of the view; what waits comes first, the most pressing of it before the rest."""
    if view == SAFETY:
        return selectors.safety_reports_for(viewer).order_by(
            F("called_at").desc(nulls_first=True), "reported_at"
        )
    if view == FEEDBACK:
        waits = Case(When(answered_on=None, then="due_on"), output_field=DateField())
        # What was pressed on a tablet has no words: it is in the figures of the service points.
        told = selectors.feedback_for(viewer).filter(point=None)
        return told.order_by(waits.asc(nulls_last=True), "-given_on", "-pk")
    waits = Case(When(state__in=sorted(UNANSWERED), then="due_on"), output_field=DateField())
    return selectors.complaints_for(viewer).order_by(waits.asc(nulls_last=True), "-received_on", "-pk")


def _tabs(viewer: Any, view: str) -> list[Link]:
    """The three kinds of what is told, with how many of each wait."""
    waiting = {
        COMPLAINTS: selectors.unanswered_complaints(viewer).count(),
        FEEDBACK: selectors.open_feedback(viewer).count(),
        SAFETY: selectors.waiting_safety_reports(viewer).count(),
    }
    labels = {COMPLAINTS: _("Complaints"), FEEDBACK: _("Messages and feedback"), SAFETY: _("Danger")}
    return [Link(label, f"?view={name}", view == name, waiting[name]) for name, label in labels.items()]


def _complaints(rows: Any) -> list[dict[str, Any]]:
    today = timezone.localdate()
    return [
        {
            "url": "work:complaint",
            "row": row,
            "title": row.get_kind_display(),
            "state": row.get_state_display(),
            "tone": row.facts.tone,
            "who": str(row.handler or _("Nobody yet")),
            "on": row.received_on,
            "due_on": row.due_on if row.state in UNANSWERED else None,
            "late": row.state in UNANSWERED and row.due_on is not None and row.due_on < today,
        }
        for row in rows
    ]


def _messages(rows: Any) -> list[dict[str, Any]]:
    today = timezone.localdate()
    return [
        {
            "url": "work:feedback",
            "row": row,
            "title": row.get_kind_display(),
            "state": _message_state(row),
            "tone": "ok" if row.answered_on else "info" if row.due_on else "quiet",
            "who": row.page or (f"{row.score} / 10" if row.score is not None else ""),
            "on": row.given_on,
            "due_on": None if row.answered_on else row.due_on,
            "late": row.answered_on is None and row.due_on is not None and row.due_on < today,
        }
        for row in rows
    ]


def _message_state(row: Feedback) -> str:
    if row.answered_on:
        return _("Answered")
    if row.answer_by == AnswerBy.NONE:
        return _("To be put right") if row.due_on else _("No answer wanted")
    return str(AnswerBy(row.answer_by).label)


def _reports(rows: Any) -> list[dict[str, Any]]:
    return [
        {
            "url": "work:safety",
            "row": row,
            "title": _("Danger or bad treatment"),
            "state": _("Rung") if row.called_at else _("Call today"),
            "tone": "ok" if row.called_at else "late",
            "who": str(row.called_by or ""),
            "on": timezone.localtime(row.reported_at).date(),
            "due_on": None,
            "late": row.called_at is None,
        }
        for row in rows
    ]


def _complaint_facts(row: Complaint) -> list[tuple[Any, Any]]:
    return [
        (_("Kind"), row.get_kind_display()),
        (_("Municipality"), str(row.municipality or "")),
        (_("Received"), day(row.received_on)),
        (_("Answer by"), day(row.due_on) if row.state == ComplaintState.ACKNOWLEDGED else ""),
        (_("Who looks into it"), str(row.handler or _("Nobody yet"))),
        (_("Whom it is about"), str(row.subject or (_("A worker") if row.about_worker else ""))),
        (_("Language"), str(dict(settings.LANGUAGES).get(row.language, row.language))),
        (_("Reason"), str(row.close_reason or "")),
    ]


def _feedback_facts(row: Feedback) -> list[tuple[Any, Any]]:
    return [
        (_("Kind"), row.get_kind_display()),
        (_("Page"), row.page),
        (_("Score"), f"{row.score} / 10" if row.score is not None else ""),
        (_("Municipality"), str(row.municipality or "")),
        (_("Given"), day(row.given_on)),
        (_("Answer"), row.get_answer_by_display()),
        (_("Answer by"), "" if row.answered_on else day(row.due_on)),
        (_("Answered"), day(row.answered_on)),
        (_("Language"), str(dict(settings.LANGUAGES).get(row.language, row.language))),
    ]
