"""Kinds of spending, and what earlier projects of the area stated of what they achieved."""

from django.db import models
from django.db.models import F, Q

from areas.models.names import Named, name_language


class SpendingKind(Named):
    """A kind of spending, from a month until a month where it has not always been or is no longer in use."""

    code = models.CharField(primary_key=True, max_length=30)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "code"]


class FoundingProject(models.Model):
    """An earlier project of the area that stated what it achieved: our figures stand beside it.

    report: the table report in which it is told. note: what must be read with it.
    """

    code = models.CharField(primary_key=True, max_length=30)
    name = models.CharField(max_length=60)
    number = models.CharField(max_length=20, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField()
    report = models.CharField(max_length=30)
    note_fi = models.CharField(max_length=300, blank=True)
    note_sv = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["valid_from", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="founding_project_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def note(self) -> str:
        """What must be read with it, in the language of the page."""
        return getattr(self, f"note_{name_language()}") or self.note_fi


class FoundingFigure(models.Model):
    """One line that the project stated: a value, a percent that it printed beside it, or either alone."""

    class How(models.TextChoices):
        """In which words the value was stated; empty where it was stated as it is."""

        ABOUT = "about", "about"
        OVER = "over", "over"

    project = models.ForeignKey(FoundingProject, on_delete=models.CASCADE, related_name="figures")
    line = models.CharField(max_length=50)
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    stated_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    how = models.CharField(max_length=10, choices=How.choices, blank=True)

    class Meta:
        ordering = ["project", "line"]
        constraints = [
            models.UniqueConstraint(fields=["project", "line"], name="founding_figure_once_a_line"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.line}"
