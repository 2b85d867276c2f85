"""The instructor's short word on a person's week in the group."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.fields import EncryptedTextField
from programmes.placements.models.placement import Placement

LONGEST_WORD = 600


class WeeklyWord(models.Model):
    """How a week went, in a few sentences: the person and their workers read it, and who runs the group.

    monday: of the week.
    """

    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, related_name="weekly_words", db_index=False
    )
    monday = models.DateField(_("week"))
    text = EncryptedTextField(_("weekly word"), max_length=LONGEST_WORD)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-monday", "id"]
        verbose_name = _("weekly word")
        verbose_name_plural = _("weekly words")
        constraints = [
            models.UniqueConstraint(fields=["placement", "monday"], name="weekly_word_once"),
        ]

    def __str__(self) -> str:
        return f"{self.placement} {self.monday}"

    @property
    def participation(self) -> Any:
        """Whose week it is."""
        return self.placement.participation
