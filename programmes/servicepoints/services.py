"""The verbs of complaints, feedback and reports of danger."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from areas.working_days import add_working_days
from audit.services import record
from programmes.catalogue.selectors import deadline_days
from programmes.servicepoints.codes import AnswerBy, FeedbackKind
from programmes.servicepoints.models import Complaint, Feedback, SafetyReport
from programmes.servicepoints.selectors import hash_of
from programmes.servicepoints.tally import count_answer
from programmes.telling import enqueue_messages
from workflow.engine import create, first_time
from workflow.locks import lock
from workflow.models import ALPHABET

CODE_LENGTH, CODE_GROUP = 16, 4
NOBODY = AnonymousUser()
ASKED_DAYS = 2  # working days, where the catalogue has no number of its own
ANSWER_DAYS = 14  # what the accessibility statement promises, where the catalogue has no number of its own


def code_for(token: str) -> str:
    """The sender's code of the form with this token: "k7m2-x9p4-…". The same form sent twice has one code."""
    number = int.from_bytes(
        hmac.digest(settings.SECRET_KEY.encode(), f"complaint:{token}".encode(), hashlib.sha256)
    )
    signs = []
    for _place in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[rest])
    groups = ["".join(signs[start : start + CODE_GROUP]) for start in range(0, CODE_LENGTH, CODE_GROUP)]
    return "-".join(groups)


@transaction.atomic
def receive(complaint: Complaint, *, token: str, by: Any = NOBODY) -> str:
    """The complaint waits to be taken up within two working days; answers the code to read by."""
    code = code_for(token)
    complaint.code_hash = hash_of(code)
    event = create(complaint, "receive", by=by, past="received", token=token)
    if complaint.pk is not None:
        enqueue_messages(event, complaint)
    return code


@transaction.atomic
def give_feedback(feedback: Feedback, *, token: str) -> Feedback:
    """The feedback is kept once; one that wants an answer, or tells of a fault on a page, has its day."""
    feedback.due_on = due_on(feedback)
    if first_time(token, Feedback) is not None:
        return feedback
    feedback.full_clean()
    feedback.save()
    record("feedback.given", feedback, by=None, token=token, on=feedback.given_on)
    return feedback


def due_on(feedback: Feedback) -> date | None:
    """By when somebody acts: who wants an answer has it in two working days, at whichever point they asked;
    a page is put right in fourteen days. None where nothing waits."""
    if feedback.answer_by != AnswerBy.NONE:
        return add_working_days(feedback.given_on, deadline_days().get("feedback-asked", ASKED_DAYS))
    if feedback.kind != FeedbackKind.PAGE:
        return None
    return feedback.given_on + timedelta(days=deadline_days().get("feedback-given", ANSWER_DAYS))


@transaction.atomic
def mark_answered(feedback: Feedback, *, by: User) -> Feedback:
    """The person has been answered or the page mended; pressed twice, it is still one answer."""
    lock(feedback)
    if not by.has_perm("programmes.answer_feedback", feedback):
        raise PermissionDenied
    if feedback.answered_on is None:
        feedback.answered_on, feedback.answered_by = timezone.localdate(), by
        feedback.save(update_fields=["answered_on", "answered_by"])
        record("feedback.answered", feedback, by=by)
        count_answer(feedback, by=by)
    return feedback


@transaction.atomic
def report_danger(report: SafetyReport, *, token: str) -> SafetyReport:
    """The report stands on the morning page of the area at once, and workers have a message."""
    if first_time(token, SafetyReport) is not None:
        return report
    report.full_clean()
    report.save()
    event = record("safety.reported", report, by=None, token=token)
    enqueue_messages(event, report)
    return report


@transaction.atomic
def mark_called(report: SafetyReport, *, by: User, what_was_done: str) -> SafetyReport:
    """It is on record who rang and what was agreed; the first word stands."""
    lock(report)
    if not by.has_perm("programmes.call_safetyreport", report):
        raise PermissionDenied
    if report.called_at is not None:
        raise ValidationError(_("Somebody has rung already. Look at what was agreed."))
    report.called_at, report.called_by, report.what_was_done = timezone.now(), by, what_was_done
    report.full_clean()
    report.save()
    record("safety.called", report, by=by)
    return report
