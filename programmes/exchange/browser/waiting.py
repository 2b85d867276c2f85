"""Whether an import waits for a worker. Asked every second, so it stands apart from what the work needs."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from programmes.exchange.models import AT_WORK, ImportRun

# A worker that has said nothing for so long is gone, and another goes on with its import.
SILENT = timedelta(minutes=5)


def imports_wait() -> bool:
    """Whether an import waits for a worker, and none is at one."""
    heard = timezone.now() - SILENT
    if ImportRun.objects.filter(is_held=True, beat_at__gte=heard).exists():
        return False
    return ImportRun.objects.filter(status__in=AT_WORK).exists()
