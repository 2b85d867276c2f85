"""Reads of handovers and of who works where, the viewer first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.models import Assignment, User
from accounts.roles import COORDINATING, Role
from accounts.selectors import Viewer, scope_of
from letters.order import in_order
from programmes.handover.leaving import last_days, not_over
from programmes.handover.waiting import with_something_waiting
from programmes.participants.models import Participation, WorkerChange
from programmes.participants.selectors import participations_for
from programmes.who_may import manages_work_of, may_arrange_for, takers_on

LISTED = (*sorted(COORDINATING), Role.REFERRER, Role.INSTRUCTOR, Role.MANAGER)
RECENT = timedelta(days=30)
MOST = 400


def changes_for(viewer: Viewer) -> QuerySet[WorkerChange]:
    """Changes of worker of other people whom the viewer may see, the newest first."""
    seen = participations_for(viewer).order_by().values("pk")
    rows = WorkerChange.objects.filter(participation__in=seen).exclude(participation__isnull=True)
    return rows.select_related(
        "participation__participant", "participation__municipality", "from_worker", "to_worker", "made_by"
    ).defer("participation__municipality__shape")


def batch_for(viewer: Viewer, batch: str) -> list[WorkerChange]:
    """The people of the handover whom the viewer may see, by name; 404 when there is none."""
    rows = list(
        changes_for(viewer).filter(batch=batch).order_by("participation__participant__name_order", "pk")
    )
    if not rows:
        raise Http404
    return rows


@dataclass
class Batch:
    """A handover in a line: from whom to whom, when, how many."""

    reference: str
    from_on: date
    to: User | None
    former: list[User] = field(default_factory=list)
    planned: int = 0
    done: int = 0
    left: int = 0
    called_off: int = 0

    def add(self, change: WorkerChange) -> None:
        """One more person of it."""
        if change.from_worker is not None and change.from_worker not in self.former:
            self.former.append(change.from_worker)
        self.planned += change.waits
        self.done += change.done_at is not None and change.called_off_at is None
        self.left += bool(change.left_because)
        self.called_off += change.called_off_at is not None


def batches_for(viewer: Viewer) -> list[Batch]:
    """Handovers that are to come, and those of the last thirty days."""
    since = timezone.now() - RECENT
    waits = Q(done_at=None, called_off_at=None, left_because="")
    rows = (
        changes_for(viewer)
        .filter(waits | Q(made_at__gte=since) | Q(done_at__gte=since))
        .order_by("-made_at", "pk")
    )
    found: dict[str, Batch] = {}
    for change in rows[: MOST * 5]:
        batch = found.setdefault(change.batch, Batch(change.batch, change.from_on, change.to_worker))
        batch.add(change)
    return sorted(found.values(), key=lambda one: (not one.planned, -one.from_on.toordinal()))


def chosen(viewer: Viewer, references: Iterable[str]) -> list[Participation]:
    """The people with these references whom the viewer may see, by name."""
    rows = participations_for(viewer).filter(reference__in=list(references)[:MOST])
    return list(rows.order_by("participant__name_order", "pk"))


def whole_caseload(viewer: Viewer, worker: int) -> list[Participation]:
    """Everybody of the worker's at whom something waits, as far as the viewer may see them, by name."""
    rows = with_something_waiting(participations_for(viewer).filter(coordinator=worker))
    return list(rows.order_by("participant__name_order", "pk")[:MOST])


def possible_takers(rows: Collection[Participation]) -> dict[User, int]:
    """Who could have some of the people, today or from a later day, and how many each has already."""
    today = timezone.localdate()
    begin = (
        not_over().filter(role=Role.COORDINATOR, valid_from__gt=today).values_list("valid_from", flat=True)
    )
    found: dict[int, User] = {}
    for day in sorted({today, *begin}):
        found |= {one.user.pk: one.user for one in takers_on(day) if any(one.covers(row) for row in rows)}
    counts = _people_of(found)
    ordered = in_order(found.values(), lambda user: f"{user.last_name} {user.first_name}")
    return {user: counts.get(user.pk, 0) for user in ordered}


def _people_of(workers: Collection[int]) -> dict[int, int]:
    """How many people with something that waits each worker has."""
    people = with_something_waiting(Participation.objects.filter(coordinator__in=workers)).order_by()
    return dict(people.values_list("coordinator").annotate(number=Count("pk")))


@dataclass(frozen=True)
class Colleague:
    """A worker as the list of workers tells of them."""

    user: User
    held: list[Assignment]
    people: int
    last_day: date | None
    may_arrange: bool
    may_end: bool

    @property
    def stand_in(self) -> Assignment | None:
        """Who stands in for them, now or soon."""
        today = timezone.localdate()
        return next(
            (
                one
                for one in self.held
                if one.substitute_id and one.substitute_until and one.substitute_until >= today
            ),
            None,
        )


def colleagues(viewer: Viewer) -> list[Colleague]:
    """Workers of the viewer's area with their roles, by name; and what the viewer may arrange for each."""
    rows = not_over().filter(role__in=LISTED, user__is_active=True, user__is_superuser=False)
    held: dict[int, list[Assignment]] = {}
    users: dict[int, User] = {}
    for one in rows.select_related("user", "substitute", "municipality", "service_area").order_by(
        "role", "pk"
    ):
        if _meets(viewer, one) or one.user_id == viewer.pk:
            held.setdefault(one.user_id, []).append(one)
            users[one.user_id] = one.user
    days = last_days(users)
    counts = _people_of(users)
    ordered = in_order(users.values(), lambda user: f"{user.last_name} {user.first_name}")
    return [
        Colleague(
            user,
            held[user.pk],
            counts.get(user.pk, 0),
            days.get(user.pk),
            may_arrange_for(viewer, user, held[user.pk]),
            manages_work_of(viewer, held[user.pk]),
        )
        for user in ordered
    ]


def colleague_for(viewer: Viewer, pk: int) -> Colleague:
    """The worker in the viewer's area; 404 when there is none."""
    found = next((one for one in colleagues(viewer) if one.user.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _meets(viewer: Viewer, one: Assignment) -> bool:
    """Whether the role is over something of the viewer's area."""
    area = scope_of(viewer).municipalities(*COORDINATING, Role.MANAGER)
    if area is None or (one.municipality_id is None and one.service_area_id is None):
        return True
    if one.municipality_id:
        return one.municipality_id in area
    return bool(
        one.service_area and area & set(one.service_area.municipalities.values_list("code", flat=True))
    )
