"""Until when a page holds: a page that tells of a time of day says when it will tell something else."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest


def changes_at(request: HttpRequest, instant: datetime | None) -> None:
    """The page is kept no longer than to `instant` (aware): an opening, the beginning of an event."""
    if instant is None:
        return
    known: datetime | None = getattr(request, "page_changes_at", None)
    request.page_changes_at = instant if known is None else min(known, instant)  # type: ignore[attr-defined]
