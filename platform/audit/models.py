"""The audit trail: one row per act, one row per look at a person, and the seals over both. No row changes."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone


class Event(models.Model):
    """One act, as it happened: who, what, on which row, from which state to which.

    `hash` is over the row and the hash of the event before it *about the same object* (`previous_hash`, empty
    for the first); what happened in the whole service, and in which order, the seals hold. So acts on
    different objects never wait for each other, and a change, a gap or a swap shows (`audit verify`).
    Events of one press bear the same `group` (`audit.grouping`), which is hashed with the rest.
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
    token = models.CharField(max_length=40, null=True)  # noqa: DJ001 - unique where there is one
    undoes = models.ForeignKey("self", on_delete=models.DO_NOTHING, null=True, related_name="undone_by")
    group = models.UUIDField(null=True)
    previous_hash = models.BinaryField(max_length=32, default=bytes)
    hash = models.BinaryField(max_length=32)

    # Put on record by this process a moment ago, and nobody has been told of it.
    is_new = False

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["object_type", "object_id", "id"], name="audit_event_object"),
            models.Index(fields=["group"], condition=models.Q(group__isnull=False), name="audit_event_group"),
        ]
        constraints = [models.UniqueConstraint(fields=["token"], name="audit_event_token")]

    def __str__(self) -> str:
        return f"{self.verb} {self.reference}"

    def is_about(self, obj: models.Model) -> bool:
        """Whether the act was on this very row."""
        return (self.object_type, self.object_id) == (obj._meta.model_name, obj.pk)

    def made(self, kind: type[models.Model]) -> bool:
        """Whether the act was on a row of the kind."""
        return self.object_type == kind._meta.model_name


class Read(models.Model):
    """One look by one person at what is held about a participant, or at a list that named several.

    A list is one row: how many it showed, and their references between spaces; `object_id` is 0 then.
    `hash` is over the row itself.
    """

    at = models.DateTimeField(default=timezone.now)
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
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["object_type", "object_id", "-id"], name="audit_read_object"),
            models.Index(fields=["-at"], condition=models.Q(shown__isnull=False), name="audit_read_lists"),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.reference}"


class Seal(models.Model):
    """What stood in a table of the trail between two numbers when it was sealed (`audit.sealing`).

    first, last: the numbers it covers, without a gap after the seal before it. holes: numbers up to `last`
    at which nothing stood, and at which an act that was under way may still come: [from, to, since]. late:
    what has come into holes of the seals before it: [from, to]. marks: the first four bytes of each row's
    hash, by number, so that a row that was made anew is named. root: over all of them whole. `hash` is made
    with a key that the database does not have, over the seal and the one before it (`previous`).
    """

    class Table(models.TextChoices):
        """Which table of the trail."""

        EVENT = "event"
        READ = "read"

    at = models.DateTimeField()
    table = models.CharField(max_length=5, choices=Table.choices)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    holes = models.JSONField(default=list)
    late = models.JSONField(default=list)
    count = models.PositiveIntegerField()
    marks = models.BinaryField()
    root = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32, default=bytes)
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["table", "first"], name="audit_seal_once")]

    def __str__(self) -> str:
        return f"{self.table} {self.first}-{self.last}"


class SealEnd(models.Model):
    """Which seal of a table is the last one, so that a cut end shows. Written by the sealer alone.

    `hash` is made with the key: it cannot be made for another seal than the one that was the last.
    """

    table = models.CharField(max_length=5, choices=Seal.Table.choices, primary_key=True)
    seal = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.table} {self.seal}"
