"""The talk midway and adjustments: scheduled with the start, held by a worker, told to the other two."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.grouping import as_one
from audit.models import Event
from audit.services import record
from programmes.placements.models import Adjustment, Placement, Review
from programmes.placements.states import HOLDS_SEAT, LIVED, RUNNING
from programmes.telling import enqueue_messages
from workflow.engine import first_time
from workflow.locks import lock

SIX_WEEKS = timedelta(weeks=6)
# How long an unpaid place may go on without a talk before it counts as unchecked (indicators.md, P6).
NEXT_AFTER = timedelta(days=90)


def first_review_by(starts_on: date, ends_on: date | None) -> date:
    """The day by which the first talk is held: halfway or after six weeks, whichever is first."""
    halfway = starts_on + (ends_on - starts_on) / 2 if ends_on else starts_on + SIX_WEEKS
    return min(halfway, starts_on + SIX_WEEKS)


def schedule_review(placement: Placement, *, begins_on: date) -> Review:
    """The first talk of the place waits for its day."""
    return Review.objects.create(placement=placement, due_on=first_review_by(begins_on, placement.ends_on))


def next_review_by(placement: Placement, held_on: date) -> date | None:
    """When to talk again, as it is proposed; None where the place ends before that, or has ended."""
    if placement.state in LIVED:
        return None
    again = held_on + NEXT_AFTER
    return None if placement.ends_on and again >= placement.ends_on else again


@as_one()
def hold_review(
    placement: Placement,
    *,
    by: User,
    held_on: date,
    own_words: str = "",
    host_view: str = "",
    agreed: str = "",
    adjustments: Iterable[str] = (),
    next_on: date | None = None,
    token: str = "",
) -> Event:
    """The talk is on record with what was agreed; the next one waits for its day, if there is to be one.

    token: of the form; one that comes twice is one talk.

    A talk held while the work went on is recorded after its end too, dated. Raises ValidationError: the place
    has not begun, the day is none of its days, or has a talk already.
    """
    lock(placement)
    if (known := first_time(token, Placement)) is not None:
        return known
    _check(placement, held_on, next_on)
    row = placement.reviews.filter(held_on=None).first() or Review(placement=placement, due_on=held_on)
    row.held_on, row.held_by = held_on, by
    row.own_words, row.host_view, row.agreed = own_words, host_view, agreed
    row.full_clean()
    row.save()
    for what in adjustments:
        ask_for_adjustment(placement, what, by=by, requested_on=held_on)
    if next_on is not None:
        Review.objects.create(placement=placement, due_on=next_on)
    event = record("placement.reviewed", placement, by=by, on=held_on, token=token or None)
    enqueue_messages(event, placement)
    return event


@transaction.atomic
def correct_review(review: Review, *, by: User, own_words: str, host_view: str, agreed: str) -> bool:
    """The talk that was held says what the worker has written; answers whether that is otherwise than before.

    The other two hear of it as of the talk.
    """
    lock(review.placement)
    row = Review.objects.get(pk=review.pk)
    texts = {"own_words": own_words, "host_view": host_view, "agreed": agreed}
    changed = sorted(name for name, words in texts.items() if getattr(row, name) != words)
    for name in changed:
        setattr(row, name, texts[name])
    if changed:
        row.full_clean()
        row.save(update_fields=changed)
        told = {"review": row.pk, "fields": changed}
        event = record("placement.review_corrected", review.placement, by=by, data=told)
        enqueue_messages(event, review.placement, verb="placement.reviewed")
    return bool(changed)


@transaction.atomic
def ask_for_adjustment(
    placement: Placement, what: str, *, by: User, requested_on: date | None = None, party: str = ""
) -> Adjustment:
    """The adjustment stands as asked for; asked for twice on a day it is the same one.

    Raises ValidationError where nobody works, or will: after the end only what was asked for before it is
    recorded (decision 105).
    """
    lock(placement)
    day = requested_on or timezone.localdate()
    if refused := _no_adjustment(placement, day):
        raise ValidationError({"requested_on": refused})
    row, made = Adjustment.objects.get_or_create(
        placement=placement, what=what.strip(), requested_on=day, defaults={"requested_by": party}
    )
    if made:
        record("placement.adjustment_asked", placement, by=by, on=day)
    return row


@transaction.atomic
def adjustment_done(adjustment: Adjustment, *, by: User, on: date) -> None:
    """The adjustment is done since the day. Raises ValidationError when that is before it was asked for."""
    lock(adjustment.placement)
    row = Adjustment.objects.get(pk=adjustment.pk)
    if on > timezone.localdate():
        raise ValidationError({"on": _("The day cannot be after today.")})
    if on < row.requested_on:
        raise ValidationError({"on": _("It cannot be done before it was asked for.")})
    row.done_on = on
    row.save(update_fields=["done_on"])
    record("placement.adjustment_done", adjustment.placement, by=by, on=on, data={"adjustment": row.pk})


def _no_adjustment(placement: Placement, on: date) -> str:
    """Why the adjustment cannot have been asked for on the day; empty when it can."""
    if on > timezone.localdate():
        return _("The day cannot be after today.")
    if placement.state in LIVED:
        ended = placement.ended_on
        told = _("The place has ended. Give a day before that, if it was asked for while the work went on.")
        return told if ended is None or on > ended else ""
    if placement.state not in HOLDS_SEAT:
        return _("Nobody works in this place, so no adjustment is asked for.")
    return ""


def _check(placement: Placement, held_on: date, next_on: date | None) -> None:
    today = timezone.localdate()
    if placement.state not in RUNNING | LIVED:
        raise ValidationError(_("The place is not under way, so there is no talk midway."))
    if held_on > today:
        raise ValidationError({"held_on": _("The day cannot be after today.")})
    first = placement.started_on or placement.starts_on
    if first and held_on < first:
        raise ValidationError({"held_on": _("The day is before the first day of the work.")})
    if placement.ended_on and held_on > placement.ended_on:
        raise ValidationError({"held_on": _("The day is after the last day of the work.")})
    if placement.reviews.filter(held_on=held_on).exists():
        raise ValidationError({"held_on": _("A talk of that day is on record already.")})
    if next_on is not None and placement.state in LIVED:
        raise ValidationError({"next_on": _("The place has ended: leave the next talk empty.")})
    if next_on is not None and next_on <= held_on:
        raise ValidationError({"next_on": _("The next talk is after this one.")})
