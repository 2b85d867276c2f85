"""Months come to be: with the first day that is told, or on their first day for who is in a place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from audit.services import append, new_event
from programmes.placements.attendance.calendar import first_of_month
from programmes.placements.models import AttendanceMonth, Placement
from programmes.placements.states import RUNNING, PlacementState
from programmes.turns import due_on
from workflow.locks import lock_all

AT_ONCE = 200


def make_months(wanted: Sequence[tuple[Placement, date]], *, by: User | None) -> list[AttendanceMonth]:
    """The months stand open, one event each. The placements are locked by whoever asks."""
    months = [AttendanceMonth(placement=placement, month=month) for placement, month in wanted]
    for month in months:
        month.due_on = due_on("attendance", month, month.first_day)
    AttendanceMonth.objects.bulk_create(months)
    append(
        [
            new_event(
                "attendance.opened",
                month,
                by=by,
                on=timezone.localdate(),
                to_state=month.state,
                data={"month": month.month.isoformat()},
            )
            for month in months
        ]
    )
    return months


def open_months() -> int:
    """Everyone who is in a place today has a month to be told; answers how many were made."""
    month = first_of_month(timezone.localdate())
    has_it = Exists(AttendanceMonth.objects.filter(placement=OuterRef("pk"), month=month))
    last = Q(ends_on=None) | Q(ends_on__gte=month)
    at_work = sorted(RUNNING - {PlacementState.PAUSED})  # after a break its month is made as it goes on
    rows = Placement.objects.filter(~has_it, last, state__in=at_work, starts_on__isnull=False)
    made = 0
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic():
            placements = lock_all(rows.filter(pk__in=keys[start : start + AT_ONCE]))
            made += len(make_months([(placement, month) for placement in placements], by=None))
    return made
