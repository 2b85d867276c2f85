"""The verbs of an assessment that have more to do than to move it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.grouping import as_one
from audit.models import Event
from programmes.assessments.codes import Basis
from programmes.assessments.models import AssessmentStep, Decision, SharedItem, WorkAbilityAssessment
from programmes.assessments.sharing_form import Share
from programmes.participants.models import Participation
from programmes.participants.states import IN_SERVICE
from programmes.telling import enqueue_messages
from workflow.engine import apply, create, first_time
from workflow.locks import lock
from workflow.notes import change_beside, keep_note, remember_made

Steps = Sequence[tuple[str, str, date]]


@as_one()
def open_assessment(
    participation: Participation,
    *,
    by: User,
    question: str,
    shares: Sequence[Share],
    on_word: str = "",
    token: str | None = None,
) -> WorkAbilityAssessment:
    """An assessment waits for a work ability coordinator, with what each organisation may read of it.

    on_word: how the person gave their permission, where something rests on it. The same form sent twice is
    one assessment. Raises ValidationError when one goes on already, nothing is shared, or the person is not
    in the service.
    """
    lock(participation)
    if (known := first_time(token, WorkAbilityAssessment)) is not None:
        return WorkAbilityAssessment.objects.get(pk=known.object_id)
    if participation.state not in IN_SERVICE:
        raise ValidationError(_("An assessment begins while the person is in the service."))
    if not shares:
        raise ValidationError(_("Choose at least one organisation, and why it may read."))
    row = WorkAbilityAssessment(participation=participation, question=question)
    event = create(row, "open", by=by, past="opened", token=token)
    made = written(row, shares, on_word=on_word)
    keep_note(event, row, *made)
    enqueue_messages(event, row)
    return row


def written(row: WorkAbilityAssessment, shares: Sequence[Share], *, on_word: str) -> list[SharedItem]:
    """The lines of the ledger, one for each organisation and item."""
    lines = [
        SharedItem(
            assessment=row,
            organisation=share.organisation,
            item=item,
            basis=share.basis,
            valid_until=share.valid_until,
            on_word=on_word if share.basis == Basis.CONSENT else "",
        )
        for share in shares
        for item in share.items
    ]
    for line in lines:
        line.full_clean()
        line.save()
    return lines


@as_one()
def take(row: WorkAbilityAssessment, *, by: User, steps: Steps, **fields: Any) -> Event:
    """The coordinator has it, the other side's worker is named, and each step has who and by when."""
    lock(row)
    made = _steps(row, steps)  # before the act: its day is that of the first of them
    event = apply(row, "take", by=by, worker=by, beside=lambda event: remember_made(event, *made), **fields)
    enqueue_messages(event, row)
    return event


def _steps(row: WorkAbilityAssessment, steps: Steps) -> list[AssessmentStep]:
    made = [AssessmentStep(assessment=row, kind=kind, party=party, due_on=day) for kind, party, day in steps]
    for step in made:
        step.full_clean()
        step.save()
    return made


@as_one()
def await_decision(
    row: WorkAbilityAssessment, *, by: User, kind: str, decided_by: str, applied_on: date, **fields: Any
) -> Event:
    """The application stands with who decides; in 30 days somebody asks how it is coming."""
    lock(row)
    made = applied(row, kind=kind, decided_by=decided_by, applied_on=applied_on)
    event = apply(row, "await_decision", by=by, beside=lambda event: remember_made(event, made), **fields)
    enqueue_messages(event, row)
    return event


def applied(row: WorkAbilityAssessment, *, kind: str, decided_by: str, applied_on: date) -> Decision:
    """An application that waits for its decision. The caller has locked the assessment."""
    decision = Decision(assessment=row, kind=kind, decided_by=decided_by, applied_on=applied_on)
    decision.full_clean()
    decision.save()
    return decision


@as_one()
def interrupt(row: WorkAbilityAssessment, *, by: User, **fields: Any) -> Event:
    """It does not go on: nothing is read by permission any more; what the law lets be read stands."""
    lock(row)
    now = timezone.now()

    def beside(event: Event) -> None:
        lines = SharedItem.objects.filter(assessment=row, basis=Basis.CONSENT, ended_at=None)
        change_beside(event, lines, ended_at=now, ended_by=by)

    event = apply(row, "interrupt", by=by, beside=beside, **fields)
    enqueue_messages(event, row)
    return event


def settle_day(row: WorkAbilityAssessment, due_on: date | None) -> None:
    """The row comes up on the day; the caller holds it."""
    if row.due_on != due_on:
        row.due_on = due_on
        row.save(update_fields=["due_on"])
