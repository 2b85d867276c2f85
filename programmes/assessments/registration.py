"""The machine of assessments; what crosses slices is handed in by `programmes/machines`."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import Role
from accounts.selectors import scope_of
from programmes.assessments import selectors, services
from programmes.assessments.models import WorkAbilityAssessment
from workflow.registry import Machine


def machine(**of_the_programme: Any) -> Machine:
    """The machine; `of_the_programme`: turn, day, words, who is told and what is logged."""
    return Machine(
        code="assessment",
        model=WorkAbilityAssessment,
        above=("participation",),
        name=gettext_lazy("Work ability assessment"),
        find=selectors.assessment_for,
        url=address_of,
        title=title_of,
        services={
            "take": services.take,
            "await_decision": services.await_decision,
            "interrupt": services.interrupt,
        },
        **of_the_programme,
    )


def is_own(row: Any, user: Any) -> bool:
    """Whether the viewer reads about themself."""
    return bool(scope_of(user).holds(Role.PARTICIPANT) and row.participation.participant.user_id == user.pk)


def address_of(row: Any, user: Any) -> str:
    """Where this reader sees the assessment."""
    return reverse("ability:own" if is_own(row, user) else "work:assessment", args=[row.reference])


def title_of(row: Any, user: Any) -> str:
    """What it is, and for a worker whose."""
    if is_own(row, user):
        return _("What helps you")
    told = {"name": row.participation.participant.short_name}
    return _("%(name)s: work ability assessment") % told
