"""The verbs of the tally: contacts at the service points are counted, and a mistake is taken off."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from audit.services import record
from programmes.servicepoints.codes import AnswerBy, VisitChannel, VisitKind
from programmes.servicepoints.models import Feedback, VisitTally
from workflow.engine import first_time
from workflow.locks import lock

COUNTED, TAKEN_OFF = "visittally.counted", "visittally.taken_off"
# By which way somebody was answered who had asked without an account.
ANSWERED_BY = {AnswerBy.PHONE: VisitChannel.PHONE, AnswerBy.EMAIL: VisitChannel.CHAT}


@transaction.atomic
def count_visits(tally: VisitTally, *, by: User, token: str | None = None) -> Event:
    """The contacts are counted, once however often the form is sent.

    Raises PermissionDenied out of the worker's municipalities, ValidationError for what cannot be counted.
    """
    if not by.has_perm("programmes.count_visits", tally):
        raise PermissionDenied
    if (known := first_time(token, VisitTally)) is not None:
        return known
    tally.by = by
    tally.full_clean()
    tally.save()
    return record(COUNTED, tally, by=by, on=tally.on, data=_told(tally), token=token)


@transaction.atomic
def take_off(tally: VisitTally, *, by: User) -> None:
    """What was counted by mistake is counted no more; the trail keeps that it was."""
    if not by.has_perm("programmes.take_off_visits", tally):
        raise PermissionDenied
    lock(tally)
    record(TAKEN_OFF, tally, by=by, data=_told(tally))
    tally.delete()


def count_answer(feedback: Feedback, *, by: User) -> None:
    """Who asked without an account and was answered is in the same tally as who came. Without a municipality
    nobody can say where."""
    if feedback.municipality_id is None or feedback.answer_by == AnswerBy.NONE:
        return
    tally = VisitTally(
        on=timezone.localdate(),
        municipality_id=feedback.municipality_id,
        channel=ANSWERED_BY[AnswerBy(feedback.answer_by)],
        kind=VisitKind.CUSTOMER,
        by=by,
    )
    tally.save()
    record(COUNTED, tally, by=by, on=tally.on, data=_told(tally))


def _told(tally: VisitTally) -> dict[str, str | int]:
    return {"channel": tally.channel, "kind": tally.kind, "topic": tally.topic, "count": tally.count}
