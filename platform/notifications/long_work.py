"""Rows of long work that somebody asked for: taken by one worker at a time, with how far it is.

Whoever asked may leave the page and come back. A worker that is ended in between is missed after a while, and
another goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

# A worker that has said nothing for so long is gone, and another goes on with its work.
SILENT = timedelta(minutes=5)
MOST_ATTEMPTS = 3
BEAT_SECONDS = 1.0
Tick = Callable[[int], None]


class LongWork(models.Model):
    """A row of work that is asked for and done by the worker.

    asked_by, asked_at: who pressed last, and when. is_held: a worker is at it (each model has a constraint
    that one is at a time); beat_at: when it last said so. attempts: how often it was taken. done of total:
    how far it is; total is 0 where nobody can tell.
    """

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    is_held = models.BooleanField(default=False)
    beat_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)

    class Meta:
        abstract = True


Work = TypeVar("Work", bound=LongWork)


def waits(under_way: QuerySet[Any]) -> bool:
    """Whether any of the rows waits for a worker, and none is at one. Asked every second."""
    if under_way.filter(is_held=True, beat_at__gte=timezone.now() - SILENT).exists():
        return False
    return under_way.exists()


def take(under_way: QuerySet[Work]) -> Work | None:
    """The row that has waited longest is this worker's alone; None where none waits or another is at one."""
    now, rows = timezone.now(), under_way.model._default_manager
    try:
        with transaction.atomic():
            rows.filter(is_held=True, beat_at__lt=now - SILENT).update(is_held=False)
            first = under_way.filter(is_held=False).order_by("asked_at", "pk").first()
            if first is None:
                return None
            mine = under_way.filter(pk=first.pk, is_held=False)
            taken = mine.update(is_held=True, beat_at=now, attempts=F("attempts") + 1)
    except IntegrityError:
        return None
    return rows.get(pk=first.pk) if taken else None


def let_go(work: LongWork) -> None:
    """No worker is at it any more."""
    type(work)._default_manager.filter(pk=work.pk).update(is_held=False)


class Meter:
    """Keeps on the row how far its work is, about once a second, so that a page can tell."""

    def __init__(self, work: LongWork) -> None:
        self._work = work
        self._kept = time.monotonic()

    @contextmanager
    def of(self, total: int) -> Iterator[Tick]:
        """The work has so many steps; answers what is told of each."""
        self._work.total, self._work.done = total, 0
        self._keep()
        yield self._tick
        self._keep()

    def _tick(self, steps: int) -> None:
        self._work.done += steps
        if time.monotonic() - self._kept >= BEAT_SECONDS:
            self._keep()

    def _keep(self) -> None:
        self._kept = time.monotonic()
        told = {"done": self._work.done, "total": self._work.total, "beat_at": timezone.now()}
        type(self._work)._default_manager.filter(pk=self._work.pk).update(**told)
