"""What only the service can read: sealed by FIELD_ENCRYPTION_KEYS (the first seals, all open)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.signing import JSONSerializer


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def box() -> MultiFernet:
    """The keys in force."""
    return _box(tuple(settings.FIELD_ENCRYPTION_KEYS))


def seal(values: dict[str, Any]) -> str:
    """`values` as a text that tells nothing without the keys."""
    return box().encrypt(JSONSerializer().dumps(values)).decode()


def unseal(text: str) -> dict[str, Any]:
    """The values that were sealed. Raises `cryptography.fernet.InvalidToken` for anything else."""
    values: dict[str, Any] = JSONSerializer().loads(box().decrypt(text.encode()))
    return values


class SealedSerializer:
    """Sessions as the database keeps them: a code to be typed or a half-made form is not readable there.

    Django takes a session that cannot be opened for an empty one, so a lost key signs people out and no more.
    """

    def dumps(self, values: dict[str, Any]) -> bytes:
        return box().encrypt(JSONSerializer().dumps(values))

    def loads(self, sealed: bytes) -> Any:
        return JSONSerializer().loads(box().decrypt(sealed))
