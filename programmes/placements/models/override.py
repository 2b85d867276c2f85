"""A limit that an agreement goes beyond: which, by how much, and why a worker agreed on it all the same."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.fields import EncryptedTextField
from programmes.placements.codes import Limit
from programmes.placements.models.agreement import Agreement


class LimitOverride(models.Model):
    """One limit of the type of service, beyond which one version of an agreement goes, with the reason.

    agreed and most are in the unit of the limit: hours or days.
    """

    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.CASCADE,
        related_name="overrides",
        verbose_name=_("agreement"),
        db_index=False,
    )
    limit = models.CharField(_("limit"), max_length=20, choices=Limit.choices)
    agreed = models.DecimalField(_("agreed"), max_digits=6, decimal_places=1)
    most = models.DecimalField(_("by the rule"), max_digits=6, decimal_places=1)
    source = models.CharField(_("source"), max_length=200, blank=True)
    reason = EncryptedTextField(_("reason"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_on = models.DateField(_("day"))

    class Meta:
        ordering = ["-made_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["agreement", "limit"], name="override_once")]
        verbose_name = _("agreement beyond a limit")
        verbose_name_plural = _("agreements beyond a limit")

    def __str__(self) -> str:
        return f"{self.agreement} {self.limit}"
