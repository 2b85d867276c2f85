"""Taking back a transition while nothing has followed it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from audit.models import Event
from audit.selectors import last_event
from audit.services import record
from workflow.errors import CannotUndo
from workflow.kept import opened, show
from workflow.locks import lock
from workflow.models import UndoNote
from workflow.registry import machine_of, tell_readers, undo_holders, undo_receivers
from workflow.steps import Step, transition_of


def can_undo(obj: models.Model, event: Event | None, user: AbstractBaseUser) -> bool:
    """Whether `user` may take back `event`: the newest of `obj`, their own within 24 h, or as a manager.

    Where the act gives days to change one's mind, whoever may do it may take it back within them.
    """
    if event is None or not UndoNote.objects.filter(event=event).exists():
        return False
    newest = last_event(obj)
    if newest is None or newest.pk != event.pk:
        return False
    own = event.actor_id == user.pk and timezone.now() - event.at <= timedelta(hours=settings.UNDO_HOURS)
    return own or may_change_mind(obj, event, user) or bool(user.has_perm("programmes.undo_any", obj))  # type: ignore[attr-defined]


def may_change_mind(obj: models.Model, event: Event, user: AbstractBaseUser) -> bool:
    """Whether `event` gives days to change one's mind that are not over, and `user` may do such an act."""
    transition = transition_of(type(obj), event.verb.rpartition(".")[2])
    if transition is None or timezone.now() > mind_until(event, transition.custom["step"]):
        return False
    return bool(transition.has_perm(obj, user))  # type: ignore[arg-type]


def mind_until(event: Event, declared: Step) -> datetime:
    """The instant until which one may change one's mind about `event`."""
    return event.at + timedelta(days=declared.mind_days)


@transaction.atomic
def undo(obj: models.Model, event: Event, *, by: AbstractBaseUser, reason: str = "") -> Event:
    """`obj` is as it was before `event`; the undo is an event of its own. Raises CannotUndo."""
    lock(obj)
    for holds in undo_holders():
        holds(event)
    if not can_undo(obj, event, by):
        raise CannotUndo
    note = UndoNote.objects.get(event=event)
    for label, pk in note.made:
        apps.get_model(label)._base_manager.filter(pk=pk).delete()
    columns = {field.attname: field for field in obj._meta.concrete_fields}
    show(obj, {attname: opened(columns[attname], kept) for attname, kept in note.before.items()})
    obj.save()
    undone = record(
        f"{machine_of(obj).code}.undone",
        obj,
        by=by,
        undoes=event,
        from_state=event.to_state,
        to_state=event.from_state,
        data={"reason": bool(reason)},
    )
    tell_readers(obj, event.to_state, event.from_state)
    note.delete()
    for receiver in undo_receivers():
        receiver(obj, undone=event, undo_event=undone, by=by)
    return undone


def remember_made(event: Event, row: models.Model) -> None:
    """`row` was made by `event`: taking the event back takes the row away."""
    note = UndoNote.objects.filter(event=event).first()
    if note is not None:
        note.made.append([row._meta.label_lower, row.pk])
        note.save(update_fields=["made"])


def forget_old_notes() -> int:
    """What was kept for an undo that cannot come any more is gone: something has followed the act, or it is
    longer ago than UNDO_NOTE_DAYS. How many notes there were."""
    followed = Event.objects.filter(
        pk__gt=OuterRef("event_id"),
        object_type=OuterRef("event__object_type"),
        object_id=OuterRef("event__object_id"),
    )
    old = Q(event__at__lt=timezone.now() - timedelta(days=settings.UNDO_NOTE_DAYS))
    notes = list(UndoNote.objects.filter(old | Exists(followed)).values_list("pk", flat=True))
    return UndoNote.objects.filter(pk__in=notes).delete()[0]


def keep_for_good(event: Event) -> None:
    """`event` has had consequences that it cannot take back: no undo of it is offered."""
    UndoNote.objects.filter(event=event).delete()
