"""What a worker writes down about a person's time in the service, for the workers; sealed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.fields import EncryptedTextField
from programmes.participants.models.participation import Participation

LONGEST_NOTE = 4000


class WorkerNote(models.Model):
    """A note of a worker. Workers of the municipality read it; the person has it in their own file."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="worker_notes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = EncryptedTextField(_("note"), max_length=LONGEST_NOTE)
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        ordering = ["written_at", "id"]
        verbose_name = _("note of a worker")

    def __str__(self) -> str:
        return f"{self.participation} {self.written_at:%-d.%-m.}"
