"""Notes of workers on a person's time in the service."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.models import Event
from audit.services import record
from programmes.participants.models import Participation, WorkerNote
from workflow.engine import first_time
from workflow.locks import lock
from workflow.notes import keep_note

WRITTEN = "participation.note_written"


@transaction.atomic
def write_note(participation: Participation, *, by: User, text: str, token: str | None = None) -> Event:
    """The note stands; the same form twice is one. Taken back, it is gone. Nobody else is told."""
    lock(participation)
    if not by.has_perm("programmes.write_note", participation):
        raise PermissionDenied
    if (known := first_time(token, Participation)) is not None:
        return known
    note = WorkerNote(participation=participation, by=by, text=text.strip())
    note.full_clean()
    note.save()
    event = record(WRITTEN, participation, by=by, data={"note": note.pk}, token=token)
    keep_note(event, note)
    return event


def texts_of(participation: Participation) -> dict[int, str]:
    """By key, what each note of the participation says; for whoever may read them."""
    return dict(participation.worker_notes.values_list("pk", "text"))
