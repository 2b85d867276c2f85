"""Who reads the figures and who manages: asked first by every page, and by every service that writes."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.roles import Role
from accounts.selectors import Viewer, scope_of
from reports.selectors import may_read_figures


def manages(viewer: Viewer) -> bool:
    """Whether the viewer sets goals, publishes, and says what comes to whom."""
    return scope_of(viewer).holds(Role.MANAGER)


def require_manager(viewer: Viewer) -> None:
    """Raises PermissionDenied for who does not manage."""
    if not manages(viewer):
        raise PermissionDenied


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
