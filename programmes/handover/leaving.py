"""A worker's last day: until when they work, and what would be nobody's the day after."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment, User
from accounts.roles import STAFF, Role
from accounts.selectors import forget_scope
from accounts.services import end_assignment, set_substitute
from areas.models import Municipality
from areas.selectors import municipalities
from audit.grouping import as_one
from programmes.who_may import takers_on
from workflow.locks import lock_all

A_DAY = timedelta(days=1)


def standing(worker: User) -> list[Assignment]:
    """The roles of staff that the worker holds today or later."""
    rows = not_over().filter(user=worker, role__in=sorted(STAFF))
    return list(rows.select_related("municipality", "service_area", "substitute").order_by("role", "pk"))


def not_over() -> Any:
    """Roles whose last day is today or later, or that have none."""
    return Assignment.objects.filter(Q(valid_until=None) | Q(valid_until__gte=timezone.localdate()))


def last_days(workers: Collection[int] | None = None) -> dict[int, date]:
    """Of workers who leave, their last day: every role of staff that they hold has an end."""
    rows = not_over().filter(role__in=sorted(STAFF), user__is_active=True)
    rows = rows if workers is None else rows.filter(user__in=workers)
    ends = (
        rows.order_by()
        .values("user")
        .annotate(without_end=Count("pk", filter=Q(valid_until=None)), last=Max("valid_until"))
    )
    return {row["user"]: row["last"] for row in ends if not row["without_end"]}


@as_one()
def set_last_day(worker: User, day: date | None, *, by: User) -> None:
    """The worker's roles end on the day, and nobody counts on them after it; with None they stay after all.

    Raises ValidationError for a day that has passed, a role that begins later, or the last manager.
    """
    known = last_days([worker.pk]).get(worker.pk)
    held = lock_all(not_over().filter(user=worker, role__in=sorted(STAFF)))
    if day is None:
        for one in held:
            if one.valid_until == known:
                end_assignment(one, on=None, by=by)
        return
    if day < timezone.localdate():
        raise ValidationError({"day": _("The day has already passed.")})
    if any(one.valid_from > day for one in held):
        raise ValidationError({"day": _("The worker has a role that begins after this day.")})
    if left_without(Role.MANAGER, worker, day):
        raise ValidationError(
            {"day": _("Name another manager first: nobody would see who is left without a worker.")}
        )
    for one in held:
        if one.valid_until is None or one.valid_until > day or one.valid_until == known:
            end_assignment(one, on=day, by=by)
    _stand_in_no_longer(worker, day, by)
    forget_scope(worker)


def _stand_in_no_longer(worker: User, day: date, by: User) -> None:
    """For whomever they were to stand in after their last day, they do not."""
    promised = not_over().filter(substitute=worker, substitute_until__gt=day)
    for one in promised.select_related("user"):
        from_ = one.substitute_from
        if from_ and from_ <= day:
            set_substitute(one, worker, from_=from_, until=day, by=by)
        else:
            set_substitute(one, None, by=by)


def left_without(role: str, worker: User, day: date) -> list[Municipality]:
    """The municipalities of the area over which nobody but the worker holds the role after the day."""
    after = [one for one in takers_on(day + A_DAY, role) if one.user.pk != worker.pk]
    before = [one for one in takers_on(timezone.localdate(), role) if one.user.pk == worker.pk]
    if not before:
        return []
    return [town for town in municipalities() if _covers(before, town) and not _covers(after, town)]


def _covers(people: Collection[Any], town: Municipality) -> bool:
    return any(one.towns is None or town.code in one.towns for one in people)


def towns_to_be_empty(days: Collection[date]) -> list[tuple[Municipality, date]]:
    """Municipalities that nobody coordinates today, or from the morning after one of the days on."""
    found: dict[str, tuple[Municipality, date]] = {}
    towns = municipalities()
    for day in sorted({timezone.localdate(), *(one + A_DAY for one in days)}):
        people = takers_on(day)
        for town in towns:
            if town.code not in found and not _covers(people, town):
                found[town.code] = (town, day)
    return list(found.values())


def alone_without_stand_in() -> list[tuple[User, list[Municipality]]]:
    """Workers who are the only coordinator of a municipality, with no stand-in named today or later."""
    today = timezone.localdate()
    people = takers_on(today)
    named = set(
        not_over()
        .filter(role=Role.COORDINATOR, substitute__is_active=True, substitute_until__gte=today)
        .values_list("user", flat=True)
    )
    alone: dict[int, tuple[User, list[Municipality]]] = {}
    for town in municipalities():
        here = [one.user for one in people if one.towns is None or town.code in one.towns]
        if len(here) == 1 and here[0].pk not in named:
            alone.setdefault(here[0].pk, (here[0], []))[1].append(town)
    return list(alone.values())
