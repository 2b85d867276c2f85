"""What time drives around a first day and a visit: the word of the evening before, and "how did it go?"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from audit.services import record
from notifications.quiet import is_time_to_remind
from notifications.services import Recipient
from programmes.placements.codes import VisitState
from programmes.placements.first_day.card import first_day_of, has_been
from programmes.placements.models import Placement, Visit
from programmes.placements.states import LIVE, RUNNING, PlacementState
from programmes.recipients import asked_within_a_week, host_of, participant_of
from programmes.telling import enqueue_messages
from workflow.locks import lock

AFTER_WORK = 15
AHEAD = timedelta(days=7)
# A first day that nobody asked about within the week is not asked about any more.
ASK_WITHIN = timedelta(days=7)


def remind_of_tomorrow() -> int:
    """Whoever begins or visits tomorrow has been reminded this evening; whom a worker tells, by daylight on
    the last working day before. Answers how many."""
    now = timezone.localtime()
    today = now.date()
    begins = Placement.objects.filter(
        state=PlacementState.AGREED, starts_on__gt=today, starts_on__lte=today + AHEAD
    ).exclude(first_days__reminded_on__isnull=False)
    visits = Visit.objects.filter(
        state=VisitState.AGREED, starts_at__gt=now, starts_at__lte=now + AHEAD, reminded_on=None,
        placement__state__in=sorted(LIVE),
    )  # fmt: skip
    first_days = list(begins.order_by("pk").values_list("pk", flat=True))
    return sum(_remind_of_first_day(pk, now) for pk in first_days) + sum(
        _remind_of_visit(pk, now) for pk in list(visits.order_by("pk").values_list("pk", flat=True))
    )


def ask_about_first_days() -> int:
    """Both have been asked how the first day went, once, and nobody more than one question a week."""
    now = timezone.localtime()
    since = now.date() - ASK_WITHIN
    asked = Q(first_days__own_asked_on__isnull=False, first_days__host_asked_on__isnull=False)
    rows = Placement.objects.filter(state__in=sorted(RUNNING), started_on__gt=since).exclude(asked)
    return sum(_ask(pk, now) for pk in list(rows.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _remind_of_first_day(key: int, now: datetime) -> bool:
    placement = Placement.objects.get(pk=key)
    lock(placement)
    row = first_day_of(placement)
    stands = placement.state == PlacementState.AGREED and row.reminded_on is None
    if not stands or placement.starts_on is None or not _is_time(placement.starts_on, placement, now):
        return False
    row.reminded_on = now.date()
    row.save()
    enqueue_messages(record("placement.first_day_reminded", placement, by=None), placement)
    return True


@transaction.atomic
def _remind_of_visit(key: int, now: datetime) -> bool:
    visit = Visit.objects.select_related("placement").get(pk=key)
    lock(visit.placement)
    visit = Visit.objects.select_related("placement").get(pk=key)
    stands = visit.state == VisitState.AGREED and visit.reminded_on is None and not visit.has_fallen
    if not stands or visit.starts_at is None:
        return False
    if not _is_time(timezone.localdate(visit.starts_at), visit.placement, now):
        return False
    visit.reminded_on = now.date()
    visit.save(update_fields=["reminded_on"])
    event = record("placement.visit_reminded", visit.placement, by=None, data={"visit": visit.reference})
    enqueue_messages(event, visit.placement)
    return True


def _is_time(of: date, placement: Placement, now: datetime) -> bool:
    """Whether the person is reminded now of what is on the day."""
    by_hand = any(one.by_hand for one in participant_of(placement))
    return is_time_to_remind(of, now, by_hand=by_hand)


@transaction.atomic
def _ask(key: int, now: datetime) -> bool:
    """Each of the two that has not been asked yet and may be asked today."""
    placement = Placement.objects.get(pk=key)
    lock(placement)
    today = now.date()
    if not has_been(placement) or (placement.started_on == today and now.hour < AFTER_WORK):
        return False
    row = first_day_of(placement)
    asked = False
    for who, told, people in (
        ("own", row.own_face, participant_of(placement)),
        ("host", row.host_face, host_of(placement)),
    ):
        column = f"{who}_asked_on"
        if getattr(row, column) is None and (told or _may_be_asked(people)):
            setattr(row, column, today)
            asked |= not told and bool(people)
            if not told:
                _tell(placement, who)
    if any(value is not None for value in (row.own_asked_on, row.host_asked_on)):
        row.save()
    return asked


def _tell(placement: Placement, who: str) -> None:
    event = record("placement.first_day_asked", placement, by=None, data={"party": who})
    enqueue_messages(event, placement, verb=f"placement.first_day_asked_{who}")


def _may_be_asked(people: Iterable[Recipient]) -> bool:
    """Whether nobody of them has been asked anything within the week."""
    return not any(asked_within_a_week(one) for one in people)
