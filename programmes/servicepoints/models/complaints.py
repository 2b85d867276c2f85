"""Something went wrong: who looks into it, and the answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from programmes.fields import EncryptedTextField
from programmes.servicepoints.codes import ComplaintKind
from programmes.servicepoints.models.base import Told
from programmes.servicepoints.states import FACTS, ComplaintFacts, ComplaintState
from programmes.verbs import verb
from workflow.models import StateRow

S = ComplaintState


class Complaint(Told, StateRow):
    """Something that went wrong, wrong data, or what cannot be used; the sender need not say who they are.

    The answer is read with a code that only the sender has: the row keeps its hash.
    """

    state = FSMField(default=S.RECEIVED, choices=S.choices, protected=True, db_index=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=ComplaintKind.choices, default=ComplaintKind.COMPLAINT
    )
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("whom it is about"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who looks into it"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    received_on = models.DateField(_("received"), default=timezone.localdate)
    acknowledged_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    # Kept when it is opened again: whether the answer came in time does not change by what happens later.
    first_answered_on = models.DateField(null=True, blank=True, editable=False)
    reopened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    answer_text = EncryptedTextField(_("answer"), blank=True)
    earlier_answers = EncryptedTextField(blank=True)
    close_reason = models.ForeignKey("programmes.ReasonCode", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["-received_on", "-id"]
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        indexes = [models.Index(fields=["municipality", "state", "due_on"], name="complaint_municipality")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="complaint_state_known"),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("received_on")),
                name="complaint_answered_after_received",
                violation_error_message=_("The day of the answer is before the day it was received."),
            ),
            models.CheckConstraint(
                condition=Q(subject=None) | Q(handler=None) | ~Q(subject=F("handler")),
                name="complaint_not_handled_by_its_subject",
                violation_error_message=_("Whom it is about does not look into it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}"

    @property
    def facts(self) -> ComplaintFacts:
        """What the state means, to whom."""
        return FACTS[self.state]

    @property
    def clock_from(self) -> date:
        """The day from which the fourteen days to answer are counted."""
        return self.reopened_on or self.received_on

    @verb(
        S.RECEIVED,
        S.ACKNOWLEDGED,
        label=_("Take it up"),
        past="acknowledged",
        told=_("Taken up"),
        record=("handler",),
        undo=True,
        form="programmes.servicepoints.forms.AcknowledgeForm",
        done=_("It is taken up. The sender reads who looks into it."),
    )
    def acknowledge(self, *, on: date, handler: Any, subject: Any = None) -> None:
        if subject is not None and subject == handler:
            raise ValidationError({"handler": _("Whom it is about does not look into it.")})
        self.handler, self.subject = handler, subject
        self.acknowledged_on = on

    @verb(
        S.ACKNOWLEDGED,
        S.ANSWERED,
        label=_("Give the answer"),
        past="answered",
        told=_("The answer was given"),
        mark=("message", "ok"),
        undo=True,
        form="programmes.servicepoints.forms.AnswerForm",
        done=_("The answer can be read with the sender's code."),
    )
    def answer(self, *, on: date, answer_text: str) -> None:
        self.answer_text = answer_text
        self.answered_on = on
        self.first_answered_on = self.first_answered_on or on

    @verb(
        [S.RECEIVED, S.ACKNOWLEDGED, S.ANSWERED],
        S.CLOSED,
        label=_("Close"),
        past="closed",
        told=_("Closed"),
        record=("reason",),
        undo=True,
        tone="quiet",
        form="programmes.servicepoints.forms.CloseForm",
        done=_("It is closed."),
    )
    def close(self, *, on: date, reason: Any) -> None:
        self.closed_on, self.close_reason = on, reason

    @verb(
        [S.ANSWERED, S.CLOSED],
        S.ACKNOWLEDGED,
        label=_("Open again"),
        past="reopened",
        told=_("Opened again"),
        tone="quiet",
        form="programmes.servicepoints.forms.ReopenForm",
        effect=_("A new answer is due within fourteen days. The sender still reads the earlier one."),
        done=_("It is open again."),
    )
    def reopen(self, *, on: date, handler: Any) -> None:
        if self.subject_id is not None and handler.pk == self.subject_id:
            raise ValidationError({"handler": _("Whom it is about does not look into it.")})
        self.handler, self.reopened_on = handler, on
        self.earlier_answers = "\n\n".join(part for part in (self.earlier_answers, self.answer_text) if part)
        self.answer_text, self.answered_on, self.closed_on, self.close_reason = "", None, None, None
