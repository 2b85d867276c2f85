"""The places suggested to a person on one day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workflow.models import new_reference


class OfferRound(models.Model):
    """The places suggested to a person side by side on one day."""

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    participation = models.ForeignKey(
        "programmes.Participation", on_delete=models.PROTECT, related_name="offer_rounds"
    )
    offered_on = models.DateField(default=timezone.localdate)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    only_one_reason = models.CharField(_("why only one"), max_length=200, blank=True)

    class Meta:
        ordering = ["-offered_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["reference"], name="offer_round_reference_once")]

    def __str__(self) -> str:
        return f"{self.participation} {self.offered_on}"
