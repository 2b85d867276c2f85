"""One message between a person and the worker who cares for them; its text and its file are sealed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.fields import EncryptedTextField
from programmes.participants.models.participation import Participation
from workflow.models import new_reference

LONGEST_MESSAGE = 4000


class FileKind(models.TextChoices):
    """What the file is, by its content."""

    PDF = "application/pdf", _("PDF")
    JPEG = "image/jpeg", _("picture")
    PNG = "image/png", _("picture (PNG)")


class WorkerMessage(models.Model):
    """What one of the two wrote, and when the other read it.

    by: empty where an account is gone. answered_at: of a person's message, when their worker wrote back or
    said that no answer is needed; until then it waits, to be answered by `due_on`. file: where it lies
    sealed in the private store, never a public address.
    """

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="worker_messages", db_index=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_person = models.BooleanField(default=False)
    text = EncryptedTextField(_("message"), blank=True, max_length=LONGEST_MESSAGE)
    file = models.CharField(max_length=100, blank=True)
    file_name = EncryptedTextField(_("file"), blank=True)
    file_kind = models.CharField(max_length=20, choices=FileKind.choices, blank=True)
    file_size = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    due_on = models.DateField(_("answered by"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ["written_at", "id"]
        verbose_name = _("message with the worker")
        indexes = [
            models.Index(fields=["participation", "written_at"], name="worker_message_talk"),
            models.Index(
                fields=["due_on", "id"],
                name="worker_message_waits",
                condition=Q(by_person=True, answered_at=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="worker_message_reference_once"),
            models.CheckConstraint(
                condition=Q(by_person=False) | Q(due_on__isnull=False), name="worker_message_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} {self.written_at:%-d.%-m.}"
