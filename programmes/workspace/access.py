"""Who works in the workspace, for whom a page shows everyone at first, and where an act leads back to."""

from __future__ import annotations

from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse

from accounts.access import role_required
from accounts.roles import COORDINATING, Role
from accounts.selectors import scope_of
from programmes.participants.models import Participation
from programmes.participants.selectors import participation_for
from programmes.relations import why_barred
from programmes.who_is_who import is_about
from ui.addresses import own_address
from workflow.errors import OwnInterest

worker_required = role_required(*COORDINATING, Role.MANAGER)


def wants_everyone(request: HttpRequest) -> bool:
    """Whether the page shows everyone in the viewer's area: chosen in the address, a manager's first view."""
    whose = request.GET.get("whose", "")
    if whose in {"mine", "all"}:
        return whose == "all"
    return not scope_of(request.user).holds(*COORDINATING)


def refuse(request: HttpRequest, row: Any) -> NoReturn:
    """403, with the reason where it is the worker's own interest."""
    words = why_barred(row, request.user)
    raise OwnInterest(words) if words else PermissionDenied


def refuse_own(request: HttpRequest, row: Any) -> None:
    """Nobody reads about themself as a worker: one's own data is at /my/."""
    if is_about(request.user, row):
        refuse(request, row)


def participation_to_act_on(request: HttpRequest, reference: str, act: str) -> Participation:
    """The time in the service to which the viewer may do the act; 404 out of scope, 403 with the reason where
    it is their own or not theirs to do."""
    row = participation_for(request.user, reference)
    refuse_own(request, row)
    if not request.user.has_perm(f"programmes.{act}", row):
        refuse(request, row)
    return row


def back_to(request: HttpRequest, name: str, *args: str) -> str:
    """The address the form named, when it is one of ours; otherwise the page `name`."""
    return own_address(request, request.POST.get("next", "")) or reverse(name, args=args)
