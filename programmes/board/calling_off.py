"""A meeting is called off: everybody who would come is told, and their day stands as called off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.grouping import as_one
from audit.models import Event
from audit.services import record
from notifications.services import cancel_for
from programmes.placements.attendance.calendar import is_inside
from programmes.placements.attendance.selectors import LIVES
from programmes.placements.attendance.services import Tick, tell_week
from programmes.placements.codes import DayKind
from programmes.placements.models import AttendanceDay, AttendanceMonth, Session, SessionSeat
from programmes.placements.sessions import comes, planned_from
from programmes.placements.states import CHANGEABLE, SessionState
from programmes.telling import enqueue_correction, enqueue_messages
from workflow.engine import apply
from workflow.errors import CannotUndo
from workflow.locks import lock, lock_all
from workflow.notes import keep_note

LOOKED_BACK = timedelta(days=14)


def seats_of(session: Session) -> list[SessionSeat]:
    """Who would come to the meeting."""
    rows = SessionSeat.objects.filter(comes(), session=session).order_by("pk")
    return list(rows.select_related("session", "placement__participation__participant__user"))


@as_one()
def call_off(session: Session, *, by: User, **fields: Any) -> Event:
    """The meeting is not held; each who would come has a message of their own by their channel.

    One undo takes back the act and every message. Their days are written when the day has come
    (`settle_called_off`), so that a call-off which is taken back leaves no trace in them.
    """
    lock(session)
    seats = seats_of(session)
    event = apply(session, "cancel", by=by, seated=len(seats), **fields)
    if not event.is_new:  # the same form once more
        return event
    for seat in seats:
        told: dict[str, Any] = {"day": session.on.isoformat(), "consequence_of": event.pk}
        if session.reason and (why := session.reason.told_in_all):
            told["why"] = why
        told_off = record("seat.called_off", seat, by=by, data=told)
        keep_note(told_off)
        enqueue_messages(told_off, seat)
    return event


def settle_called_off() -> int:
    """Whose meeting was called off, and the day has come: the day says so in their days and hours, unless it
    says something already or they came to another meeting. How many days were written."""
    today = timezone.localdate()
    before = timezone.now() - timedelta(minutes=settings.OUTBOX_HOLD_MINUTES)
    rows = SessionSeat.objects.filter(
        comes(),
        session__state=SessionState.CANCELLED,
        session__on__lte=today,
        session__on__gte=today - LOOKED_BACK,
        session__state_since__lte=before,
        placement__state__in=sorted(LIVES),
    ).select_related("session", "placement__participation__participant", "placement__intake__environment")
    found = {(seat.placement_id, seat.session.on): seat for seat in rows.order_by("pk")}
    if not found:
        return 0
    places = {pk for pk, _on in found}
    first = min(on for _pk, on in found)
    told = AttendanceDay.objects.filter(month__placement__in=places, on__gte=first)
    done = set(told.values_list("month__placement", "on"))
    held = planned_from(first).filter(seated__placement__in=places)
    done |= set(held.values_list("seated__placement", "on"))
    return sum(
        _settle(seat)
        for key, seat in sorted(found.items())
        if key not in done and is_inside(seat.placement, seat.session.on)
    )


def _settle(seat: SessionSeat) -> int:
    tick = {seat.placement: [Tick(seat.session.on, DayKind.CANCELLED)]}
    last = Event.objects.filter(
        verb="session.cancelled", object_type="session", object_id=seat.session_id
    ).order_by("-pk")
    event = last.select_related("actor").first()
    try:
        return tell_week(tick, by=event.actor if event else None, seen=None).days
    except (PermissionDenied, ValidationError):  # the role is over, or the month is sent: somebody tells it
        return 0


def held_after_all(row: Any, *, undone: Event, **_told: Any) -> None:
    """A meeting that is held after all: nobody is told otherwise, and no day says that it was called off.

    Raises CannotUndo where the days of a month are with a worker already.
    """
    if not isinstance(row, Session) or undone.to_state != SessionState.CANCELLED:
        return
    _take_days_back(row)
    told = Event.objects.filter(undoes__group=undone.group, undoes__verb="seat.called_off")
    for taken_back in told.select_related("undoes") if undone.group else ():
        _taken, gone = cancel_for(taken_back.undoes)  # type: ignore[arg-type]
        for message in gone:
            enqueue_correction(taken_back, message)


def nothing_else_meets(events: Sequence[Event]) -> None:
    """Raises CannotUndo when the group meets otherwise now, at the time of a meeting that was called off."""
    keys = [one.object_id for one in events if one.verb == "session.cancelled"]
    for row in Session.objects.filter(pk__in=keys):
        same_time = planned_from(row.on).filter(
            intake=row.intake_id, on=row.on, starts_at__lt=row.ends_at, ends_at__gt=row.starts_at
        )
        if same_time.exists():
            raise CannotUndo(_("the group meets otherwise at that time"), row)


def _take_days_back(session: Session) -> None:
    days = AttendanceDay.objects.filter(
        on=session.on, kind=DayKind.CANCELLED, month__placement__session_seats__session=session
    )
    keys = list(days.values_list("month", flat=True).distinct())
    months = lock_all(AttendanceMonth.objects.filter(pk__in=keys))
    if any(month.state not in CHANGEABLE for month in months):
        raise CannotUndo(_("the days of somebody's month have been sent"))
    AttendanceDay.objects.filter(on=session.on, kind=DayKind.CANCELLED, month__in=keys).delete()
