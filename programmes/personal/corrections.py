"""A request to put data right: sent by the person, answered in words by their worker (decision 0094)."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.selectors import Viewer
from audit.services import record
from programmes.catalogue.selectors import parameter
from programmes.participants.models import CorrectionRequest, CorrectionStatus, Participation
from programmes.participants.models.correction import ANSWERS
from programmes.policies import of_others, visible
from programmes.telling import enqueue_messages
from workflow.engine import first_time
from workflow.locks import lock

ANSWERED_WITHIN = "deadline-correction-sent"


def own_corrections(viewer: Viewer) -> QuerySet[CorrectionRequest]:
    """What the viewer has asked to have put right about themself, the newest first."""
    rows = visible(viewer, CorrectionRequest).filter(participation__participant__user=viewer)
    return rows.select_related("participation__participant", "answered_by")


def own_correction(viewer: Viewer, reference: str) -> CorrectionRequest:
    """One of them; 404 when it is another's."""
    return _one(own_corrections(viewer), reference)


def corrections_for(viewer: Viewer) -> QuerySet[CorrectionRequest]:
    """Other people's requests that `viewer` may see."""
    rows = of_others(viewer, CorrectionRequest)
    return rows.select_related(
        "participation__participant__user", "participation__coordinator", "answered_by"
    )


def correction_for(viewer: Viewer, reference: str) -> CorrectionRequest:
    """One of them; 404 out of scope."""
    return _one(corrections_for(viewer), reference)


def _one(rows: QuerySet[CorrectionRequest], reference: str) -> CorrectionRequest:
    found = rows.filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


@transaction.atomic
def ask(
    participation: Participation,
    *,
    by: User,
    item: str,
    right: str,
    wrong: str = "",
    token: str | None = None,
) -> CorrectionRequest:
    """The worker has the request, to be answered within fourteen days; the same form twice is one request."""
    lock(participation)
    if (known := first_time(token, CorrectionRequest)) is not None:
        return CorrectionRequest.objects.get(pk=known.object_id)
    today = timezone.localdate()
    row = CorrectionRequest(
        participation=participation,
        item=item,
        wrong=wrong,
        right=right,
        sent_on=today,
        due_on=today + timedelta(days=int(parameter(ANSWERED_WITHIN))),
    )
    row.full_clean()
    row.save()
    event = record("correction.sent", row, by=by, data={"item": item}, token=token)
    enqueue_messages(event, row)
    return row


@transaction.atomic
def answer(row: CorrectionRequest, *, by: User, status: str, words: str) -> CorrectionRequest:
    """The person reads what became of their request. Raises ValidationError when it is open no more."""
    return _close(row, "correction.answered", by=by, status=CorrectionStatus(status), words=words)


@transaction.atomic
def take_back(row: CorrectionRequest, *, by: User) -> CorrectionRequest:
    """The person does not ask for it any more. Raises ValidationError when it has been answered."""
    return _close(row, "correction.taken_back", by=by, status=CorrectionStatus.TAKEN_BACK)


def _close(
    row: CorrectionRequest, verb: str, *, by: User, status: CorrectionStatus, words: str = ""
) -> CorrectionRequest:
    lock(row.participation)
    now = CorrectionRequest.objects.select_related("participation__participant").get(pk=row.pk)
    if not now.is_open:
        told = _("Somebody was faster: this was already told as “%(status)s” on %(day)s.")
        raise ValidationError(
            told % {"status": now.get_status_display(), "day": f"{now.answered_on:%-d.%-m.%Y}"}
        )
    now.status, now.answer, now.answered_on = status, words, timezone.localdate()
    now.answered_by = by if status in ANSWERS else None
    now.full_clean()
    now.save()
    event = record(verb, now, by=by, data={"status": str(status)})
    enqueue_messages(event, now)
    return now
