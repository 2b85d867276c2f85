"""A visit is asked for, arranged, moved, called off, held: whoever takes part hears of it (decision 0091)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from areas.working_days import add_working_days, working_days_between
from audit.models import Event
from audit.services import record
from programmes.placements.codes import VISIT_AHEAD, Party, VisitState
from programmes.placements.models import Placement, Visit
from programmes.placements.states import FACTS, LIVE, MAY_VISIT
from programmes.telling import enqueue_messages
from workflow.engine import first_time
from workflow.locks import lock
from workflow.registry import machine_of

TOO_LATE = _("A visit is asked for before the place is chosen. Talk with the worker.")
OVER = _("Nothing comes of this visit any more.")


@transaction.atomic
def ask_for_visit(
    placement: Placement,
    *,
    by: User,
    party: str,
    wish: str = "",
    shown: Iterable[str] = (),
    words: str = "",
    on_word: str = "",
) -> Visit:
    """The worker has it to arrange, and the clock of the answer stands still; asked for twice it is one.

    Raises ValidationError when the place is chosen already, or nothing came of it.
    """
    lock(placement)
    if not by.has_perm("programmes.ask_for_visit", placement):
        raise PermissionDenied
    if placement.state not in MAY_VISIT:
        raise ValidationError(TOO_LATE)
    if (known := ahead_of(placement)) is not None:
        return known
    visit = Visit(
        placement=placement, asked_by=party, on_word=on_word, wish=wish, shown=list(shown), words=words
    )
    _stop_the_clock(visit)
    visit.full_clean()
    visit.save()
    _clock(placement, VisitState.ASKED, None, machine_of(placement).due_on)
    event = record(
        "placement.visit_asked",
        placement,
        by=by,
        on_word=on_word,
        data={"visit": visit.reference, "party": party},
    )
    enqueue_messages(event, placement, verb=f"placement.visit_asked_by_{party}")
    return visit


@transaction.atomic
def arrange_visit(
    placement: Placement, *, by: User, starts_at: datetime, token: str = "", **told: Any
) -> Event:
    """The visit has its time, or another one than before; the person and the workplace hear of it.

    token: of the form; one that comes twice is one act.
    told: `minutes`, `meets`, `meet_at`, `ride`, `ride_words`. Raises ValidationError: the time has passed, or
    the suggestion is over.
    """
    lock(placement)
    if not by.has_perm("programmes.arrange_visit", placement):
        raise PermissionDenied
    if (known := first_time(token, Placement)) is not None:
        return known
    if starts_at <= timezone.now():
        raise ValidationError({"on": _("The time has passed. Choose one that is still to come.")})
    visit = ahead_of(placement)
    if placement.state not in (LIVE if visit else MAY_VISIT):
        raise ValidationError(TOO_LATE)
    if visit is None:
        visit = Visit(placement=placement, asked_by=Party.AREA)
        _stop_the_clock(visit)
    moved = visit.state == VisitState.AGREED
    visit.state, visit.starts_at, visit.reminded_on = VisitState.AGREED, starts_at, None
    for name, value in told.items():
        setattr(visit, name, value)
    _changed(visit)
    day = timezone.localdate(starts_at)
    _clock(placement, VisitState.AGREED, day, lambda row, _today: _resumed(row, visit, day))
    told_of = {"visit": visit.reference, "at": starts_at.isoformat()}
    event = record(
        "placement.visit_moved" if moved else "placement.visit_agreed",
        placement,
        by=by,
        data=told_of,
        token=token or None,
    )
    enqueue_messages(event, placement)
    return event


@transaction.atomic
def ask_for_another_time(visit: Visit, *, by: User, party: str, wish: str) -> None:
    """The time does not suit: the worker looks for another one, and nobody comes at the old one."""
    row = _held(visit, by, {VisitState.AGREED})
    row.state, row.wish = VisitState.ASKED, wish
    _stop_the_clock(row)
    _changed(row)
    _clock(row.placement, VisitState.ASKED, None, machine_of(row.placement).due_on)
    event = record(
        "placement.visit_asked",
        row.placement,
        by=by,
        data={"visit": row.reference, "party": party, "again": True},
    )
    enqueue_messages(event, row.placement, verb=f"placement.visit_time_does_not_suit_{party}")


@transaction.atomic
def call_off_visit(visit: Visit, *, by: User, party: str) -> None:
    """Nobody comes; the clock of the answer goes on from today. Whoever knew of the visit hears of it."""
    row = _held(visit, by, VISIT_AHEAD)
    knew = row.starts_at is not None
    row.state = VisitState.CANCELLED
    _changed(row)
    _go_on(row)
    event = record(
        "placement.visit_cancelled", row.placement, by=by, data={"visit": row.reference, "party": party}
    )
    enqueue_messages(event, row.placement, verb=f"placement.visit_cancelled_by_{party}" if knew else "-")


@transaction.atomic
def tell_how_it_was(visit: Visit, *, by: User, party: str, view: str, on_word: str = "") -> None:
    """The visit was held, and felt so to the one who tells; told again, the later word holds."""
    row = _held(visit, by, {VisitState.AGREED, VisitState.HELD, VisitState.MISSED})
    if not row.is_over:
        raise ValidationError(_("The visit has not been yet."))
    first = row.state != VisitState.HELD
    row.state = VisitState.HELD
    setattr(row, "own_view" if party == Party.PARTICIPANT else "host_view", view)
    _changed(row) if first else row.save()
    if first:
        _clock(row.placement, "", row.placement.visit_on, None)
    event = record(
        "placement.visit_held",
        row.placement,
        by=by,
        on_word=on_word,
        data={"visit": row.reference, "party": party, "view": view},
    )
    enqueue_messages(event, row.placement)


@transaction.atomic
def did_not_happen(visit: Visit, *, by: User, party: str) -> None:
    """Nobody met anybody: the worker hears of it and asks what to do; it is nobody's fault."""
    row = _held(visit, by, {VisitState.AGREED})
    if not row.is_over:
        raise ValidationError(_("The visit has not been yet."))
    row.state = VisitState.MISSED
    _changed(row)
    _clock(row.placement, "", row.placement.visit_on, None)
    event = record(
        "placement.visit_missed", row.placement, by=by, data={"visit": row.reference, "party": party}
    )
    enqueue_messages(event, row.placement)


def ahead_of(placement: Placement) -> Visit | None:
    """The visit that is to be arranged or to come."""
    return placement.visits.filter(state__in=sorted(VISIT_AHEAD)).first()


def _held(visit: Visit, by: User, states: Iterable[str]) -> Visit:
    """The visit as it stands now, with its placement held. Raises when it is over or not theirs."""
    placement = visit.placement
    lock(placement)
    row = Visit.objects.get(pk=visit.pk)
    row.placement = placement
    if not by.has_perm("programmes.change_visit", row):
        raise PermissionDenied
    if row.state not in states or row.has_fallen:
        raise ValidationError(OVER)
    return row


def _changed(visit: Visit) -> None:
    """The visit is saved, as something that calendars have to show anew."""
    visit.sequence += 1
    visit.changed_at = timezone.now()
    visit.full_clean()
    visit.save()


def _stop_the_clock(visit: Visit) -> None:
    """How many days were left to answer is kept, unless the clock stands still already."""
    placement, today = visit.placement, timezone.localdate()
    if placement.visit_ahead:
        return
    visit.stopped_in = placement.state
    due = placement.due_on or today
    working = FACTS[placement.state].day.counted == "working"
    visit.days_left = max(working_days_between(today, due) if working else (due - today).days, 0)


def _resumed(placement: Placement, visit: Visit, day: date) -> date | None:
    """The day to answer by, counted on from `day`: what was left, a day at least; anew in another state."""
    if visit.stopped_in != placement.state:
        return machine_of(placement).due_on(placement, day)
    left = max(visit.days_left, 1)
    if FACTS[placement.state].day.counted == "working":
        return add_working_days(day, left)
    return day + timedelta(days=left)


def _go_on(visit: Visit) -> None:
    """The clock goes on from today, without a visit ahead."""
    today = timezone.localdate()
    _clock(visit.placement, "", None, lambda row, _today: _resumed(row, visit, today))


def _clock(placement: Placement, ahead: str, on: date | None, due: Any) -> None:
    """The placement says what is ahead of it and by when it is whose turn; after the answers nothing changes.

    due: how the day is reckoned, of the placement and today; None leaves it.
    """
    placement.visit_ahead, placement.visit_on = ahead, on
    if due is not None and placement.state in MAY_VISIT:
        placement.due_on = due(placement, timezone.localdate())
    placement.save(update_fields=["visit_ahead", "visit_on", "due_on"])
