"""People go from one worker to another: now, or on a day that comes; each with a letter.

A handover (`batch`) is a row for each person. The rows are written first, all at once; then each person moves
by themselves, so that nobody else's act waits for the whole of it, and what could not move is told with its
reason. Whatever is left when the machine stops half-way is done by `maintain`. The events are one group.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.grouping import as_one, in_parts
from audit.models import Event
from audit.services import record
from notifications.services import cancel_for
from programmes.assessments.models import WorkAbilityAssessment
from programmes.assessments.states import LIVE as ASSESSED
from programmes.handover.waiting import with_something_waiting
from programmes.participants.models import NextStep, Participation, WhyLeft, WorkerChange
from programmes.participants.models.worker_change import WAITS
from programmes.participants.states import OPEN
from programmes.telling import enqueue_correction, enqueue_messages
from programmes.who_may import Taker, takers_on
from workflow.locks import lock, lock_all
from workflow.models import new_reference
from workflow.notes import change_beside, keep_note

FURTHEST = timedelta(days=366)
HANDED, PLANNED, CALLED_OFF = (
    "participation.handed_over",
    "participation.handover_planned",
    "participation.handover_called_off",
)


def hand_over(
    rows: Collection[Participation],
    *,
    to: User,
    by: User,
    on: date | None = None,
    greeting: str = "",
    batch: str = "",
) -> str:
    """Each of the people has the new worker, or will have on the day; answers the batch, which tells of each.

    rows: participations that `by` may see. on: today when not given. batch: the token of the form; sent
    again, it is the first handover. Raises ValidationError when nobody of them can become `to`'s on the day.
    """
    today = timezone.localdate()
    day, batch = on or today, batch or new_reference()
    if not today <= day <= today + FURTHEST:
        raise ValidationError({"on": _("The day is today or within a year.")})
    if WorkerChange.objects.filter(batch=batch, made_by=by).exists():
        return batch
    taker = next((one for one in takers_on(day) if one.user.pk == to.pk), None)
    if taker is None:
        raise ValidationError({"to": _("This worker coordinates nowhere on that day.")})
    reasons = {row.pk: why_not(row, taker, by) for row in rows}
    if rows and not any(taker.covers(row) for row in rows):
        raise ValidationError({"to": WhyLeft.OUT_OF_AREA.label})
    try:
        with transaction.atomic():
            made = [
                WorkerChange(
                    batch=batch,
                    participation=row,
                    from_worker=row.coordinator,
                    to_worker=to,
                    from_on=day,
                    greeting=greeting,
                    made_by=by,
                    left_because=reasons[row.pk],
                )
                for row in rows
            ]
            WorkerChange.objects.bulk_create(made)
    except IntegrityError:  # the same press a moment ago, or another handover of one of them
        if WorkerChange.objects.filter(batch=batch, made_by=by).exists():
            return batch
        raise ValidationError(WhyLeft.PLANNED.label) from None
    with in_parts():
        for change in made:
            if change.waits and day == today:
                carry_out(change, taker)
            elif change.waits:
                _tell_plan(change)
    return batch


def why_not(row: Participation, taker: Taker, by: User | None) -> str:
    """Why the person does not become the taker's; empty when they can. by: None when the day has come."""
    if by is not None and not by.has_perm("programmes.hand_over_participation", row):
        return WhyLeft.NOT_YOURS
    if row.coordinator_id == taker.user.pk:
        return WhyLeft.ALREADY
    if not taker.covers(row):
        return WhyLeft.OUT_OF_AREA
    if not taker.may_take(row):
        return WhyLeft.THEMSELF
    if by is not None and row.worker_changes.filter(WAITS).exists():
        return WhyLeft.PLANNED
    known = Participation.objects.filter(pk=row.pk)
    return "" if row.state in OPEN or with_something_waiting(known).exists() else WhyLeft.OVER


@transaction.atomic
def _tell_plan(change: WorkerChange) -> None:
    """The person and the new worker hear which day it will be."""
    row = change.participation
    lock(row)
    data = {"batch": change.batch, "day": change.from_on.isoformat()}
    event = record(PLANNED, row, by=change.made_by, data=data, held=True)
    keep_note(event)
    enqueue_messages(event, row)


@transaction.atomic
def carry_out(change: WorkerChange, taker: Taker | None) -> Event | None:
    """The person has the new worker, with what was the old one's at them; None where it is left, with why.

    taker: the new worker as of today, where they coordinate today.
    """
    row, to = change.participation, change.to_worker
    lock(row)
    stands = lock_all(WorkerChange.objects.filter(WAITS, pk=change.pk))
    if not stands:
        return None
    why = WhyLeft.OUT_OF_AREA if taker is None else why_not(row, taker, None)
    if row.coordinator_id != change.from_worker_id:
        why = WhyLeft.ALREADY if to and row.coordinator_id == to.pk else WhyLeft.OTHER_WORKER
    if why or to is None:
        WorkerChange.objects.filter(pk=change.pk).update(left_because=why)
        change.left_because = why
        return None
    event = record(HANDED, row, by=change.made_by, data={"batch": change.batch}, held=True)
    keep_note(event, before={"coordinator_id": row.coordinator_id})
    row.coordinator = to
    row.save(update_fields=["coordinator"])
    if change.from_worker_id:
        _with_it(event, row, change.from_worker_id, to)
    change.done_at = timezone.now()
    change.save(update_fields=["done_at"])
    enqueue_messages(event, row)
    return event


def _with_it(event: Event, row: Participation, former: int, to: User) -> None:
    """What was the former worker's at this person is the new one's."""
    change_beside(
        event, NextStep.objects.filter(participation=row, done_on=None, owner=former), owner_id=to.pk
    )
    theirs = WorkAbilityAssessment.objects.filter(
        participation=row, worker=former, state__in=sorted(ASSESSED)
    )
    for assessment in theirs:
        if to.has_perm("programmes.assess", assessment):
            change_beside(event, theirs.filter(pk=assessment.pk), worker_id=to.pk)


@as_one()
def call_off(batch: str, *, by: User) -> int:
    """What of the handover is still to come does not come, for those of its people whom `by` may hand over;
    whoever has read of it hears so. How many."""
    every = WorkerChange.objects.filter(WAITS, batch=batch).select_related("participation__participant")
    waiting = [one for one in every if by.has_perm("programmes.hand_over_participation", one.participation)]
    rows = waiting
    lock(*[change.participation for change in rows])
    theirs = WorkerChange.objects.filter(WAITS, pk__in=[change.pk for change in rows])
    stands = {change.pk for change in lock_all(theirs)}
    for change in rows:
        if change.pk in stands:
            event = record(CALLED_OFF, change.participation, by=by, data={"batch": batch}, held=True)
            _tell_off(change, event)
    return WorkerChange.objects.filter(pk__in=stands).update(called_off_at=timezone.now())


def _tell_off(change: WorkerChange, event: Event) -> None:
    planned = Event.objects.filter(
        verb=PLANNED, object_type="participation", object_id=change.participation_id, data__batch=change.batch
    )
    for told in planned:
        _taken, gone = cancel_for(told)
        for message in gone:
            enqueue_correction(event, message)


def carry_out_due() -> int:
    """Handovers whose day has come are done, each person by themselves; how many people moved."""
    due = WorkerChange.objects.filter(WAITS, from_on__lte=timezone.localdate())
    due = due.select_related("participation__participant", "to_worker", "made_by").order_by("batch", "pk")
    groups: dict[str, list[WorkerChange]] = {}
    for change in due:
        groups.setdefault(change.batch, []).append(change)
    takers = {taker.user.pk: taker for taker in takers_on(timezone.localdate())} if groups else {}
    moved = 0
    for changes in groups.values():
        with in_parts():
            done = [carry_out(change, takers.get(change.to_worker_id or 0)) for change in changes]
        moved += sum(1 for event in done if event is not None)
    return moved


def taken_back(row: object, *, undone: Event, **_told: object) -> None:
    """An undone handover, or plan of one, is called off: nobody does it again when its day comes."""
    if undone.verb in {HANDED, PLANNED} and isinstance(row, Participation):
        changes = WorkerChange.objects.filter(batch=undone.data.get("batch", ""), participation=row)
        changes.filter(called_off_at=None).update(called_off_at=timezone.now())


def first_event(batch: str) -> Event | None:
    """The newest press of the handover, by one of its events: the button that takes it back stands on it."""
    people = WorkerChange.objects.filter(batch=batch).exclude(left_because=WhyLeft.NOT_YOURS)
    keys = list(people.values_list("participation_id", flat=True)[:1])
    events = Event.objects.filter(object_type="participation", object_id__in=keys, data__batch=batch)
    return events.filter(verb__in=[HANDED, PLANNED], undone_by=None).order_by("-pk").first()
