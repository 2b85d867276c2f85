"""What the worker was asked to make of the reports."""

from django.db import models
from django.db.models import Q

from notifications.long_work import LongWork
from reports.periods import Period
from workflow.models import new_reference


class Making(LongWork):
    """Something of the reports that a person asked the worker to make: a file, or the draft of an edition.

    It is for that person alone. scope: tells whose figures it holds (`made.ordering.scope_mark`). file: where
    the sealed content lies; problem: why there is none, in the words of `language`.
    """

    class Kind(models.TextChoices):
        """What is made."""

        FILE = "file"
        DRAFT = "draft"

    class Status(models.TextChoices):
        """How far it has come."""

        WAITS = "waits"
        READY = "ready"
        FAILED = "failed"

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITS)
    report = models.CharField(max_length=40, blank=True)
    file_format = models.CharField(max_length=10, blank=True)
    municipality = models.CharField(max_length=10, blank=True)
    period_from = models.DateField()
    period_to = models.DateField()
    language = models.CharField(max_length=12)
    scope = models.CharField(max_length=64)
    file = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="making_reference_once"),
            models.UniqueConstraint(fields=["is_held"], condition=Q(is_held=True), name="one_making_at_work"),
            models.CheckConstraint(
                condition=Q(status__in=["waits", "ready", "failed"], kind__in=["file", "draft"]),
                name="making_kind_and_status_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report or self.kind} {self.reference}"

    @property
    def is_at_work(self) -> bool:
        """Whether it goes on by itself: the page looks again and again."""
        return self.status == self.Status.WAITS

    @property
    def period(self) -> Period:
        """The days whose figures it has."""
        return Period(self.period_from, self.period_to)
