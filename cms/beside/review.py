"""The step between a draft and the public: a publisher of the area reads it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from accounts.models import User


class PublisherReview(Task):
    """Approved or returned by whoever may publish the very page, and by nobody else."""

    class Meta:
        verbose_name = _("review by a publisher")

    @classmethod
    def get_description(cls) -> str:
        return str(_("Those who may publish the page approve it or send it back with a word."))

    def user_can_access_editor(self, obj: Any, user: User) -> bool:
        return may_publish(obj, user)

    def locked_for_user(self, obj: Any, user: User) -> bool:
        return not may_publish(obj, user)

    def user_can_lock(self, obj: Any, user: User) -> bool:
        return may_publish(obj, user)

    def user_can_unlock(self, obj: Any, user: User) -> bool:
        return may_publish(obj, user)

    def get_actions(self, obj: Any, user: User) -> list[tuple[str, Any, bool]]:
        if not may_publish(obj, user):
            return []
        return [
            ("reject", _("Send back with a word"), True),
            ("approve", _("Approve"), False),
        ]

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> QuerySet[TaskState]:
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        states = waiting.select_related("workflow_state", "revision")
        mine = [state.pk for state in states if may_publish(state.workflow_state.content_object, user)]
        return waiting.filter(pk__in=mine)


def may_publish(page: Any, user: User) -> bool:
    """Whether `user` may publish the page; nobody publishes one that is gone."""
    return page is not None and bool(page.permissions_for_user(user).can_publish())
