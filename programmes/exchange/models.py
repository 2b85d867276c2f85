"""What an import remembers, and the mark of a demo database."""

from __future__ import annotations

from django.db import models


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


class DemoStamp(models.Model):
    """There is a row when the database holds synthetic people only."""

    made_at = models.DateTimeField(auto_now_add=True)
    seed = models.IntegerField()
    today = models.DateField()

    def __str__(self) -> str:
        return f"demo {self.seed}"
