"""Pages that belong to a role."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.roles import WAGTAIL_GROUPS, Role
from accounts.selectors import Scope, scope_of

View = Callable[..., HttpResponseBase]


def works_with_pages(user: Any) -> bool:
    """Whether the person comes to the page editor today: an operator's account, or a page role held today.

    The group of the page editor alone is not asked: it outlives the last day of the role.
    """
    if not user.is_authenticated or user.is_superuser:
        return bool(user.is_authenticated)
    return bool(scope_of(user).holds(*WAGTAIL_GROUPS) and user.has_perm("wagtailadmin.access_admin"))


def enter_role(request: HttpRequest, scope: Scope, roles: Iterable[str]) -> None:
    """The person acts in a role that opens this page: the frame shows it, and the read log names it.

    All roles of a person hold at once (decision 0021); the one chosen is kept where it opens the page too.
    """
    if getattr(request, "active_role", "") not in roles:
        first = next(role for role in Role.values if role in roles and scope.holds(role))
        request.active_role = first  # type: ignore[attr-defined]


def role_required(*roles: str) -> Callable[[View], View]:
    """The view answers only to people who hold one of `roles` today; others get 403."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            scope = scope_of(request.user)
            if not scope.holds(*roles):
                raise PermissionDenied
            enter_role(request, scope, roles)
            return view(request, *args, **kwargs)

        return guarded

    return guard
