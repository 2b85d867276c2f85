"""Who reads the figures: asked first by every page of them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.roles import Role
from accounts.selectors import Viewer, scope_of
from reports.selectors import may_read_figures


def keeps_the_money(viewer: Viewer) -> bool:
    """Whether the viewer manages the whole employment area: money is the area's, and nobody's part of it."""
    scope = scope_of(viewer)
    return scope.holds(Role.MANAGER) and scope.municipalities(Role.MANAGER) is None


def require_keeper(request: HttpRequest) -> None:
    """Raises PermissionDenied for who does not manage the whole area."""
    if not keeps_the_money(request.user):
        raise PermissionDenied


def require_reader(request: HttpRequest) -> None:
    """Raises PermissionDenied for who has no duty to follow the figures of some area."""
    if not may_read_figures(request.user):
        raise PermissionDenied
