"""What is written down of an assessment while it goes on, beside the verbs that move it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.services import record
from programmes.assessments.codes import Basis, DecisionOutcome
from programmes.assessments.models import AssessmentStep, Decision, SharedItem, WorkAbilityAssessment
from programmes.assessments.services import applied, settle_day, written
from programmes.assessments.sharing_form import Share
from programmes.assessments.states import LIVE, AssessmentState
from programmes.telling import enqueue_messages
from ui.formats import day
from workflow.engine import first_time
from workflow.locks import lock
from workflow.registry import machine_of

OVER = _("The assessment does not go on any more. Look at how it ended.")
ASSESS, SHARE, WITHDRAW = "assess", "share_assessment", "withdraw_share"


def hold(row: WorkAbilityAssessment, act: str, by: Any, *, live: bool = True) -> None:
    """The row is locked, and `by` may do the act on it. Raises ValidationError when it goes on no more."""
    lock(row)
    if not by.has_perm(f"programmes.{act}", row):
        raise PermissionDenied
    if live and row.state not in LIVE:
        raise ValidationError(OVER)


def comes_up(row: WorkAbilityAssessment) -> None:
    """The row comes up on the first day that is agreed now."""
    settle_day(row, machine_of(row).due_on(row, timezone.localdate()))


@transaction.atomic
def agree_step(row: WorkAbilityAssessment, *, by: User, **told: Any) -> AssessmentStep:
    """One more step stands with who and by when."""
    hold(row, ASSESS, by)
    if row.state == AssessmentState.OPENED:
        raise ValidationError(_("Take the assessment up first: the first steps are agreed with it."))
    step = AssessmentStep(assessment=row, **told)
    step.full_clean()
    step.save()
    comes_up(row)
    record("assessment.step_agreed", row, by=by, data={"kind": step.kind, "due_on": step.due_on.isoformat()})
    return step


@transaction.atomic
def step_done(row: WorkAbilityAssessment, step: AssessmentStep, *, by: User, **told: Any) -> None:
    """The step is done, with what came of it; done twice, the first word stands."""
    hold(row, ASSESS, by)
    now = AssessmentStep.objects.get(pk=step.pk, assessment=row)
    if now.done_on is not None:
        raise ValidationError(_("Somebody was faster: this step is done already. Look at what came of it."))
    for name, value in told.items():
        setattr(now, name, value)
    now.full_clean()
    now.save()
    comes_up(row)
    record("assessment.step_done", row, by=by, data={"kind": now.kind}, on_word=now.on_word)


@transaction.atomic
def met(row: WorkAbilityAssessment, *, by: User, met_on: date, plan: str, review_on: date) -> None:
    """What was agreed stands above what was agreed before; the plan is looked at again on its day."""
    hold(row, ASSESS, by)
    if row.state != AssessmentState.MEETING:
        raise ValidationError(_("No meeting has been called."))
    told = f"{day(met_on)}: {plan.strip()}"
    row.plan = f"{told}\n\n{row.plan}" if row.plan else told
    row.met_on, row.review_on = met_on, review_on
    row.full_clean(exclude=["state"])
    row.save(update_fields=["met_on", "plan", "review_on"])
    comes_up(row)
    event = record("assessment.met", row, by=by, data={"review_on": review_on.isoformat()})
    enqueue_messages(event, row)


@transaction.atomic
def asked(row: WorkAbilityAssessment, *, by: User) -> None:
    """Somebody has asked how the decision is coming; the next time is in 30 days."""
    hold(row, ASSESS, by)
    if row.state != AssessmentState.AWAITING:
        raise ValidationError(_("No decision is awaited."))
    comes_up(row)
    record("assessment.asked", row, by=by)


@transaction.atomic
def apply_too(row: WorkAbilityAssessment, *, by: User, **told: Any) -> Decision:
    """Another application is awaited beside the first."""
    hold(row, ASSESS, by)
    decision = applied(row, **told)
    comes_up(row)
    record("assessment.applied", row, by=by, data={"kind": decision.kind})
    return decision


@transaction.atomic
def record_decision(
    row: WorkAbilityAssessment,
    decision: Decision,
    *,
    by: User,
    outcome: str,
    decided_on: date,
    appeal_until: date | None = None,
) -> None:
    """What was decided stands, with the last day of appeal; what follows is to be agreed at once."""
    hold(row, ASSESS, by, live=False)
    now = Decision.objects.get(pk=decision.pk, assessment=row)
    if not now.is_pending:
        raise ValidationError(_("Somebody was faster: this decision is on record already."))
    now.outcome, now.decided_on, now.appeal_until = outcome, decided_on, appeal_until
    now.full_clean()
    now.save()
    if row.state in LIVE:
        comes_up(row)
    data = {"kind": now.kind, "outcome": str(DecisionOutcome(outcome))}
    record("assessment.decision_recorded", row, by=by, data=data)


@transaction.atomic
def share(
    row: WorkAbilityAssessment,
    shares: Sequence[Share],
    *,
    by: User,
    on_word: str = "",
    token: str | None = None,
) -> None:
    """The organisation may read the items from now on. The same form sent twice writes one line each."""
    hold(row, SHARE, by)
    if first_time(token, WorkAbilityAssessment) is not None:
        return
    made = written(row, shares, on_word=on_word)
    data = {"organisation": made[0].organisation, "items": [one.item for one in made], "basis": made[0].basis}
    event = record("assessment.shared", row, by=by, data=data, on_word=on_word, token=token)
    enqueue_messages(event, row)


@transaction.atomic
def withdraw(row: WorkAbilityAssessment, line: SharedItem, *, by: User, on_word: str = "") -> None:
    """From this moment nothing is read by the permission; withdrawn twice it is withdrawn once.

    What the law lets the organisation read is not touched: it cannot be withdrawn, and the page says so.
    """
    hold(row, WITHDRAW, by, live=False)
    now = SharedItem.objects.get(pk=line.pk, assessment=row)
    if now.basis != Basis.CONSENT:
        raise ValidationError(_("This is read by law. It goes on until its day, also without permission."))
    if now.ended_at is not None:
        return
    now.ended_at, now.ended_by = timezone.now(), by
    now.save(update_fields=["ended_at", "ended_by"])
    data = {"organisation": now.organisation, "item": now.item}
    event = record("assessment.permission_withdrawn", row, by=by, data=data, on_word=on_word)
    enqueue_messages(event, row)
