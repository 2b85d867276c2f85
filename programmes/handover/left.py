"""Who is without a worker, or soon will be, as far as the viewer sees them: nobody is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.duty import present
from accounts.models import User
from accounts.roles import COORDINATING, STAFF, Role
from accounts.selectors import Viewer, scope_of
from programmes.handover.leaving import A_DAY, last_days
from programmes.handover.rest import KINDS, Kind
from programmes.handover.waiting import something_waits
from programmes.participants.models import Participation, WorkerChange
from programmes.participants.models.worker_change import WAITS
from programmes.participants.selectors import participations_for
from programmes.participants.states import ParticipationState
from programmes.relations import without_worker

S = ParticipationState
# Not yet somebody's: these are in the queue of new referrals, which every coordinator of the place sees.
IN_THE_QUEUE = Q(coordinator=None, state__in=[S.REFERRED, S.RETURNED])


def without_anybody(viewer: Viewer) -> QuerySet[Participation]:
    """People whose worker has left, or leaves and nobody has been named for the day after."""
    rows = participations_for(viewer).filter(something_waits())
    left = (without_worker(viewer) & ~IN_THE_QUEUE) | _leaving(last_days())
    return rows.filter(left).order_by("coordinator", "participant__name_order", "pk")


def _leaving(days: dict[int, date]) -> Q:
    """People of workers who leave, but for those who go to somebody else in time."""
    wanted = Q(pk__in=[])
    for worker, day in sorted(days.items()):
        in_time = WorkerChange.objects.filter(WAITS, participation=OuterRef("pk"), from_on__lte=day + A_DAY)
        wanted |= Q(coordinator=worker) & ~Q(Exists(in_time.order_by()))
    return wanted


@dataclass(frozen=True)
class Rest:
    """Of one kind of row, how many are without an owner or soon will be, and whose they were."""

    kind: Kind
    worker: User
    number: int


def rest_without_anybody(viewer: Viewer) -> list[Rest]:
    """Assessments, complaints and meetings whose worker has left or leaves; told as counts alone."""
    gone: list[Rest] = []
    days = last_days()
    for kind in KINDS.values():
        numbers: dict[int, int] = {}
        workers: dict[int, User] = {}
        for row in kind.rows().filter(**{f"{kind.column}__isnull": False}).select_related(kind.column):
            worker = getattr(row, kind.column)
            has_left = worker.pk not in present(viewer, *STAFF)
            if (has_left or worker.pk in days) and _in_area(viewer, kind, row):
                workers[worker.pk] = worker
                numbers[worker.pk] = numbers.get(worker.pk, 0) + 1
        gone += [Rest(kind, workers[key], number) for key, number in sorted(numbers.items())]
    return gone


def _in_area(viewer: Viewer, kind: Kind, row: Any) -> bool:
    area = scope_of(viewer).municipalities(*COORDINATING, Role.MANAGER)
    town = kind.town(row)
    return area is None or town is None or town in area
