"""Days that differ from the week: one span of them at a time for each point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from programmes.servicepoints.hours import Change, Slot
from programmes.servicepoints.models import HoursException, ServicePoint
from workflow.locks import lock_all

MOST_DAYS = 366


def changes_of(
    rows: Iterable[HoursException],
    week: Mapping[int, tuple[Slot, ...]],
    holidays: Mapping[date, str],
    first: date,
    last: date,
) -> dict[date, Change]:
    """What the rows say of each day from `first` to `last`.

    Hours that are given for one day hold for it, be it a Sunday. Hours that are given for many days hold for
    those on which the door is opened anyway: "9–12 in the summer" opens nothing on its Sundays and holidays.
    """
    changes: dict[date, Change] = {}
    for row in rows:
        slots = (Slot(row.opens, row.closes),) if row.opens is not None and row.closes is not None else ()
        change, many = Change(slots, row.reason), row.last != row.on
        for on in _days(max(first, row.on), min(last, row.last)):
            if not (many and slots) or (week.get(on.weekday()) and on not in holidays):
                changes[on] = change
    return changes


def clashing(
    points: Iterable[ServicePoint], first: date, last: date, besides: int | None = None
) -> QuerySet[HoursException]:
    """What already holds for one of the points on one of the days; the row `besides` does not count."""
    held = HoursException.objects.filter(point__in=list(points), cancelled=False, on__lte=last)
    return (
        held.annotate(_last=Coalesce("until", "on"))
        .filter(_last__gte=first)
        .exclude(pk=besides)
        .select_related("point")
        .order_by("point__name_order", "on")
    )


def clash_in_words(row: HoursException) -> str:
    """What stands in the way, and what to do about it."""
    told = {"point": row.point, "days": row.days, "why": row.reason_in_words}
    return (
        _("%(point)s has other hours already %(days)s: %(why)s. Change that row or choose other days.") % told
    )


def held_in_words(row: HoursException) -> str:
    """What holds already on days that all lie among others."""
    told = {"point": row.point, "days": row.days, "why": row.reason_in_words}
    return _("%(point)s has other hours already %(days)s: %(why)s.") % told


def coming(points: Iterable[ServicePoint], today: date) -> QuerySet[HoursException]:
    """What holds for the points now or later, the nearest first."""
    held = HoursException.objects.filter(Q(until__gte=today) | Q(until=None, on__gte=today))
    return held.filter(point__in=list(points), cancelled=False).select_related("point").order_by("on")


def lock_points(points: QuerySet[ServicePoint]) -> None:
    """Nobody else changes the days of the points until the transaction ends."""
    lock_all(points)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
