""" "Host again?": the one question to a workplace at the end of a placement, and what came of a yes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.placements.models.placement import Placement


class HostAgain(models.Model):
    """The workplace's answer, once. vacancy: the place that a yes renewed, or the draft that it made."""

    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, related_name="host_again", db_index=False
    )
    is_yes = models.BooleanField(_("again"))
    answered_on = models.DateField(_("answered"))
    vacancy = models.ForeignKey(
        "programmes.Vacancy", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["placement"]
        constraints = [models.UniqueConstraint(fields=["placement"], name="host_again_once")]

    def __str__(self) -> str:
        return f"{self.placement} {self.answered_on}"
