"""Draft → review → published: the way of a page, and who hears of each step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_init, pre_save
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)
from wagtail.users.models import UserProfile

from accounts.models import User
from accounts.selectors import page_workers
from audit.services import record
from cms.beside.review import PublisherReview, may_publish
from notifications.models import Channel, Delivery, Message
from notifications.services import Recipient, enqueue

# As it stands in the database, bilingual; who reads it reads it in one language (`in_one_language`).
NAME = "Tarkistus – Granskning"
SHOWN = _("Review by a publisher")
WAGTAILS_OWN = "Moderators approval"
SUBMITTED, RETURNED, PUBLISHED = "page.submitted", "page.returned", "page.approved"


@transaction.atomic
def ensure_workflow() -> None:
    """Every page goes through a publisher's review; a workflow that somebody has put in its place stays."""
    task = PublisherReview.objects.first()
    if task is not None:
        return
    task = PublisherReview.objects.create(name=NAME)
    workflow = Workflow.objects.create(name=NAME)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for old in Workflow.objects.filter(name=WAGTAILS_OWN, active=True):
        old.deactivate()
    root = Page.get_first_root_node()
    if root is not None:
        WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})


def in_one_language(sender: Any, instance: Any, **_signal: Any) -> None:
    """The step is called in the language of whoever reads; the database keeps the name it has."""
    if instance.__dict__.get("name") == NAME:
        instance.name = SHOWN


def as_stored(sender: Any, instance: Any, **_signal: Any) -> None:
    """What is shown in one language is stored under the name of both."""
    if isinstance(instance.name, Promise):
        instance.name = NAME


def listen() -> None:
    """The steps are told through the outbox, in our words.

    Each listener takes the place, by its name, of the one with which Wagtail would send mail at once.
    """
    task_submitted.connect(
        on_submitted, sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification"
    )
    workflow_rejected.connect(
        on_returned, sender=WorkflowState, dispatch_uid="workflow_state_rejected_email_notification"
    )
    workflow_approved.connect(
        on_approved, sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification"
    )
    workflow_cancelled.connect(on_cancelled, sender=WorkflowState, dispatch_uid="cms-review-cancelled")
    for model in (Task, Workflow, PublisherReview):
        post_init.connect(in_one_language, sender=model, dispatch_uid=f"cms-review-shown-{model.__name__}")
        pre_save.connect(as_stored, sender=model, dispatch_uid=f"cms-review-stored-{model.__name__}")


def on_submitted(sender: Any, instance: TaskState, user: User | None = None, **_signal: Any) -> None:
    """Publishers of the page hear that it waits."""
    page = _page_of(instance.workflow_state)
    if page is not None:
        readers = [one for one in page_workers() if one != user and may_publish(page, one)]
        _tell(SUBMITTED, page, user, readers, "page_submitted", "submitted")


def on_returned(sender: Any, instance: WorkflowState, user: User | None = None, **_signal: Any) -> None:
    """Whoever sent the page in hears that it came back."""
    _answer(RETURNED, instance, user, "page_returned", "rejected")


def on_approved(sender: Any, instance: WorkflowState, user: User | None = None, **_signal: Any) -> None:
    """Whoever sent the page in hears that it is public."""
    _answer(PUBLISHED, instance, user, "page_approved", "approved")


def on_cancelled(sender: Any, instance: WorkflowState, **_signal: Any) -> None:
    """Nobody needs to review it any more."""
    page = _page_of(instance)
    if page is not None:
        _forget_submission(page)


def _answer(verb: str, state: WorkflowState, user: User | None, template: str, notice: str) -> None:
    page, writer = _page_of(state), state.requested_by
    if page is None:
        return
    _forget_submission(page)
    readers = [writer] if writer is not None and writer != user and writer.is_active else []
    _tell(verb, page, user, readers, template, notice)


@transaction.atomic
def _tell(
    verb: str, page: Page, by: User | None, readers: Iterable[User], template: str, notice: str
) -> None:
    event = record(verb, page, by=by)
    for reader in readers:
        if getattr(UserProfile.get_for_user(reader), f"{notice}_notifications") and reader.email:
            way = Recipient(reader, str(reader), Channel.EMAIL, reader.email, _language(reader))
            message = enqueue(event, way, template)
            message.context |= {"page_id": page.pk}
            message.save(update_fields=["context"])


def _forget_submission(page: Page) -> None:
    waiting = Message.objects.filter(event__verb=SUBMITTED, event__object_id=page.pk, state=Delivery.PENDING)
    waiting.update(state=Delivery.CANCELLED)


def _page_of(state: WorkflowState) -> Page | None:
    return (
        Page.objects.filter(pk=state.object_id).first() if state.base_content_type.model == "page" else None
    )


def _language(user: User) -> str:
    return user.language if user.language in {"sv", "en"} else "fi"
