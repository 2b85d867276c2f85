"""Who sees what people have told the service, and who answers it; the acts stand in `programmes/policies.py`.

A host never sees any of it. Whom a complaint is about neither sees nor handles it; one that is about a worker
is the managers' until they have named who looks into it. What names no municipality is everyone's.
"""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q

from accounts import duty
from accounts.roles import COORDINATING, Role
from accounts.selectors import Viewer, scope_of
from programmes.servicepoints.models import Complaint


def complaints_seen(user: Viewer) -> Q:
    """Complaints of the viewer's area and those they look into, never one about themselves."""
    if not user.is_authenticated:
        return Q(pk__in=[])
    seen = told_seen(user) | Q(handler__in=acts_for(user)) if _works(user) else Q(pk__in=[])
    return Q(seen) & ~Q(subject=user)


def sees_complaint(user: Viewer, row: Complaint) -> bool:
    """Whether the complaint is among those of `complaints_seen`."""
    if not _works(user) or row.subject_id == user.pk:
        return False
    return sees_told(user, row) or row.handler_id in acts_for(user)


def sees_told(user: Viewer, row: Any) -> bool:
    """Whether what was told is among that of `told_seen`."""
    scope, town = scope_of(user), row.municipality_id
    if _covers(scope, town, Role.MANAGER):
        return True
    return not row.about_worker and any(_covers(scope, town, role) for role in COORDINATING)


def told_seen(user: Viewer) -> Q:
    """What was told in the viewer's municipalities or in none; about a worker, to managers only."""
    seen = Q(pk__in=[])
    scope = scope_of(user)
    if scope.holds(Role.MANAGER):
        seen |= _of(scope.municipalities(Role.MANAGER))
    if scope.holds(*COORDINATING):
        seen |= _of(scope.municipalities(*COORDINATING)) & Q(about_worker=False)
    return seen


def acts_for(user: Any) -> frozenset[int]:
    """The workers whose turn is `user`'s today: themselves and those they stand in for."""
    return duty.acts_for(user, *COORDINATING, Role.MANAGER)


@rules.predicate
def takes_up(user: Any, row: Any) -> bool:
    """Manages the area of what was told, or coordinates it when it is about no worker; is not its subject."""
    if not user.is_authenticated or getattr(row, "subject_id", None) == user.pk:
        return False
    return sees_told(user, row)


@rules.predicate
def looks_into(user: Any, row: Complaint) -> bool:
    """Is the named handler or stands in for them, or manages the area; is not whom it is about.

    Where the handler has left, whoever may take the complaint up looks into it.
    """
    if not user.is_authenticated or row.subject_id == user.pk or not _works(user):
        return False
    if row.handler_id is None:
        return _covers(scope_of(user), row.municipality_id, Role.MANAGER)
    if row.handler_id not in duty.present(user, *COORDINATING, Role.MANAGER):
        return bool(takes_up(user, row))
    managing = _covers(scope_of(user), row.municipality_id, Role.MANAGER)
    return managing or row.handler_id in acts_for(user)


def _works(user: Viewer) -> bool:
    return scope_of(user).holds(*COORDINATING, Role.MANAGER)


def _covers(scope: Any, town: str | None, role: str) -> bool:
    return bool(scope.holds(role) if town is None else scope.covers(role, town))


def _of(area: frozenset[str] | None) -> Q:
    return Q(pk__isnull=False) if area is None else Q(municipality__in=area) | Q(municipality=None)
