"""Reads about the database as a whole."""

from __future__ import annotations

from programmes.exchange.models import DemoStamp
from programmes.participants.models import Participant


def has_people() -> bool:
    """Whether there is at least one participant."""
    return Participant.objects.exists()


def is_demo() -> bool:
    """Whether the database is stamped as one of synthetic people."""
    return DemoStamp.objects.exists()
