"""Where a person stands on the labour market from a day on, as it was told."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.participants.codes import LabourStatus
from programmes.participants.models.follow_up import FollowUp
from programmes.participants.models.participation import Participation


class StatusChange(models.Model):
    """From the day on the person stands so, until the next change; figure O4 counts these rows.

    follow_up: the answer that told it; corrected, the row says what it says. All that is known, the referral
    and what an import tells of an end too, is read by `participants.labour.positions`.
    """

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="status_changes", db_index=False
    )
    on = models.DateField(_("from which day"))
    status = models.CharField(_("position on the labour market"), max_length=15, choices=LabourStatus.choices)

    follow_up = models.OneToOneField(
        FollowUp, on_delete=models.CASCADE, null=True, blank=True, related_name="status_change"
    )

    class Meta:
        ordering = ["participation", "on", "id"]
        verbose_name = _("change of position on the labour market")
        constraints = [
            models.UniqueConstraint(fields=["participation", "on", "status"], name="status_change_once"),
            models.CheckConstraint(
                condition=models.Q(status__in=LabourStatus.values), name="status_change_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} {self.on:%-d.%-m.%Y} {self.status}"
