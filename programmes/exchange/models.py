"""What an import remembers, an import that was sent from the browser, and the mark of a demo database."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from notifications.long_work import LongWork
from workflow.models import new_reference


class ImportedRow(models.Model):
    """One row of a bundle as it was last read: the key, the row it became, and a digest of what it said."""

    source = models.CharField(max_length=40)
    file = models.CharField(max_length=30)
    external_id = models.CharField(max_length=120)
    object_id = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    event_id = models.BigIntegerField(default=0, help_text="The newest event of the row when it was imported")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "file", "external_id"], name="imported_row_key"),
        ]
        indexes = [models.Index(fields=["file", "object_id"], name="imported_row_object")]

    def __str__(self) -> str:
        return f"{self.file} {self.external_id}"


class RunStatus(models.TextChoices):
    """How far an import from the browser has come."""

    CHECKING = "checking", pgettext_lazy("import", "Being checked")
    CHECKED = "checked", pgettext_lazy("import", "Checked, not yet in")
    UNREADABLE = "unreadable", pgettext_lazy("import", "Cannot be read")
    GOING_IN = "going_in", pgettext_lazy("import", "Going in")
    DONE = "done", pgettext_lazy("import", "In")
    STOPPED = "stopped", pgettext_lazy("import", "Stopped half-way")
    CALLED_OFF = "called_off", pgettext_lazy("import", "Called off")
    TAKING_BACK = "taking_back", pgettext_lazy("import", "Being taken back")
    TAKEN_BACK = "taken_back", pgettext_lazy("import", "Taken back")


# What the worker sees to, and what it leaves behind for a person.
AT_WORK = (RunStatus.CHECKING, RunStatus.GOING_IN, RunStatus.TAKING_BACK)
TONES = {
    RunStatus.CHECKED: "warn",
    RunStatus.UNREADABLE: "late",
    RunStatus.DONE: "ok",
    RunStatus.STOPPED: "late",
    RunStatus.CALLED_OFF: "quiet",
    RunStatus.TAKEN_BACK: "quiet",
}


class ImportRun(LongWork):
    """An import that somebody sent from the browser: checked first, then brought in, and what came of it.

    file, report: where the sealed file and the sealed report lie; empty when they are gone. group: the number
    of the import in the trail, drawn before it begins, so that one that is begun again is still the same.
    counts: by file, what is new, updated, unchanged and rejected. problem: why it cannot be read or stopped,
    as the command tells it. kept_back: how many rows keep it from being taken back.
    """

    reference = models.CharField(_("reference"), max_length=20, default=new_reference, editable=False)
    source = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    status = models.CharField(max_length=20, choices=RunStatus, default=RunStatus.CHECKING)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    token = models.CharField(max_length=40)
    file = models.CharField(max_length=120, blank=True)
    report = models.CharField(max_length=120, blank=True)
    group = models.UUIDField(null=True)
    counts = models.JSONField(default=list)
    warned = models.PositiveIntegerField(default=0)
    kept_back = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="import_reference_once"),
            models.UniqueConstraint(fields=["token"], name="import_token_once"),
            models.UniqueConstraint(fields=["is_held"], condition=Q(is_held=True), name="one_import_at_work"),
            models.CheckConstraint(condition=Q(status__in=RunStatus.values), name="import_status_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.reference}"

    @property
    def tone(self) -> str:
        """The colour of its tag."""
        return TONES.get(RunStatus(self.status), "info")

    @property
    def is_at_work(self) -> bool:
        """Whether it goes on by itself: the page looks again and again."""
        return self.status in AT_WORK

    def sum_of(self, what: int) -> int:
        """How many rows are new (1), updated (2), unchanged (3) or rejected (4)."""
        rows: list[list[Any]] = self.counts
        return sum(int(row[what]) for row in rows)

    @property
    def new(self) -> int:
        """Rows that were not there before."""
        return self.sum_of(1)

    @property
    def updated(self) -> int:
        """Rows that say something else than before."""
        return self.sum_of(2)

    @property
    def moved(self) -> int:
        """Rows that went in, new or changed."""
        return self.new + self.updated

    @property
    def unchanged(self) -> int:
        """Rows that say what they said before."""
        return self.sum_of(3)

    @property
    def rejected(self) -> int:
        """Rows that cannot go in as they are."""
        return self.sum_of(4)


class DemoStamp(models.Model):
    """There is a row when the database holds synthetic people only."""

    made_at = models.DateTimeField(auto_now_add=True)
    seed = models.IntegerField()
    today = models.DateField()

    def __str__(self) -> str:
        return f"demo {self.seed}"
