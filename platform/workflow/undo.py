"""Taking back what one press did, while nothing has followed it: an act, or all the acts of its group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.grouping import as_one
from audit.models import Event
from audit.selectors import newest_of
from audit.services import append, undo_event
from workflow.errors import CannotUndo
from workflow.kept import opened, show
from workflow.locks import lock
from workflow.models import UndoNote
from workflow.registry import machine_named, machines, tell_readers, undo_holders, undo_receivers
from workflow.steps import Step, transition_of


@dataclass
class Act:
    """One event that is to be taken back, with the row it moved (none where no machine moves it) and what
    was kept of it. spared: what somebody brought along who may change their mind."""

    event: Event
    row: Any = None
    note: UndoNote | None = None
    is_consequence: bool = False
    spared: bool = False

    @property
    def key(self) -> tuple[str, int | None]:
        """What the event is about."""
        return self.event.object_type, self.event.object_id


@dataclass(frozen=True)
class TakenBack:
    """The events of an undo, and what stays as it is though it came along with what was taken back."""

    events: list[Event]
    left: list[models.Model]


def can_undo(obj: models.Model, event: Event | None, user: AbstractBaseUser) -> bool:
    """Whether `user` may take back `event`, with all that its press did: of each row it is the newest act,
    their own within 24 h, or as a manager.

    Where the act gives days to change one's mind, whoever may do it may take it back within them.
    """
    return event is not None and _obstacle(_acts(event, obj), user) is None


def may_change_mind(obj: models.Model, event: Event, user: AbstractBaseUser) -> bool:
    """Whether `event` gives days to change one's mind that are not over, and `user` may do such an act."""
    transition = transition_of(type(obj), event.verb.rpartition(".")[2])
    if transition is None or timezone.now() > mind_until(event, transition.custom["step"]):
        return False
    return bool(transition.has_perm(obj, user))  # type: ignore[arg-type]


def mind_until(event: Event, declared: Step) -> datetime:
    """The instant until which one may change one's mind about `event`."""
    return event.at + timedelta(days=declared.mind_days)


def undo(obj: models.Model, event: Event, *, by: AbstractBaseUser, reason: str = "") -> TakenBack:
    """`obj` is as it was before `event`, and so is all that the same press did; each undo is an event.

    All or nothing, but for one case: who changes their mind comes back even where something that their act
    brought along cannot; that stays as it is (decision 59). Raises CannotUndo, with the row that stops it.
    """
    together: AbstractContextManager[Any] = as_one() if event.group else transaction.atomic()
    with together:
        acts = _acts(event, obj)
        _hold(acts)
        obstacle = _obstacle(acts, by)
        if obstacle is not None:
            raise obstacle
        undone = _take_back([act for act in acts if not act.spared], by, reason)
        left = []
        for act in acts:
            if act.spared:
                events = _taken_back_if_it_fits(act, by, reason)
                undone += events
                left += [] if events else [act.row]
        return TakenBack(undone, left)


def undo_group(group: UUID, *, by: AbstractBaseUser, reason: str = "") -> TakenBack:
    """All that the group did is as it was before, as `undo` does it. Raises CannotUndo."""
    event = first_act(group)
    if event is None:
        raise CannotUndo(NOT_KEPT)
    machine = machine_named(event.object_type)
    row = machine.model._base_manager.filter(pk=event.object_id).first() if machine else None
    if row is None:
        raise CannotUndo
    return undo(row, event, by=by, reason=reason)


def first_act(group: UUID | None) -> Event | None:
    """The first event of the group about a row that a machine moves: by it a page takes the group back."""
    kinds = [str(machine.model._meta.model_name) for machine in machines().values()]
    moved = Event.objects.filter(group=group, object_type__in=kinds) if group else Event.objects.none()
    return moved.order_by("pk").first()


def did_more(event: Event) -> bool:
    """Whether the press that `event` is of did something else too."""
    return event.group is not None and Event.objects.filter(group=event.group).exclude(pk=event.pk).exists()


NOT_KEPT = _("it is an act that another act follows instead")
TOO_LATE = _("it is more than a day ago")
OF_OTHERS = _("somebody else did it")


def _acts(event: Event, obj: models.Model) -> list[Act]:
    """The acts of the event's press, the newest first, with their rows: `obj` is that of `event`.

    What nobody pressed, an import say, is not taken back here and not read.
    """
    whole = event.group is not None and event.actor_id is not None
    events = list(Event.objects.filter(group=event.group).order_by("-pk")) if whole else [event]
    rows = _rows_of(events) if whole else {}
    rows[event.object_type, event.object_id] = obj
    notes = {note.event_id: note for note in UndoNote.objects.filter(event__in=events)}
    acts = [Act(one, rows.get((one.object_type, one.object_id)), notes.get(one.pk)) for one in events]
    minds = {act.event.pk for act in acts if _gives_days(act)}
    numbers = {one.pk for one in events}
    for act in acts:
        cause = act.event.data.get("consequence_of")
        act.is_consequence, act.spared = cause in numbers, cause in minds
    return acts


def _rows_of(events: Iterable[Event]) -> dict[tuple[str, int | None], models.Model]:
    """The rows that the events are about, where a machine moves them and they are still there."""
    keys: dict[str, set[int | None]] = {}
    for event in events:
        keys.setdefault(event.object_type, set()).add(event.object_id)
    rows: dict[tuple[str, int | None], models.Model] = {}
    for object_type, pks in keys.items():
        if machine := machine_named(object_type):
            rows |= {(object_type, row.pk): row for row in machine.model._base_manager.filter(pk__in=pks)}
    return rows


def _gives_days(act: Act) -> bool:
    """Whether the act gives days to change one's mind."""
    declared = transition_of(type(act.row), act.event.verb.rpartition(".")[2]) if act.row else None
    return declared is not None and bool(declared.custom["step"].mind_days)


def _hold(acts: Sequence[Act]) -> None:
    """Every row, and what the undo will change beside them, is held; the notes are as they are now."""
    try:
        lock(*{id(act.row): act.row for act in acts if act.row is not None}.values())
    except ObjectDoesNotExist as gone:
        raise CannotUndo from gone
    events = [act.event for act in acts]
    for holds in undo_holders():
        holds(events)
    notes = {note.event_id: note for note in UndoNote.objects.filter(event__in=events)}
    for act in acts:
        act.note = notes.get(act.event.pk)


def _obstacle(acts: Sequence[Act], user: AbstractBaseUser) -> CannotUndo | None:
    """What stands in the way of taking all of them back; None when nothing does."""
    newest, numbers = newest_of(act.event for act in acts), {act.event.pk for act in acts}
    for act in acts:
        if act.spared:
            continue
        if newest.get(act.key) not in numbers:
            return CannotUndo(row=act.row)
        if act.note is None or act.event.actor_id is None:
            return CannotUndo(NOT_KEPT, act.row)
        if act.row is not None and not act.is_consequence and not _may(act.row, act.event, user):
            return CannotUndo(TOO_LATE if act.event.actor_id == user.pk else OF_OTHERS, act.row)
    return None


def _may(row: models.Model, event: Event, user: AbstractBaseUser) -> bool:
    own = event.actor_id == user.pk and timezone.now() - event.at <= timedelta(hours=settings.UNDO_HOURS)
    return own or may_change_mind(row, event, user) or bool(user.has_perm("programmes.undo_any", row))  # type: ignore[attr-defined]


def _taken_back_if_it_fits(act: Act, by: AbstractBaseUser, reason: str) -> list[Event]:
    """The events of the undo; none where something has followed, or the row has no place any more."""
    if act.note is None or newest_of([act.event]).get(act.key) != act.event.pk:
        return []
    try:
        with transaction.atomic():
            return _take_back([act], by, reason)
    except CannotUndo:
        return []


def _take_back(acts: Sequence[Act], by: AbstractBaseUser, reason: str) -> list[Event]:
    """Every row says what it said before; only then it is asked whether all of it fits together."""
    for act in acts:
        restore(act.row, act.note)  # type: ignore[arg-type]
    undone = append(undo_event(act.event, by=by, data={"reason": bool(reason)}) for act in acts)
    UndoNote.objects.filter(event__in=[act.event for act in acts]).delete()
    for act, event in zip(acts, undone, strict=True):
        if act.row is None:
            continue
        tell_readers(act.row, act.event.to_state, act.event.from_state)
        try:
            for receiver in undo_receivers():
                receiver(act.row, undone=act.event, undo_event=event, by=by)
        except CannotUndo as stop:
            raise CannotUndo(stop.why, act.row) from stop
    return undone


def restore(row: models.Model | None, note: UndoNote) -> None:
    """The row has its former values, what was made is gone, what was changed beside it is as it was.

    row: none where no machine moves it.
    """
    for label, pk, before in note.changed:
        model = apps.get_model(label)
        model._base_manager.filter(pk=pk).update(**_opened(model, before))
    for label, pk in reversed(note.made):
        apps.get_model(label)._base_manager.filter(pk=pk).delete()
    if row is None or [row._meta.label_lower, row.pk] in note.made:
        return
    show(row, _opened(type(row), note.before))
    row.save()


def _opened(model: type[models.Model], before: dict[str, Any]) -> dict[str, Any]:
    """The values by column as they are read, from what was kept of them."""
    by_attname = {field.attname: field for field in model._meta.concrete_fields}
    return {attname: opened(by_attname[attname], value) for attname, value in before.items()}
