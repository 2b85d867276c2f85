"""Fields that several slices share: text stored encrypted, and hours a week."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accounts.sealing import box


class EncryptedTextField(models.TextField):
    """Text that only the service can read; it cannot be searched. Nothing but this column keeps it open."""

    is_sealed = True  # what remembers a row remembers the column as it is stored (`workflow.undo`)

    def get_prep_value(self, value: Any) -> Any:
        return box().encrypt(str(value).encode()).decode() if value else ""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str:
        return box().decrypt(value.encode()).decode() if value else ""


def weekly_hours_field(
    label: Any, *, least: str = "1", most: str
) -> models.DecimalField[Decimal | int | str | None, Decimal | None]:
    """Hours a week in halves and tenths, from `least` to `most`; empty while nobody has said."""
    return models.DecimalField(
        label,
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(least)), MaxValueValidator(Decimal(most))],
    )
