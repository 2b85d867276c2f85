"""The audit trail: one chained row per act, one row per look at a person. Rows are never changed."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Event(models.Model):
    """One act, as it happened: who, what, on which row, from which state to which.

    `hash` is over the row and the hash before it, so a change, a gap or a swap shows (`audit verify`).
    Database triggers refuse update and delete.
    """

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
    )
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=40)
    object_id = models.BigIntegerField(null=True)
    reference = models.CharField(max_length=20, blank=True)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, blank=True)
    on = models.DateField(null=True)
    on_word = models.CharField(max_length=20, blank=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    token = models.CharField(max_length=40, null=True, unique=True)  # noqa: DJ001 - unique where there is one
    undoes = models.ForeignKey("self", on_delete=models.DO_NOTHING, null=True, related_name="undone_by")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["object_type", "object_id", "id"], name="audit_event_object")]

    def __str__(self) -> str:
        return f"{self.verb} {self.reference}"

    def is_about(self, obj: models.Model) -> bool:
        """Whether the act was on this very row."""
        return (self.object_type, self.object_id) == (obj._meta.model_name, obj.pk)


class Read(models.Model):
    """One look by one person at what is held about a participant, or at a list that named several.

    A list is one row: how many it showed, and their references between spaces; `object_id` is 0 then.
    """

    at = models.DateTimeField(auto_now_add=True)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    role = models.CharField(max_length=30, blank=True)
    object_type = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    reference = models.CharField(max_length=20)
    page = models.CharField(max_length=60)
    count = models.PositiveIntegerField(null=True)
    shown = models.TextField(null=True)  # noqa: DJ001 - a list has it, a look at one row has not

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["object_type", "object_id", "-id"], name="audit_read_object"),
            models.Index(fields=["-at"], condition=models.Q(shown__isnull=False), name="audit_read_lists"),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.reference}"


class ChainHead(models.Model):
    """The one row that holds the end of the chain; locking it puts writers in a line.

    `public_version` is another word after every change of what anyone may read (`audit.public`).
    """

    last_hash = models.CharField(max_length=64, default="0" * 64)
    last_event_id = models.BigIntegerField(default=0)
    public_version = models.CharField(max_length=16, default="", blank=True)

    def __str__(self) -> str:
        return self.last_hash
