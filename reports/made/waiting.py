"""Whether anything waits to be made. Asked every second, so it stands apart from what the work needs."""

from __future__ import annotations

from django.db.models import QuerySet

from notifications.long_work import waits
from reports.models import Making


def under_way() -> QuerySet[Making]:
    """What waits to be made, or is being made."""
    return Making.objects.filter(status=Making.Status.WAITS)


def reports_wait() -> bool:
    """Whether anything waits for a worker, and none is at one."""
    return waits(under_way())
