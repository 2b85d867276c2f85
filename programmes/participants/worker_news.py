"""Who is my worker now: what a person reads of a change of worker, before it and for some weeks after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from programmes.participants.models import Participation, WorkerChange

TOLD_FOR = timedelta(days=30)


@dataclass(frozen=True)
class WorkerNews:
    """From whom to whom, from which day, and what the former worker writes."""

    former: User | None
    new: User
    from_on: date
    greeting: str
    is_ahead: bool


def worker_news(time: Participation) -> WorkerNews | None:
    """The change of worker that comes, else the last one while it is new and still holds."""
    since = timezone.now() - TOLD_FOR
    changes = list(
        WorkerChange.objects.filter(participation=time, called_off_at=None, left_because="")
        .select_related("from_worker", "to_worker")
        .order_by("-done_at", "-pk")
    )
    waiting = next((one for one in changes if one.waits), None)
    done = next((one for one in changes if one.done_at and one.done_at >= since), None)
    if waiting is not None:
        return news_of(waiting)
    return news_of(done) if done is not None and done.to_worker_id == time.coordinator_id else None


def news_of(change: WorkerChange) -> WorkerNews | None:
    """What the change tells the person; None where the new worker's account is gone."""
    if change.to_worker is None:
        return None
    return WorkerNews(change.from_worker, change.to_worker, change.from_on, change.greeting, change.waits)


def time_ahead(row: Participation) -> Any:
    """The next time that the person has with a worker; None where there is none."""
    rows = row.appointments.filter(ends_at__gt=timezone.now()).select_related("point")
    return rows.order_by("starts_at").first()
