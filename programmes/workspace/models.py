"""What a worker's desk remembers: lists saved by name, and acts over many people with what became of each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.fields import EncryptedTextField
from programmes.participants.models import Participation
from workflow.models import new_reference


class SavedList(models.Model):
    """A list of people by its choices, saved under a name; whom one looked for by name is not among them."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_lists", db_index=False
    )
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=600, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="saved_list_name_once")]

    def __str__(self) -> str:
        return self.name


class Batch(models.Model):
    """One act over many people: looked at, then begun, then done row by row.

    act: its code in `workspace.batches.acts`. asked: what was written into its form, sealed. undoes: which
    batch this one takes back. claimed_until: until when somebody works at it.
    """

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", pgettext_lazy("batch", "Not begun")
        QUEUED = "queued", pgettext_lazy("batch", "Under way")
        DONE = "done", pgettext_lazy("batch", "Done")

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="batches")
    act = models.CharField(max_length=20)
    asked = EncryptedTextField(blank=True)
    language = models.CharField(max_length=10, default="fi")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    undoes = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="undone_by"
    )
    made_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["id"], name="batch_under_way", condition=Q(state="queued")),
        ]
        constraints = [models.UniqueConstraint(fields=["reference"], name="batch_reference_once")]

    def __str__(self) -> str:
        return f"{self.act} {self.reference}"


class BatchRow(models.Model):
    """One person of a batch, and what became of it.

    why: why they were left out or it was not done. seen: the newest event about them when the worker looked.
    event: the event that was made, by which it is taken back.
    """

    class Became(models.TextChoices):
        """What became of the row."""

        LEFT_OUT = "left_out", pgettext_lazy("batch row", "Left out")
        WAITS = "waits", pgettext_lazy("batch row", "Waits")
        DONE = "done", pgettext_lazy("batch row", "Done")
        NOT_DONE = "not_done", pgettext_lazy("batch row", "Not done")

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows", db_index=False)
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveIntegerField()
    became = models.CharField(max_length=10, choices=Became.choices, default=Became.WAITS)
    why = EncryptedTextField(blank=True)
    seen = models.BigIntegerField(default=0)
    event = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["batch", "place"], name="batch_row_place")]

    def __str__(self) -> str:
        return f"{self.batch} {self.place}"
