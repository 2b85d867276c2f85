"""Seats at the meetings of a group: who comes, and how many more can."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from programmes.placements.models import Placement, Session, SessionSeat
from programmes.placements.offered import MeetingTime
from programmes.placements.states import HOLDS_SEAT, LIVED, SessionState

MEETINGS_SHOWN = 5
# How far ahead the free seats of a group's meetings are told to readers.
WEEKS_TOLD = timedelta(weeks=4)


def comes() -> Q:
    """Seats of who comes: whoever's place has ended, or is to end before the day, has left them."""
    on = F("session__on")
    stands = Q(placement__state__in=sorted(HOLDS_SEAT | LIVED))
    return (
        stands
        & (Q(placement__ended_on=None) | Q(placement__ended_on__gte=on))
        & (Q(placement__ends_on=None) | Q(placement__ends_on__gte=on))
    )


def seats_taken_at(sessions: Iterable[Session]) -> dict[int, int]:
    """How many come to each of the meetings, by its key: one read for them all."""
    keys = [session.pk for session in sessions]
    rows = SessionSeat.objects.filter(comes(), session__in=keys).order_by().values_list("session")
    return dict.fromkeys(keys, 0) | dict(rows.annotate(Count("pk")))


def with_free_seats_at(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """The meetings with `free_seats`, never below zero."""
    seats = SessionSeat.objects.filter(comes(), session=OuterRef("pk")).order_by()
    taken = seats.values("session").annotate(taken=Count("pk")).values("taken")
    held = Coalesce(Subquery(taken, output_field=IntegerField()), 0)
    return sessions.annotate(free_seats=Greatest(F("seats") - held, 0))


def planned_from(day: date) -> QuerySet[Session]:
    """The meetings that are held on the day or later."""
    return Session.objects.filter(on__gte=day, state=SessionState.PLANNED)


def last_to_come(placement: Placement) -> date | None:
    """The last day on which the person comes to meetings; None where none is set."""
    return placement.ended_on or placement.ends_on


def leave_full_meetings(row: Any, **_told: Any) -> None:
    """A place that is taken up again after its end has back only those seats that are free still."""
    if not isinstance(row, Placement) or row.intake_id is None:
        return
    own = SessionSeat.objects.filter(comes(), placement=row)
    sessions = [seat.session for seat in own.select_related("session")]
    taken = seats_taken_at(sessions)
    over = [session.pk for session in sessions if taken[session.pk] > session.seats]
    if over:
        own.filter(session__in=over).delete()


def next_meetings(placements: Iterable[Placement]) -> list[Session]:
    """The next days in the group of these places; one that is called off stays among them, as such."""
    keys = SessionSeat.objects.filter(comes(), placement__in=[row.pk for row in placements]).values("session")
    rows = Session.objects.filter(pk__in=keys, on__gte=timezone.localdate()).select_related("reason")
    return list(rows.order_by("on", "starts_at", "pk")[:MEETINGS_SHOWN])


def meeting_times(groups: Iterable[Any]) -> dict[int, tuple[MeetingTime, ...]]:
    """When each of the groups meets in the coming weeks, with the seats that are free each time at
    that time of the week: one read for them all. A group without meetings is not named."""
    today = timezone.localdate()
    coming = planned_from(today).filter(intake__in=[group.pk for group in groups], on__lte=today + WEEKS_TOLD)
    read = with_free_seats_at(coming).order_by("on", "starts_at", "pk")
    least: dict[int, dict[tuple[int, time, time], int]] = {}
    for key, on, begins, ends, free in read.values_list("intake", "on", "starts_at", "ends_at", "free_seats"):
        times = least.setdefault(key, {})
        slot = (on.weekday(), begins, ends)
        times[slot] = min(times.get(slot, free), free)
    return {
        key: tuple(MeetingTime(*slot, free_seats=free) for slot, free in sorted(times.items()))
        for key, times in least.items()
    }


def room_in(group_free: int, times: Sequence[MeetingTime]) -> int:
    """How many more a group takes: no more than it has seats, nor than its roomiest time of the week has."""
    return min(group_free, max(one.free_seats for one in times)) if times else group_free
