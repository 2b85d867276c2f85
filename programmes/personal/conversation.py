"""Messages between a person and the worker who cares for them today (decision 0096)."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.selectors import Viewer
from areas.working_days import add_working_days
from audit.services import record
from programmes.catalogue.selectors import parameter
from programmes.participants.models import Participation, WorkerMessage
from programmes.personal import attachments
from programmes.personal.attachments import Attachment
from programmes.policies import of_others, visible
from programmes.telling import enqueue_messages
from workflow.engine import first_time
from workflow.locks import lock
from workflow.notes import change_beside, keep_note

ANSWERED_WITHIN = "deadline-message-sent"
SHOWN = 200


@dataclass(frozen=True)
class Line:
    """One message as its reader sees it: who wrote it, and whether they did themself."""

    row: WorkerMessage
    who: str
    mine: bool


def lines_of(participation: Participation, viewer: Viewer) -> list[Line]:
    """The messages of the person's time in the service, the oldest first; for whoever may read them."""
    rows = list(participation.worker_messages.select_related("by").order_by("-written_at", "-pk")[:SHOWN])
    person = participation.participant
    return [
        Line(
            row,
            str(person) if row.by_person else str(row.by or _("Your worker")),
            mine=row.by_person == (person.user_id == viewer.pk),
        )
        for row in reversed(rows)
    ]


def waiting_messages(viewer: Viewer) -> QuerySet[WorkerMessage]:
    """Messages of other people that the viewer may see and that no worker has answered."""
    rows = of_others(viewer, WorkerMessage).filter(by_person=True, answered_at=None)
    return rows.select_related("participation__participant")


def file_for(viewer: Viewer, reference: str) -> WorkerMessage:
    """The message whose file the viewer may open; 404 for anybody else, and where there is none."""
    row = (
        visible(viewer, WorkerMessage)
        .select_related("participation__participant")
        .filter(reference=reference)
        .exclude(file="")
        .first()
    )
    if row is None or not viewer.has_perm("programmes.read_conversation", row.participation):
        raise Http404
    return row


def write(
    participation: Participation,
    *,
    by: User,
    text: str,
    attachment: Attachment | None = None,
    token: str | None = None,
) -> WorkerMessage:
    """The other has the message; the same form twice is one. What a worker writes answers what waited.

    Raises ValidationError when there is nothing to send, or nobody any more to read it.
    """
    if not text.strip() and attachment is None:
        raise ValidationError({"text": _("Write something, or add a file.")})
    kept = attachments.keep(attachment) if attachment else ""
    row = None
    try:
        row = _written(participation, by=by, text=text, attachment=attachment, kept=kept, token=token)
    finally:
        if kept and (row is None or row.file != kept):  # it came to nothing, or came a second time
            attachments.drop(kept)
    return row


@transaction.atomic
def _written(
    participation: Participation,
    *,
    by: User,
    text: str,
    attachment: Attachment | None,
    kept: str,
    token: str | None,
) -> WorkerMessage:
    lock(participation)
    if (known := first_time(token, WorkerMessage)) is not None:
        return WorkerMessage.objects.get(pk=known.object_id)
    if participation.participant.deceased_on:
        raise ValidationError(_("The person has died."))
    by_person = participation.participant.user_id == by.pk
    row = WorkerMessage(participation=participation, by=by, by_person=by_person, text=text.strip(), file=kept)
    if attachment:
        row.file_name, row.file_kind = attachment.name, attachment.kind
        row.file_size = len(attachment.content)
    if by_person:
        row.due_on = add_working_days(timezone.localdate(), int(parameter(ANSWERED_WITHIN)))
    row.full_clean()
    row.save()
    verb = "conversation.person_wrote" if by_person else "conversation.worker_wrote"
    event = record(verb, row, by=by, data={"file": bool(kept)}, token=token)
    if not by_person and not kept:  # a file is not kept for an undo, so nothing of it is
        keep_note(event, row)
    if not by_person:
        change_beside(event, _waiting_for_an_answer(participation), answered_at=timezone.now())
    enqueue_messages(event, row)
    return row


@transaction.atomic
def no_answer_needed(participation: Participation, *, by: User) -> int:
    """Nothing that the person wrote waits any more; answers how many messages did."""
    lock(participation)
    waited = _waiting_for_an_answer(participation).update(answered_at=timezone.now())
    if waited:
        record("participation.conversation_settled", participation, by=by, data={"messages": waited})
    return waited


def mark_read(participation: Participation, *, by_person: bool) -> None:
    """The person, or else who cares for them today, has seen what the other wrote."""
    unread = WorkerMessage.objects.filter(participation=participation, by_person=not by_person, read_at=None)
    unread.update(read_at=timezone.now())


def _waiting_for_an_answer(participation: Participation) -> QuerySet[WorkerMessage]:
    return WorkerMessage.objects.filter(participation=participation, by_person=True, answered_at=None)
