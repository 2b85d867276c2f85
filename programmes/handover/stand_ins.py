"""Who stands in for a worker, from a day until a day: their turns move over and back by the clock."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import BY_AREA, COORDINATING, Role
from accounts.selectors import forget_scope
from accounts.services import set_substitute
from audit.grouping import as_one
from audit.models import Event
from programmes.handover.leaving import not_over
from programmes.telling import enqueue_messages
from programmes.who_may import takers_on
from workflow.locks import lock_all

LONGEST = timedelta(days=366)
STOOD_IN = sorted({*BY_AREA, Role.INSTRUCTOR} - {Role.EDITOR, Role.PUBLISHER})
STANDING_IN = (*sorted(COORDINATING), Role.MANAGER, Role.REFERRER, Role.INSTRUCTOR)


def possible(worker: User, day: date) -> list[User]:
    """Who could stand in for the worker: who holds a like role on the day, colleagues of their kind first."""
    mine = set(not_over().filter(user=worker, role__in=STOOD_IN).values_list("role", flat=True))
    kinds = set(COORDINATING | {Role.MANAGER}) if mine & {*COORDINATING, Role.MANAGER} else mine
    found: dict[int, User] = {}
    for role in (one for one in STANDING_IN if one in kinds):
        found |= {taker.user.pk: taker.user for taker in takers_on(day, role) if taker.user.pk != worker.pk}
    return list(found.values())


@as_one()
def name_stand_in(worker: User, who: User, *, first: date, last: date, by: User) -> None:
    """From the first day to the last `who` has the worker's turns, in every role by area; who it is hears so.

    Raises ValidationError for days the wrong way round, past or longer than a year, and where `who` is away
    or has left by then.
    """
    today = timezone.localdate()
    if last < first:
        raise ValidationError({"last": _("The last day is before the first.")})
    if last < today or last > today + LONGEST:
        raise ValidationError({"last": _("The last day is today or within a year.")})
    if all(who.pk != one.pk for one in possible(worker, last)):
        raise ValidationError({"who": _("This worker has no such role on the last day.")})
    away = not_over().filter(user=who, substitute__isnull=False, substitute_from__lte=last)
    if away.filter(substitute_until__gte=first).exists():
        raise ValidationError({"who": _("They are away themselves on some of these days.")})
    for one in lock_all(not_over().filter(user=worker, role__in=STOOD_IN)):
        set_substitute(one, who, from_=first, until=last, by=by)
    forget_scope(worker)
    _tell(worker)


@as_one()
def nobody_stands_in(worker: User, *, by: User) -> None:
    """The worker's turns are their own again."""
    for one in lock_all(not_over().filter(user=worker, role__in=STOOD_IN, substitute__isnull=False)):
        set_substitute(one, None, by=by)
    forget_scope(worker)


def _tell(worker: User) -> None:
    event = Event.objects.filter(verb="role.substituted", object_type="user", object_id=worker.pk).last()
    if event is not None:
        enqueue_messages(event, worker)
