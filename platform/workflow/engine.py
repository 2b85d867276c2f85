"""The one way a state changes: a named transition on a locked row, in one transaction, on record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from audit.models import Event
from audit.selectors import event_with_token, last_event
from audit.services import record
from workflow.errors import OutOfTurn
from workflow.kept import changed, values_of
from workflow.locks import lock, reread
from workflow.notes import begin_note
from workflow.registry import machine_of, tell_readers
from workflow.steps import conditions_of, step_of, transitions_of
from workflow.validation import save_checked

DATE_BACK_DAYS = 90
USED_FORM = _("This form has been used already. Open the page again.")


def apply(
    obj: models.Model,
    name: str,
    *,
    by: AbstractBaseUser | None,
    on: date | None = None,
    on_word: str = "",
    token: str | None = None,
    consequence_of: Event | None = None,
    beside: Callable[[Event], None] | None = None,
    **fields: Any,
) -> Event:
    """`obj` has made the transition `name`, it is saved, and one event tells of it.

    The row and what stands above it are held first; a service that touches more holds all of it before
    (`workflow.locks.lock`).

    by: who acts; the policy is asked about this row. None is the service itself, for acts that are declared
    `unattended`. on: the day it happened, today when not given, at most
    90 days back. on_word: how the word was given when a worker acts for a participant or a host.
    token: of the form; the same form sent again returns the first event and changes nothing.
    consequence_of: the event that brings this one along, in one group with it; the policy was asked about
    that one.
    beside: what else is written with the event, by `workflow.notes`; its undo is kept in one piece.
    Raises PermissionDenied, OutOfTurn, or ValidationError with words for the form; then nothing has changed.
    """
    with transaction.atomic():
        if consequence_of is None:
            lock(obj)
        elif consequence_of.group is None:
            raise RuntimeError("An act and what it brings along are one group (audit.grouping.as_one).")
        else:
            reread(obj)
        if (known := first_time(token, type(obj))) is not None:
            if known.is_about(obj):
                return known
            raise ValidationError(USED_FORM)
        if consequence_of is None:
            _check_policy(obj, name, by)
        _check_turn(obj, name)
        day = _checked_day(on, obj, by)
        return _move(
            obj,
            name,
            by=by,
            day=day,
            on_word=on_word,
            token=token,
            cause=consequence_of,
            beside=beside,
            fields=fields,
        )


def create(
    obj: models.Model,
    name: str,
    *,
    by: AbstractBaseUser,
    past: str,
    on: date | None = None,
    on_word: str = "",
    token: str | None = None,
    record_fields: dict[str, Any] | None = None,
) -> Event:
    """A new row stands in its first state, and one event tells who made it.

    The policy `programmes.<name>_<model>` is asked with the row as it will be. A token used before returns
    the first event; the caller finds the row by `event.object_id`. Raises ValidationError for a token that
    has made something else.
    """
    try:
        with transaction.atomic():
            if (known := first_time(token, type(obj))) is not None:
                return known
            if not by.has_perm(f"{obj._meta.app_label}.{name}_{obj._meta.model_name}", obj):  # type: ignore[attr-defined]
                raise PermissionDenied
            day = _checked_day(on, obj, by)
            obj.due_on = machine_of(obj).due_on(obj, day)  # type: ignore[attr-defined]
            save_checked(obj, exclude=_set_by_the_engine(obj), new=True)
            tell_readers(obj, "", obj.state)  # type: ignore[attr-defined]
            return record(
                f"{machine_of(obj).code}.{past}",
                obj,
                by=by,
                on=day,
                on_word=on_word,
                token=token,
                to_state=obj.state,  # type: ignore[attr-defined]
                data=_plain(record_fields or {}),
            )
    except ValidationError:
        # The same form, sent at once, may just have made what this one finds there already.
        if (known := first_time(token, type(obj))) is not None:
            return known
        raise


def first_time(token: str | None, kind: type[models.Model]) -> Event | None:
    """None when the form comes for the first time, else the event about a row of the kind that it has made.

    Raises ValidationError in words where it has made something else.
    """
    known = event_with_token(token) if token else None
    if known is not None and not known.made(kind):
        raise ValidationError(USED_FORM)
    return known


def _set_by_the_engine(obj: models.Model) -> set[str]:
    """The fields a form never sets: the state, which only a transition moves, and what is not edited."""
    return {"state"} | {field.name for field in obj._meta.fields if not field.editable}


def _check_policy(obj: models.Model, name: str, by: Any) -> None:
    """The policy of the transition says yes to `by` about this row, whatever state the row is in."""
    if by is None:
        if not step_of(type(obj), name).unattended:
            raise PermissionDenied
        return
    found = transitions_of(type(obj)).get(name)
    if not found or not found[0].has_perm(obj, by):
        raise PermissionDenied


def _check_turn(obj: models.Model, name: str) -> None:
    """The row is in a state from which the transition starts, and its guards hold."""
    if not can_proceed(getattr(obj, name), check_conditions=False):
        raise OutOfTurn(obj, last_event(obj))
    for condition in conditions_of(obj, name):
        if not condition(obj):
            raise ValidationError(getattr(condition, "message", _("This cannot be done now.")))


def _checked_day(on: date | None, obj: models.Model, by: AbstractBaseUser | None) -> date:
    """The day of the act: not after today, at most 90 days back unless a manager enters it."""
    today = timezone.localdate()
    day = on or today
    if day > today:
        raise ValidationError({"on": _("The day cannot be after today.")})
    further = by is not None and by.has_perm("programmes.date_back_further", obj)  # type: ignore[attr-defined]
    if (today - day).days > DATE_BACK_DAYS and not further:
        raise ValidationError({"on": _("The day can be at most 90 days back.")})
    return day


def _move(
    obj: models.Model,
    name: str,
    *,
    by: AbstractBaseUser | None,
    day: date,
    on_word: str,
    token: str | None,
    cause: Event | None,
    beside: Callable[[Event], None] | None,
    fields: dict[str, Any],
) -> Event:
    machine, declared = machine_of(obj), step_of(type(obj), name)
    before, source = values_of(obj), obj.state  # type: ignore[attr-defined]
    obj.due_on = None  # type: ignore[attr-defined]
    getattr(obj, name)(on=day, **fields)
    obj.state_since = timezone.now()  # type: ignore[attr-defined]
    obj.archived_on = None  # type: ignore[attr-defined]
    if obj.due_on is None:  # type: ignore[attr-defined]  # else the transition has set the day itself
        obj.due_on = machine.due_on(obj, day)  # type: ignore[attr-defined]
    as_before = {
        field.name for field in obj._meta.fields if before[field.attname] == field.value_from_object(obj)
    }
    save_checked(obj, exclude=_set_by_the_engine(obj) | as_before, as_before=as_before)
    event = record(
        f"{machine.code}.{declared.past}",
        obj,
        by=by,
        on=day,
        on_word=on_word,
        token=token,
        from_state=source,
        to_state=obj.state,  # type: ignore[attr-defined]
        data=_plain({key: fields[key] for key in declared.record if key in fields} | _caused(cause)),
        held=True,
    )
    tell_readers(obj, source, event.to_state)
    note = begin_note(event, before=_plain(changed(obj, before))) if declared.undo else None
    if beside is not None:
        beside(event)
    if note is not None:
        note.save(force_insert=True)
    return event


def _caused(cause: Event | None) -> dict[str, Any]:
    """The event that brought this one along, by its number."""
    return {"consequence_of": cause.pk} if cause is not None else {}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Values as JSON can hold them: rows by reference or code, days and instants in ISO."""
    plain: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, models.Model):
            plain[key] = getattr(value, "reference", None) or getattr(value, "code", None) or value.pk
        elif isinstance(value, date | datetime):
            plain[key] = value.isoformat()
        else:
            plain[key] = value
    return plain
