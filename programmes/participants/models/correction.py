""" "This is wrong about me": what a person asks to have put right, and what became of it. A plain status."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.fields import EncryptedTextField
from programmes.participants.models.participation import Participation
from workflow.models import new_reference

LONGEST_CORRECTION = 1000


class DataItem(models.TextChoices):
    """What of the data is wrong, as the person's own page names it."""

    NAME = "name", _("Name or date of birth")
    CONTACT = "contact", _("Address, telephone or e-mail")
    LANGUAGE = "language", _("Mother tongue or the need of an interpreter")
    REFERRAL = "referral", _("What was told when you were referred")
    PLACE = "place", _("A place or an agreement")
    DAYS = "days", _("Days and hours")
    TALK = "talk", _("What was written down of a talk")
    OTHER = "other", _("Something else")


class CorrectionStatus(models.TextChoices):
    """What became of the request."""

    SENT = "sent", _("With your worker")
    CORRECTED = "corrected", _("Put right")
    PARTLY = "partly", _("Put right in part")
    NOT_CORRECTED = "not_corrected", _("Not changed")
    TAKEN_BACK = "taken_back", _("You took it back")


TOLD_TO_WORKERS = {
    CorrectionStatus.SENT: _("Waits for an answer"),
    CorrectionStatus.TAKEN_BACK: _("The person took it back"),
}
ANSWERS = (CorrectionStatus.CORRECTED, CorrectionStatus.PARTLY, CorrectionStatus.NOT_CORRECTED)
TONES = {
    CorrectionStatus.SENT: "info",
    CorrectionStatus.CORRECTED: "ok",
    CorrectionStatus.PARTLY: "warn",
    CorrectionStatus.NOT_CORRECTED: "quiet",
    CorrectionStatus.TAKEN_BACK: "quiet",
}


class CorrectionRequest(models.Model):
    """One request to put data right, answered in words by the day that was promised (GDPR, article 16)."""

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="correction_requests"
    )
    item = models.CharField(_("what is wrong"), max_length=12, choices=DataItem.choices)
    wrong = EncryptedTextField(_("what stands there now"), blank=True, max_length=LONGEST_CORRECTION)
    right = EncryptedTextField(_("what is right"), max_length=LONGEST_CORRECTION)
    status = models.CharField(
        _("status"), max_length=15, choices=CorrectionStatus.choices, default=CorrectionStatus.SENT
    )
    sent_on = models.DateField(_("sent"), default=timezone.localdate)
    due_on = models.DateField(_("answered by"))
    answer = EncryptedTextField(_("answer"), blank=True, max_length=LONGEST_CORRECTION)
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-sent_on", "-id"]
        verbose_name = _("request to put data right")
        indexes = [
            models.Index(fields=["due_on", "id"], name="correction_waits", condition=Q(status="sent")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="correction_reference_once"),
            models.CheckConstraint(
                condition=Q(status__in=CorrectionStatus.values), name="correction_status_known"
            ),
            models.CheckConstraint(condition=Q(item__in=DataItem.values), name="correction_item_known"),
            models.CheckConstraint(
                condition=Q(status="sent", answered_on=None)
                | ~Q(status="sent") & Q(answered_on__isnull=False),
                name="correction_answer_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("sent_on")),
                name="correction_answered_after_sent",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_item_display())

    @property
    def is_open(self) -> bool:
        """Whether the worker is to answer."""
        return self.status == CorrectionStatus.SENT

    @property
    def state_for_workers(self) -> Any:
        """The state as a worker reads it: what is told of to the person is told about them."""
        return TOLD_TO_WORKERS.get(CorrectionStatus(self.status), self.get_status_display())

    @property
    def tone(self) -> str:
        """The colour of its tag."""
        return TONES[CorrectionStatus(self.status)]
