"""Whether a worker lives: each shows it every few seconds."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from notifications.models import Heartbeat

SILENT = timedelta(minutes=2)
TRIAL = "readyz"  # the name of the row by which `config.health` tries whether writes stay


def worker_lives() -> bool:
    """Whether a worker has shown within two minutes that it lives."""
    return Heartbeat.objects.exclude(name=TRIAL).filter(at__gte=timezone.now() - SILENT).exists()
