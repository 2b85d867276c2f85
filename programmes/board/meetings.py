"""Meetings of a group are made; people come to them on days of the week, never more than there are seats."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from areas.selectors import holiday_names
from areas.working_days import days_off
from audit.services import record
from programmes.catalogue.models import Intake, IntakeStatus
from programmes.placements.models import Placement, Session, SessionSeat
from programmes.placements.sessions import last_to_come, planned_from, seats_taken_at
from programmes.placements.states import HOLDS_SEAT, SessionState
from publicdata.version import public_has_changed
from ui.formats import day as in_words
from workflow.locks import lock, lock_all

A_DAY = timedelta(days=1)
LONGEST = timedelta(days=366)
NAMED_AT_MOST = 8


@dataclass(frozen=True)
class Made:
    """What making meetings has done: the rows, and the closed days among the days that were asked for."""

    sessions: list[Session]
    closed: list[date]


@transaction.atomic
def make_sessions(
    group: Intake,
    *,
    by: User,
    weekdays: Collection[int],
    starts_at: time,
    ends_at: time,
    first: date,
    last: date,
    seats: int | None = None,
    instructor: User | None = None,
) -> Made:
    """The group meets on these weekdays (Monday is 0) from `first` to `last`; closed days
    are left out.

    seats: those of the group where none are given. Raises ValidationError, by field, and nothing is made: it
    ends before it begins, the days are not the group's, or the group meets at the time already.
    """
    lock(group)
    if not by.has_perm("programmes.run_group", group):
        raise PermissionDenied
    _check(group, first, last, starts_at, ends_at, seats)
    asked = [day for day in _days(first, last) if day.weekday() in weekdays]
    closed = [day for day in asked if day in days_off()]
    days = [day for day in asked if day not in days_off()]
    if not days:
        raise ValidationError({"weekdays": _("There is no such day between the two days.")})
    _check_overlap(group, days, starts_at, ends_at)
    made = [
        Session(
            intake=group,
            on=day,
            starts_at=starts_at,
            ends_at=ends_at,
            seats=seats or group.seats,
            instructor=instructor,
        )
        for day in days
    ]
    Session.objects.bulk_create(made)
    told = {"from": days[0].isoformat(), "until": days[-1].isoformat(), "meetings": len(made)}
    record("session.made", group, by=by, data=told, held=True)
    public_has_changed(group.municipality_id)
    return Made(made, closed)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + A_DAY * n for n in range((last - first).days + 1))


def _check(group: Intake, first: date, last: date, starts_at: time, ends_at: time, seats: int | None) -> None:
    problems: dict[str, Any] = {}
    if group.status in {IntakeStatus.CANCELLED, IntakeStatus.FINISHED}:
        raise ValidationError(_("The group is over or was called off: it does not meet any more."))
    if ends_at <= starts_at:
        problems["ends_at"] = _("It ends before it begins. Look at the two times.")
    if first < group.starts_on:
        problems["first"] = _("The group begins on %(day)s.") % {"day": in_words(group.starts_on)}
    if last < first:
        problems["last"] = _("The last day is before the first.")
    elif group.ends_on and last > group.ends_on:
        problems["last"] = _("The group ends on %(day)s.") % {"day": in_words(group.ends_on)}
    elif last - first > LONGEST:
        problems["last"] = _("At most a year at a time.")
    if seats and seats > group.seats:
        problems["seats"] = _("The group has %(seats)s seats: a meeting cannot have more.") % {
            "seats": group.seats
        }
    if problems:
        raise ValidationError(problems)


def _check_overlap(group: Intake, days: Sequence[date], starts_at: time, ends_at: time) -> None:
    at_the_time = planned_from(days[0]).filter(
        intake=group, on__in=days, starts_at__lt=ends_at, ends_at__gt=starts_at
    )
    taken = sorted(set(at_the_time.values_list("on", flat=True)))
    if taken:
        words = _("The group meets at this time already: %(days)s. Choose other days or another time.")
        raise ValidationError({"starts_at": words % {"days": named(taken)}})


def named(days: Sequence[date]) -> str:
    """The days in words, so many as one reads; how many more there are."""
    words = ", ".join(in_words(day) for day in days[:NAMED_AT_MOST])
    more = len(days) - NAMED_AT_MOST
    return words if more <= 0 else str(_("%(days)s and %(number)s more") % {"days": words, "number": more})


def names_of(closed: Sequence[date]) -> str:
    """The closed days by day and by name, for the one who has made the meetings."""
    names = holiday_names(closed)
    return ", ".join(f"{in_words(day)} ({names[day]})" if day in names else in_words(day) for day in closed)


Slot = tuple[int, time]  # weekday and beginning


@dataclass(frozen=True)
class Put:
    """What putting somebody on days has done."""

    added: int
    left: int


@transaction.atomic
def put_on_days(placement: Placement, slots: Collection[Slot], *, by: User, first: date) -> Put:
    """From `first` on the person comes to the meetings of the group at these times of the week, and to no
    others; a meeting that is over stays as it was.

    Raises ValidationError, and nothing is changed: a meeting is full (its day is named), the place is over.
    """
    first = max(first, timezone.localdate())
    lock(placement)  # and above it the group: whoever makes, calls off or fills its meetings waits here
    group = placement.intake
    if group is None or not by.has_perm("programmes.run_group", group):
        raise PermissionDenied
    if placement.state not in HOLDS_SEAT:
        raise ValidationError(_("The person holds no seat in the group, so no days can be chosen."))
    last = last_to_come(placement)
    begins = max(first, placement.starts_on or first)
    sessions = lock_all(planned_from(first).filter(intake=group))
    wanted = {
        session.pk: session
        for session in sessions
        if (session.on.weekday(), session.starts_at) in slots
        and session.on >= begins
        and (last is None or session.on <= last)
    }
    if slots and not wanted:
        raise ValidationError(_("There is no such meeting in the days of the person's agreement."))
    seats = SessionSeat.objects.filter(placement=placement, session__in=sessions)
    has = dict(seats.values_list("session", "pk"))
    new = [session for key, session in wanted.items() if key not in has]
    _check_seats(new)
    gone = [pk for key, pk in has.items() if key not in wanted]
    SessionSeat.objects.filter(pk__in=gone).delete()
    SessionSeat.objects.bulk_create(SessionSeat(session=session, placement=placement) for session in new)
    if new or gone:
        told = {"from": first.isoformat(), "added": len(new), "left": len(gone)}
        record("placement.days_in_group", placement, by=by, data=told, held=True)
        public_has_changed(group.municipality_id)
    return Put(len(new), len(gone))


def _check_seats(sessions: Sequence[Session]) -> None:
    """The meetings, which are held, have a free seat each."""
    taken = seats_taken_at(sessions)
    full = sorted({session.on for session in sessions if taken[session.pk] >= session.seats})
    if full:
        words = _("Full: %(days)s. Nothing was changed. Choose another day of the week, or begin later.")
        raise ValidationError(words % {"days": named(full)})


def slots_of(placement: Placement) -> set[Slot]:
    """At which times of the week the person comes from today on."""
    coming = planned_from(timezone.localdate()).filter(seated__placement=placement)
    return {(on.weekday(), begins) for on, begins in coming.values_list("on", "starts_at")}


def slots_in(group: Intake) -> dict[Slot, time]:
    """The times of the week at which the group meets from today on, in order, each with its end."""
    coming = Session.objects.filter(
        intake=group, on__gte=timezone.localdate(), state=SessionState.PLANNED
    ).values_list("on", "starts_at", "ends_at")
    found = {(on.weekday(), begins): ends for on, begins, ends in coming}
    return dict(sorted(found.items()))
