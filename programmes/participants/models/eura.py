"""Whether a person has given their start and exit data in EURA 2021; what they gave stands there alone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.fields import EncryptedTextField
from programmes.participants.models.participation import Participation

LONGEST_WHY = 300


class EuraKind(models.TextChoices):
    """Which data: each is given once for a time in the service."""

    START = "start", _("Start data")
    EXIT = "exit", _("Exit data")


class EuraState(models.TextChoices):
    """How far it is. Nothing is on record until somebody has asked."""

    ASKED = "asked", pgettext_lazy("data", "Asked for")
    DONE = "done", pgettext_lazy("data", "Given")
    REFUSED = "refused", _("Not given: the person did not want to")


class EuraRecord(models.Model):
    """How far the start or the exit data of a time in the service are, and since when.

    why: how it was tried, where the person did not want to; the attempt has to be shown (facts.md 1).
    """

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="eura_records", db_index=False
    )
    kind = models.CharField(_("which data"), max_length=5, choices=EuraKind.choices)
    state = models.CharField(_("how far it is"), max_length=10, choices=EuraState.choices)
    on = models.DateField(_("day"))
    why = EncryptedTextField(_("how it was tried"), blank=True)

    class Meta:
        ordering = ["participation", "kind"]
        verbose_name = _("EURA data")
        constraints = [
            models.UniqueConstraint(fields=["participation", "kind"], name="eura_record_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=EuraKind.values, state__in=EuraState.values),
                name="eura_record_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} {self.kind} {self.state}"
