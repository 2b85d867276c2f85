"""Who works in the workspace, for whom a page shows everyone at first, and where an act leads back to."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.access import role_required
from accounts.roles import COORDINATING, Role
from accounts.selectors import scope_of

worker_required = role_required(*COORDINATING, Role.MANAGER)


def wants_everyone(request: HttpRequest) -> bool:
    """Whether the page shows everyone in the viewer's area: chosen in the address, a manager's first view."""
    whose = request.GET.get("whose", "")
    if whose in {"mine", "all"}:
        return whose == "all"
    return not scope_of(request.user).holds(*COORDINATING)


def back_to(request: HttpRequest, name: str, *args: str) -> str:
    """The address the form named, when it is one of ours; otherwise the page `name`."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse(name, args=args)
