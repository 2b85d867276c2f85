"""What people say of the service and its pages, and reports that somebody is not safe."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.fields import EncryptedTextField
from programmes.servicepoints.codes import AnswerBy, FeedbackKind
from programmes.servicepoints.models.base import Told
from programmes.servicepoints.models.points import ServicePoint
from workflow.models import new_reference


class Feedback(Told):
    """One message of a person: how it went (0–10), a question, or what is wrong on a page.

    What another system received as a complaint or a wish to put data right is kept here too, for the figures.
    """

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=FeedbackKind.choices)
    score = models.PositiveSmallIntegerField(
        _("score"), null=True, blank=True, validators=[MaxValueValidator(10)]
    )
    page = models.CharField(_("page"), max_length=300, blank=True)
    point = models.ForeignKey(
        ServicePoint,
        verbose_name=_("service point"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Where it was told on the tablet"),
    )
    answer_by = models.CharField(
        _("how to answer"), max_length=6, choices=AnswerBy.choices, default=AnswerBy.NONE
    )
    given_on = models.DateField(_("given"), default=timezone.localdate)
    due_on = models.DateField(_("by"), null=True, blank=True, editable=False)
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-given_on", "-id"]
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        indexes = [models.Index(fields=["municipality", "answered_on", "due_on"], name="feedback_open")]
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="feedback_reference_once"),
            models.CheckConstraint(condition=Q(kind__in=FeedbackKind.values), name="feedback_kind_known"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__lte=10), name="feedback_score_within_ten"
            ),
            models.CheckConstraint(
                condition=~Q(kind=FeedbackKind.EXPERIENCE) | Q(score__isnull=False),
                name="feedback_experience_has_score",
                violation_error_message=_("Give a number from 0 to 10."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}"


class SafetyReport(Told):
    """ "I am not safe or treated badly": somebody rings the same day. No host ever sees it."""

    reference = models.CharField(max_length=20, unique=True, default=new_reference, editable=False)
    accident = models.BooleanField(_("somebody was hurt"), default=False)
    reported_at = models.DateTimeField(default=timezone.now)
    called_at = models.DateTimeField(null=True, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    what_was_done = EncryptedTextField(_("what was agreed"), blank=True)

    class Meta:
        ordering = ["reported_at"]
        verbose_name = _("safety report")
        verbose_name_plural = _("safety reports")
        indexes = [models.Index(fields=["called_at", "municipality"], name="safety_report_open")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.reference}"
