"""What a person has done in a place, task by task: confirmed by the workplace, chosen by the person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.placements.models.placement import Placement

MOST_TASKS = 15


class SkillTask(models.Model):
    """One task that may stand in the skills certificate of a placement.

    confirmed_at, confirmed_by: the workplace says that the person can do it; nothing else of the certificate
    is the workplace's. chosen: whether the person wants it there.
    """

    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, related_name="skill_tasks", db_index=False
    )
    text = models.CharField(_("task"), max_length=160)
    chosen = models.BooleanField(_("stands in the certificate"), default=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("task of a skills certificate")
        constraints = [models.UniqueConstraint(fields=["placement", "text"], name="skill_task_once")]

    def __str__(self) -> str:
        return self.text
