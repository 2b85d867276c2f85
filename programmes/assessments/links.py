"""One answer of an organisation by a link: asked by a worker, answered without an account."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.grouping import as_one
from audit.services import record
from programmes.assessments.acts import ASSESS, comes_up, hold
from programmes.assessments.models import AssessmentStep, PartnerLink, SharedItem, WorkAbilityAssessment
from programmes.telling import enqueue_messages
from workflow.engine import first_time
from workflow.locks import lock

NOTHING_SHARED = _(
    "Nothing is shared with this organisation today. Share something first, by law or permission."
)


def reads_now(row: WorkAbilityAssessment, organisation: str) -> set[str]:
    """The items that the organisation may read of the assessment today."""
    lines = SharedItem.objects.in_force().filter(assessment=row, organisation=organisation)
    return set(lines.values_list("item", flat=True))


def stands(link: PartnerLink) -> bool:
    """Whether the link opens something: it is open, and its organisation may read something today."""
    return link.is_open and bool(reads_now(link.assessment, link.organisation))


@as_one()
def ask_partner(
    row: WorkAbilityAssessment,
    *,
    by: User,
    organisation: str,
    question: str,
    address: str,
    valid_until: date,
    step: AssessmentStep | None = None,
    token: str | None = None,
) -> PartnerLink:
    """The worker there has a mail with a link for one answer; the mail itself says nothing of the matter."""
    hold(row, ASSESS, by)
    if (known := first_time(token, PartnerLink)) is not None:
        return PartnerLink.objects.get(pk=known.object_id)
    if not reads_now(row, organisation):
        raise ValidationError({"organisation": NOTHING_SHARED})
    link = PartnerLink(
        assessment=row, organisation=organisation, question=question, step=step,
        address=address, valid_until=valid_until, made_by=by,
    )  # fmt: skip
    link.full_clean()
    link.save()
    event = record("partner_link.made", link, by=by, data={"organisation": organisation}, token=token)
    record("assessment.partner_asked", row, by=by, data={"organisation": organisation})
    enqueue_messages(event, link)
    return link


@as_one()
def close_link(link: PartnerLink, *, by: User) -> None:
    """Nothing is read or answered by the link from now on; closed twice it is closed once."""
    hold(link.assessment, ASSESS, by, live=False)
    closed = PartnerLink.objects.filter(pk=link.pk, closed_at=None).update(closed_at=timezone.now())
    if closed:
        data = {"organisation": link.organisation}
        record("assessment.link_closed", link.assessment, by=by, data=data)


@as_one()
def answer_by_link(link: PartnerLink, *, answer: str, answered_by: str) -> None:
    """The answer stands, once, and its step is done by it. Raises PermissionDenied when the link is over."""
    lock(link.assessment)
    now = PartnerLink.objects.select_related("assessment", "step").get(pk=link.pk)
    if not stands(now):
        raise PermissionDenied
    now.answer, now.answered_by, now.answered_at = answer, answered_by, timezone.now()
    now.save(update_fields=["answer", "answered_by", "answered_at"])
    step = now.step
    if step is not None and step.done_on is None:
        step.done_on, step.outcome, step.told_by = timezone.localdate(), answer, answered_by
        step.save(update_fields=["done_on", "outcome", "told_by"])
    row = link.assessment
    comes_up(row)
    event = record("assessment.partner_answered", row, by=None, data={"organisation": now.organisation})
    enqueue_messages(event, row)
