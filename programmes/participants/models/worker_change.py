"""Whose a person becomes: from which worker to which one, from which day, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.fields import EncryptedTextField
from programmes.participants.models.participation import Participation

LONGEST_GREETING = 1000


class WhyLeft(models.TextChoices):
    """Why somebody stays with the worker they have though they were among those handed over."""

    NOT_YOURS = "not_yours", _("You may not hand over this person.")
    OVER = "over", _("Their time in the service is over and nothing waits.")
    ALREADY = "already", _("They have this worker already.")
    OUT_OF_AREA = "out_of_area", _("The new worker does not work in the person’s municipality.")
    THEMSELF = "themself", _("The new worker is this person themself.")
    PLANNED = "planned", _("Another change of worker waits for this person already.")
    OTHER_WORKER = "other_worker", _("Somebody else has become their worker meanwhile.")


class WorkerChange(models.Model):
    """One person's part of a handover (`batch`): planned until it is done, called off, or left with a reason.

    from_worker: empty where nobody was responsible. greeting: what the old worker writes to the person,
    sealed; the person reads it on their own page and in the letter.
    """

    batch = models.CharField(max_length=20)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="worker_changes", db_index=False
    )
    from_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    to_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    from_on = models.DateField(_("from"))
    greeting = EncryptedTextField(_("greeting to the people"), blank=True, max_length=LONGEST_GREETING)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    left_because = models.CharField(max_length=15, choices=WhyLeft.choices, blank=True)

    class Meta:
        ordering = ["-made_at", "id"]
        verbose_name = _("change of worker")
        indexes = [
            models.Index(fields=["participation", "made_at"], name="worker_change_of_time"),
            models.Index(
                fields=["from_on", "id"],
                name="worker_change_waits",
                condition=Q(done_at=None, called_off_at=None, left_because=""),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "participation"], name="worker_change_once_a_batch"),
            models.UniqueConstraint(
                fields=["participation"],
                name="worker_change_waits_once",
                condition=Q(done_at=None, called_off_at=None, left_because=""),
            ),
            models.CheckConstraint(
                condition=Q(left_because__in=["", *WhyLeft.values]), name="worker_change_why_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} {self.from_on:%-d.%-m.%Y}"

    @property
    def waits(self) -> bool:
        """Whether it is still to come."""
        return self.done_at is None and self.called_off_at is None and not self.left_because


WAITS = Q(done_at=None, called_off_at=None, left_because="")
