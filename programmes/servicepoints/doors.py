"""The doors by which anyone tells the service something: a form each, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import knocks
from programmes.catalogue.selectors import deadline_days
from programmes.facts import TO_THE_SENDER
from programmes.servicepoints import public_forms, services
from programmes.servicepoints.guard import GuardedForm
from programmes.servicepoints.selectors import complaint_with_code
from programmes.servicepoints.services import ANSWER_DAYS
from programmes.servicepoints.states import ComplaintState

TRIES, WITHIN_SECONDS = 10, 3600
LOOKS = 20


class Door(models.TextChoices):
    """Which door it is."""

    CONTACT = "contact", _("Contact and feedback")
    CORRECTION = "correction_request", _("My data is wrong")
    COMPLAINT = "complaint", _("Something went wrong")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    SAFETY = "safety", _("I am not safe or treated badly")


@dataclass(frozen=True)
class Received:
    """What the sender reads: whether somebody answers, by when, and the code to read the answer with."""

    door: str
    code: str = ""
    answer_by: date | None = None


@dataclass(frozen=True)
class Told:
    """Where a complaint stands, in the words of its sender."""

    state: str
    tone: str
    handler: str
    due_on: date | None
    answer: str
    earlier: str
    answered_on: date | None
    received_on: date


FORMS: dict[str, type[Any]] = {
    Door.CONTACT: public_forms.ContactForm,
    Door.CORRECTION: public_forms.CorrectionForm,
    Door.COMPLAINT: public_forms.ComplaintForm,
    Door.ACCESSIBILITY: public_forms.AccessibilityForm,
    Door.SAFETY: public_forms.SafetyForm,
}


def form_at(door: str, *, data: QueryDict | None = None, page: str = "") -> GuardedForm:
    """The form of the door, empty or as sent; `page` is the address that it is about."""
    form: GuardedForm = FORMS[door](data, initial={"page": plain_address(page)})
    return form


def plain_address(page: str) -> str:
    """An address of this site as it came in a link, or nothing."""
    fits = page.startswith("/") and not page.startswith("//") and page.isprintable() and len(page) <= 300
    return page if fits else ""


def too_often(request: HttpRequest, door: str) -> bool:
    """Whether the visitor has sent so much within the hour that it has to be a robot."""
    return knocks.too_many(request, f"door-{door}", tries=TRIES, within_seconds=WITHIN_SECONDS)


def send(door: str, form: GuardedForm) -> Received:
    """What was told is kept, once however often it is sent; the workers find it on their pages."""
    return SEND[Door(door)](form, form.cleaned_data["token"])


def looked_too_often(request: HttpRequest) -> bool:
    """Whether the visitor has tried so many codes within the hour that they are guesses."""
    return knocks.too_many(request, "door-code", tries=LOOKS, within_seconds=WITHIN_SECONDS)


def told_with(code: str) -> Told | None:
    """Where the complaint with this code stands; None when no complaint has it."""
    row = complaint_with_code(code)
    if row is None:
        return None
    return Told(
        state=str(row.facts.own),
        tone=row.facts.tone_for(TO_THE_SENDER),
        handler=str(row.handler or ""),
        due_on=row.due_on if row.answered_on is None and row.state != ComplaintState.CLOSED else None,
        answer=row.answer_text,
        earlier=row.earlier_answers,
        answered_on=row.answered_on,
        received_on=row.received_on,
    )


def _language() -> str:
    return get_language() or "fi"


def _contact(form: Any, token: str) -> Received:
    row = services.give_feedback(form.feedback(_language()), token=token)
    wanted = form.cleaned_data["answer_by"] != "none"
    return Received(Door.CONTACT, answer_by=row.due_on if wanted else None)


def _complaint(form: Any, token: str) -> Received:
    row = form.complaint(_language())
    code = services.receive(row, token=token)
    days = deadline_days().get("complaint-acknowledged", ANSWER_DAYS)
    return Received(str(row.kind), code=code, answer_by=timezone.localdate() + timedelta(days=days))


def _safety(form: Any, token: str) -> Received:
    services.report_danger(form.report(_language()), token=token)
    return Received(Door.SAFETY)


SEND: dict[Door, Callable[[Any, str], Received]] = {
    Door.CONTACT: _contact,
    Door.CORRECTION: _complaint,
    Door.COMPLAINT: _complaint,
    Door.ACCESSIBILITY: _complaint,
    Door.SAFETY: _safety,
}
