"""Reads of what people have told the service, the viewer first."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import User
from accounts.roles import COORDINATING, Role
from accounts.selectors import Viewer, holders_of
from programmes.policies import visible
from programmes.servicepoints.models import Complaint, Feedback, SafetyReport
from programmes.servicepoints.states import UNANSWERED


def complaints_for(viewer: Viewer) -> QuerySet[Complaint]:
    """Complaints `viewer` may see, the newest first, with the names a list shows."""
    return _with_names(visible(viewer, Complaint)).select_related("handler", "subject", "close_reason")


def complaint_for(viewer: Viewer, reference: str) -> Complaint:
    """The complaint in the viewer's scope; 404 when there is none."""
    return _one(complaints_for(viewer), reference)  # type: ignore[no-any-return]


def unanswered_complaints(viewer: Viewer) -> QuerySet[Complaint]:
    """Complaints in the viewer's scope that wait for somebody."""
    return complaints_for(viewer).filter(state__in=sorted(UNANSWERED), archived_on=None)


def complaint_with_code(code: str) -> Complaint | None:
    """The complaint whose sender was given the code, whoever asks: the code is the right to read."""
    typed = plain_code(code)
    return (
        Complaint.objects.filter(code_hash=hash_of(typed)).select_related("handler").first()
        if typed
        else None
    )


def plain_code(code: str) -> str:
    """The code as it was given out, however it was typed: letters and digits only, small."""
    return "".join(sign for sign in code.casefold()[:60] if sign.isascii() and sign.isalnum())


def hash_of(code: str) -> str:
    """What the row keeps of a code; the code is long enough that guessing it back is hopeless."""
    return hashlib.sha256(plain_code(code).encode()).hexdigest()


def feedback_for(viewer: Viewer) -> QuerySet[Feedback]:
    """Feedback of the viewer's area, the newest first."""
    return _with_names(visible(viewer, Feedback)).select_related("answered_by")


def feedback_with(viewer: Viewer, reference: str) -> Feedback:
    """The feedback in the viewer's scope; 404 when there is none."""
    return _one(feedback_for(viewer), reference)  # type: ignore[no-any-return]


def open_feedback(viewer: Viewer) -> QuerySet[Feedback]:
    """Feedback in the viewer's scope to which an answer is awaited or a page is to be mended."""
    return feedback_for(viewer).filter(answered_on=None, due_on__isnull=False)


def safety_reports_for(viewer: Viewer) -> QuerySet[SafetyReport]:
    """Reports of danger in the viewer's area, the longest waiting first."""
    return _with_names(visible(viewer, SafetyReport)).select_related("called_by")


def safety_report_for(viewer: Viewer, reference: str) -> SafetyReport:
    """The report in the viewer's scope; 404 when there is none."""
    return _one(safety_reports_for(viewer), reference)  # type: ignore[no-any-return]


def waiting_safety_reports(viewer: Viewer) -> QuerySet[SafetyReport]:
    """Reports of danger in the viewer's area where nobody has rung yet."""
    return safety_reports_for(viewer).filter(called_at=None)


def possible_handlers(complaint: Complaint) -> QuerySet[User]:
    """Workers of the complaint's area who may look into it: everyone but whom it is about."""
    people = {user.pk for user in holders_of(Role.MANAGER, complaint.municipality)}
    people |= {user.pk for role in COORDINATING for user in holders_of(role, complaint.municipality)}
    return User.objects.filter(pk__in=people - {complaint.subject_id}).order_by("name_order", "pk")


def possible_subjects(complaint: Complaint) -> QuerySet[User]:
    """Workers whom the complaint may be about."""
    people = {
        user.pk for role in (*COORDINATING, Role.MANAGER) for user in holders_of(role, complaint.municipality)
    }
    return User.objects.filter(pk__in=people).order_by("name_order", "pk")


def _with_names(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("municipality").defer("municipality__shape")


def _one(rows: QuerySet[Any], reference: str) -> Any:
    found = rows.filter(reference=reference).first()
    if found is None:
        raise Http404
    return found
