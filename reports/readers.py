"""Who reads the figures: asked first by every page of them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from reports.selectors import may_read_figures


def require_reader(request: HttpRequest) -> None:
    """Raises PermissionDenied for who has no duty to follow the figures of some area."""
    if not may_read_figures(request.user):
        raise PermissionDenied
