"""Batches are done row by row, each row in a transaction of its own, by whoever has time.

The request that began one does its first moment, the worker the rest. Nobody waits for more than one row of
it (decision 0128).
"""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import OperationalError
from django.db.models import Q
from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from audit.grouping import as_one
from audit.models import Event
from audit.selectors import newest_about
from programmes.participants.selectors import participations_for
from programmes.workspace.batches.acts import ACTS
from programmes.workspace.batches.making import UNDO, form_of
from programmes.workspace.models import Batch, BatchRow
from workflow.errors import CannotUndo, OutOfTurn
from workflow.locks import lock, lock_all
from workflow.undo import undo

log = logging.getLogger("valityo.batches")
CLAIM = timedelta(seconds=30)  # after so long without a row somebody else goes on
AT_ONCE = 10
A_MOMENT = 1.0  # seconds
WAITS, DONE, NOT_DONE = BatchRow.Became.WAITS, BatchRow.Became.DONE, BatchRow.Became.NOT_DONE


class NotDoneError(Exception):
    """The row is left as it is, for the reason given."""


def run_due() -> bool:
    """Batches that are under way have gone on for a moment; whether there is more to do."""
    batches = list(Batch.objects.filter(state=Batch.State.QUEUED).order_by("pk")[:AT_ONCE])
    more = [go_on(batch) for batch in batches]
    return any(more)


def go_on(batch: Batch, seconds: float = A_MOMENT) -> bool:
    """The batch has gone on for so long at most, unless somebody is at it; whether there is more to do."""
    if not _claimed(batch):
        return False
    until = time.monotonic() + seconds
    with translation.override(batch.language):
        more = True
        while more and time.monotonic() < until:
            more = _next_rows(batch, until)
    free: dict[str, Any] = {"claimed_until": None}
    if not more:
        free |= {"state": Batch.State.DONE, "done_at": timezone.now()}
    Batch.objects.filter(pk=batch.pk).update(**free)
    return more


def _claimed(batch: Batch) -> bool:
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    waiting = Batch.objects.filter(free, pk=batch.pk, state=Batch.State.QUEUED)
    return bool(waiting.update(claimed_until=now + CLAIM))


def _next_rows(batch: Batch, until: float) -> bool:
    """The next few rows are done; false when none is left. Who acts is read anew: a role may have ended."""
    Batch.objects.filter(pk=batch.pk).update(claimed_until=timezone.now() + CLAIM)
    rows = list(BatchRow.objects.filter(batch=batch, became=WAITS)[:AT_ONCE])
    by = User.objects.get(pk=batch.by_id)
    values = {} if batch.act == UNDO else _values(batch, by)
    for row in rows:
        if time.monotonic() > until:
            return True
        _do(batch, row, by, values)
    return len(rows) == AT_ONCE


def _values(batch: Batch, by: User) -> dict[str, Any] | None:
    """What was asked, as it holds now; None when it does not hold any more."""
    batch.refresh_from_db(fields=["asked", "state"])
    form = form_of(batch, by)
    return form.cleaned_data if form.is_valid() else None


def _do(batch: Batch, row: BatchRow, by: User, values: dict[str, Any] | None) -> None:
    """The row is done, and says so in the same transaction; or nothing of it is, and it says why."""
    try:
        with as_one():
            if not lock_all(BatchRow.objects.filter(pk=row.pk, became=WAITS)):
                return  # somebody else has done it
            event = _event_of(batch, row, by, values)
            BatchRow.objects.filter(pk=row.pk).update(became=DONE, event=event.pk)
    except OperationalError:
        raise
    except Exception as stop:
        why = _why(stop)
        BatchRow.objects.filter(pk=row.pk, became=WAITS).update(became=NOT_DONE, why=why)


def _event_of(batch: Batch, row: BatchRow, by: User, values: dict[str, Any] | None) -> Event:
    person = participations_for(by).filter(pk=row.participation_id).first()
    if person is None:
        raise NotDoneError(_("The person is not among those you see any more."))
    if batch.act == UNDO:
        return undo(person, Event.objects.get(pk=row.event), by=by).events[0]
    if values is None:
        raise NotDoneError(_("What was asked does not hold any more. Begin again."))
    act = ACTS[batch.act]
    lock(person)
    if act.minds_changes and newest_about("participation", [person.pk]).get(person.pk, 0) != row.seen:
        raise NotDoneError(_("Somebody has acted on the person meanwhile. Look at their page first."))
    if why := act.left_out(person, by):
        raise NotDoneError(why)
    return act.do(person, by, values)


def _why(stop: Exception) -> str:
    """The reason in words for whoever reads the report; what nobody foresaw goes to the log too."""
    if isinstance(stop, NotDoneError):
        return str(stop)
    if isinstance(stop, ValidationError):
        return " ".join(stop.messages)
    if isinstance(stop, CannotUndo):
        return _("This can no longer be taken back: %(why)s.") % {"why": stop.why}
    if isinstance(stop, OutOfTurn):
        return _("Somebody has acted on the person meanwhile. Look at their page first.")
    if isinstance(stop, PermissionDenied):
        return _("You may not do this to the person any more.")
    if isinstance(stop, ObjectDoesNotExist | Http404):
        return _("The person is not among those you see any more.")
    log.error("a row of a batch failed: %s", type(stop).__name__, exc_info=stop)
    return _("The service could not do this. Try again, or do it on the person's own page.")
