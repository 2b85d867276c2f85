"""Whether an import waits for a worker. Asked every second, so it stands apart from what the work needs."""

from __future__ import annotations

from django.db.models import QuerySet

from notifications.long_work import waits
from programmes.exchange.models import AT_WORK, ImportRun


def under_way() -> QuerySet[ImportRun]:
    """Imports that wait for a worker, or that one is at."""
    return ImportRun.objects.filter(status__in=AT_WORK)


def imports_wait() -> bool:
    """Whether an import waits for a worker, and none is at one."""
    return waits(under_way())
