"""What is kept so that an act can be taken back; an act without a note is never taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from audit.models import Event
from workflow.kept import changed, values_of
from workflow.models import UndoNote


def keep_note(event: Event, *made: models.Model, before: dict[str, Any] | None = None) -> UndoNote:
    """`event` can be taken back: its row gets the former values `before`, and what it made is gone then."""
    note = begin_note(event, *made, before=before)
    note.save(force_insert=True)
    return note


def begin_note(event: Event, *made: models.Model, before: dict[str, Any] | None = None) -> UndoNote:
    """As `keep_note`, for who saves the note when all that comes with the event stands in it."""
    return UndoNote(event=event, before=before or {}, made=[_named(row) for row in made])


def remember_made(event: Event, *rows: models.Model) -> None:
    """The rows were made by `event`: taking the event back takes them away."""
    note = _note_of(event)
    if note is not None and rows:
        note.made += [_named(row) for row in rows]
        _save(note, "made")


def change_beside(event: Event, rows: models.QuerySet[Any], **values: Any) -> None:
    """The rows, which are not the event's own, have the values; taking `event` back gives the former ones."""
    told = []
    for row in rows:
        before = values_of(row)
        for name, value in values.items():
            setattr(row, name, value)
        told.append([*_named(row), changed(row, before)])
    rows.model._base_manager.filter(pk__in=[pk for _label, pk, _before in told]).update(**values)
    note = _note_of(event)
    if note is not None and told:
        note.changed += told
        _save(note, "changed")


def changed_beside(event: Event, row: models.Model, before: dict[str, Any]) -> None:
    """The row, which is not the event's own, said `before` by column: taking `event` back gives that."""
    note, now = _note_of(event), type(row)._base_manager.get(pk=row.pk)
    if note is not None and (told := changed(now, before)):
        note.changed.append([*_named(row), told])
        _save(note, "changed")


def _note_of(event: Event) -> UndoNote | None:
    """The note of the event, in hand where it was made a moment ago; none where it cannot be taken back."""
    note: UndoNote | None = getattr(event, "undo_note", None)
    return note


def _save(note: UndoNote, column: str) -> None:
    """The column is saved; of a note that is only begun, with the rest of it."""
    if note.pk is not None:
        note.save(update_fields=[column])


def _named(row: models.Model) -> list[Any]:
    return [row._meta.label_lower, row.pk]


def keep_for_good(event: Event) -> None:
    """`event` has had consequences that it cannot take back: no undo of it is offered."""
    note = _note_of(event)
    if note is not None and note.pk is not None:
        note.delete()


def forget_old_notes() -> int:
    """What was kept for an undo that cannot come any more is gone: something has followed the act, or it is
    longer ago than UNDO_NOTE_DAYS. How many notes there were."""
    later = Event.objects.filter(
        pk__gt=OuterRef("event_id"),
        object_type=OuterRef("event__object_type"),
        object_id=OuterRef("event__object_id"),
    )
    of_others = later.filter(Q(group=None) | ~Q(group=OuterRef("event__group")))
    followed = Q(Exists(of_others)) | Q(Exists(later), event__group=None)
    old = Q(event__at__lt=timezone.now() - timedelta(days=settings.UNDO_NOTE_DAYS))
    notes = list(UndoNote.objects.filter(old | followed).values_list("pk", flat=True))
    return UndoNote.objects.filter(pk__in=notes).delete()[0]
