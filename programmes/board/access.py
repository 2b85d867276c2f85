"""Who works at the board, and what holds of its every page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from accounts.access import role_required
from accounts.roles import COORDINATING, Role
from programmes.board.selectors import group_for
from programmes.catalogue.models import Intake

board_required = role_required(Role.INSTRUCTOR, *COORDINATING, Role.MANAGER)


def group_to_run(request: HttpRequest, reference: str) -> Intake:
    """The group, which the viewer runs; 404 out of scope, 403 where they only see it."""
    group = group_for(request.user, reference)
    if not may_run(request, group):
        raise PermissionDenied
    return group


def may_run(request: HttpRequest, group: Intake) -> bool:
    """Whether the viewer makes the meetings of the group and puts people on its days."""
    return bool(request.user.has_perm("programmes.run_group", group))


def day_from(text: str) -> date:
    """The day of an address; 404 where it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def add_errors(form: Any, refused: Any) -> None:
    """What a service has refused stands at its field, or above the form."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, problems in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)
