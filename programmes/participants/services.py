"""The verbs of a participation that reach no higher than the person: referral, start, break, next step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.duty import present
from accounts.models import User
from accounts.roles import Role
from accounts.selectors import scope_of
from audit.grouping import as_one
from audit.models import Event
from audit.selectors import last_event
from audit.services import record
from programmes.participants import corrections
from programmes.participants.models import (
    LOOK_AGAIN_DAYS,
    CallRequest,
    Hold,
    NextStep,
    Participation,
)
from programmes.participants.states import CAN_MEND, OPEN
from programmes.participants.steps import say_day_of
from programmes.telling import enqueue_messages
from workflow.engine import apply, create, first_time
from workflow.errors import OutOfTurn
from workflow.locks import lock
from workflow.notes import change_beside, keep_note, remember_made


@as_one()
def refer(
    participation: Participation,
    *,
    by: User,
    token: str | None = None,
    contact: dict[str, Any] | None = None,
) -> Event:
    """The person is referred: their row exists, the participation stands in `referred`, the area hears of it.

    A new participant is saved with it. contact: newer contact data of a known person. Raises ValidationError
    when the person already has an open one, or another account has the newer address.
    """
    if (known := first_time(token, Participation)) is not None:
        return known
    person = participation.participant
    if person.pk is not None:
        lock(person)
    if person.pk is None:
        person.full_clean(exclude=["user"])
        person.save()
        participation.participant = person
    elif Participation.objects.filter(participant=person, state__in=sorted(OPEN)).exists():
        raise ValidationError(_("This person already has an open time in the service."))
    changed = corrections.put_right(person, contact or {}, by=by)
    event = create(
        participation,
        "refer",
        by=by,
        past="referred",
        on=participation.referred_on,
        token=token,
        record_fields={"municipality": participation.municipality_id},
    )
    enqueue_messages(event, participation)
    if changed:
        corrections.tell(participation, changed, by=by)
    return event


@transaction.atomic
def refer_again(participation: Participation, *, by: User, **fields: Any) -> Event:
    """The referral stands again as new; the waiting time still counts from the first day.

    It is the referral of the officer who sends it, where the first one has left.
    """
    left = participation.referrer_id not in present(by, Role.REFERRER)
    officer = by if left and scope_of(by).holds(Role.REFERRER) else None
    event = apply(participation, "refer_again", by=by, referrer=officer, **fields)
    enqueue_messages(event, participation)
    return event


@as_one()
def mend_referral(
    participation: Participation, *, by: User, person: dict[str, Any], referral: dict[str, Any]
) -> list[str]:
    """The referral says what its officer has written; answers the names of the fields that changed.

    person: data of the person; the way in follows the e-mail address. Raises OutOfTurn when a coordinator has
    taken the referral up meanwhile, ValidationError when another account has the new address.
    """
    lock(participation.participant, participation)
    if participation.state not in CAN_MEND:
        raise OutOfTurn(participation, last_event(participation))
    changed = corrections.put_right(participation.participant, person, by=by)
    told = sorted(name for name, value in referral.items() if getattr(participation, name) != value)
    for name in told:
        setattr(participation, name, referral[name])
    if told:
        participation.full_clean(exclude={field.name for field in participation._meta.fields} - set(told))
        participation.save(update_fields=told)
    if changed or told:
        record("participation.mended", participation, by=by, data={"fields": sorted([*changed, *told])})
    return [*changed, *told]


@transaction.atomic
def start(
    participation: Participation,
    *,
    by: User,
    next_step: str,
    next_step_due_on: date,
    plan_made_on: date | None = None,
    **common: Any,
) -> Event:
    """The person is in: the start interview was held and the first next step stands."""
    step = NextStep(participation=participation, what=next_step, due_on=next_step_due_on, owner=by)
    event = apply(
        participation,
        "start",
        by=by,
        beside=lambda event: _agree_on(step, event),
        plan_made_on=plan_made_on,
        **common,
    )
    enqueue_messages(event, participation)
    return event


@transaction.atomic
def hold(
    participation: Participation, *, by: User, look_again_on: date, reason: Any = None, **common: Any
) -> Event:
    """The participation is on a break with a day to look again, at most 90 days ahead."""
    today = timezone.localdate()
    if not today <= look_again_on <= today + timedelta(days=LOOK_AGAIN_DAYS):
        raise ValidationError({"look_again_on": _("Look again within 90 days.")})

    def begin(event: Event) -> None:
        break_ = Hold(participation=participation, look_again_on=look_again_on, reason=reason)
        break_.from_on = event.on or today
        break_.save(force_insert=True)
        remember_made(event, break_)

    event = apply(participation, "hold", by=by, beside=begin, look_again_on=look_again_on, **common)
    enqueue_messages(event, participation)
    return event


@transaction.atomic
def resume(
    participation: Participation, *, by: User, next_step: str, next_step_due_on: date, **common: Any
) -> Event:
    """The break is over and a next step stands."""
    step = NextStep(participation=participation, what=next_step, due_on=next_step_due_on, owner=by)

    def go_on(event: Event) -> None:
        breaks = Hold.objects.filter(participation=participation, until_on=None)
        change_beside(event, breaks, until_on=event.on)
        _agree_on(step, event)

    event = apply(participation, "resume", by=by, beside=go_on, **common)
    enqueue_messages(event, participation)
    return event


@transaction.atomic
def reopen(
    participation: Participation,
    *,
    by: User,
    next_step: str = "",
    next_step_due_on: date | None = None,
    **common: Any,
) -> Event:
    """The time goes on from where it stood before it was over; whoever has started has a next step.

    Raises ValidationError, in words, where the person has begun another time.
    """
    lock(participation.participant)
    step = NextStep(participation=participation, what=next_step, due_on=next_step_due_on, owner=by)

    def go_on(event: Event) -> None:
        if next_step:
            _agree_on(step, event)

    event = apply(participation, "reopen", by=by, beside=go_on, **common)
    enqueue_messages(event, participation)
    return event


@transaction.atomic
def set_next_step(
    participation: Participation, *, what: str, due_on: date, by: User, token: str = ""
) -> NextStep:
    """The participation has a new next step; the steps that were open are done today.

    token: of the form; one that comes twice is one step.
    """
    lock(participation)
    if first_time(token, Participation) is not None:
        return participation.next_steps.order_by("pk").last()  # type: ignore[return-value]
    step = NextStep(participation=participation, what=what, due_on=due_on, owner=by)
    _check_day(step)
    told = {"due_on": due_on.isoformat()}
    event = record("participation.next_step_set", participation, by=by, data=told, token=token or None)
    keep_note(event)
    _agree_on(step, event)
    return step


def _check_day(step: NextStep) -> None:
    if step.due_on < timezone.localdate():
        raise ValidationError({"next_step_due_on": _("The day has already passed.")})


def _agree_on(step: NextStep, event: Event) -> None:
    """The step stands because of the event, and those that were open are done today."""
    _check_day(step)
    finish_steps(step.participation, event, on=timezone.localdate())
    step.save()
    say_day_of(step)
    step.participation.save(update_fields=["last_step_on"])
    remember_made(event, step)


def finish_steps(participation: Participation, event: Event, *, on: date) -> None:
    """What was to happen next is done, or does not happen; taking the event back brings it back."""
    change_beside(event, NextStep.objects.filter(participation=participation, done_on=None), done_on=on)


@transaction.atomic
def ask_for_a_call(
    participation: Participation,
    *,
    by: User | None,
    about: str = "",
    by_host: bool = False,
    place: str = "",
    because: str = "",
    due_on: date | None = None,
) -> CallRequest:
    """The worker sees that the person, or the workplace, is to be rung. Asked again while open: one row.

    What the two ask is never one row: each is rung, and neither reads the other's wish as their own.
    by: None where nobody asks with an account. because, due_on: what has come up, and by when they are rung.
    """
    lock(participation)
    waiting = CallRequest.objects.filter(participation=participation, called_at=None, by_host=by_host)
    open_one = waiting.filter(asked_by=by).first() if by_host else waiting.first()
    if open_one is not None:
        if about and about not in open_one.about:
            open_one.about = "; ".join(part for part in (open_one.about, about) if part)
        open_one.place = place or open_one.place
        open_one.because = open_one.because or because
        open_one.due_on = min((day for day in (open_one.due_on, due_on) if day), default=None)
        open_one.save(update_fields=["about", "place", "because", "due_on"])
        return open_one
    request = CallRequest.objects.create(
        participation=participation,
        about=about,
        asked_by=by,
        by_host=by_host,
        place=place,
        because=because,
        due_on=due_on,
    )
    keep_note(record("participation.call_asked", participation, by=by), request)
    return request


@transaction.atomic
def mark_called(request: CallRequest, *, by: User) -> Event:
    """Who asked has been rung."""
    lock(request.participation)
    event = record("participation.called", request.participation, by=by)
    keep_note(event)
    change_beside(event, CallRequest.objects.filter(pk=request.pk), called_at=timezone.now())
    request.refresh_from_db(fields=["called_at"])
    return event
