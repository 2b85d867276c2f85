"""Fields that several slices share: text stored encrypted, and hours a week.

The keys of encryption rotate (FIELD_ENCRYPTION_KEYS: the first encrypts, all decrypt).
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def box() -> MultiFernet:
    """The keys in force."""
    return _box(tuple(settings.FIELD_ENCRYPTION_KEYS))


class EncryptedTextField(models.TextField):
    """Text that only the service can read; it cannot be searched."""

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
