"""Pages that belong to a role."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.selectors import scope_of

View = Callable[..., HttpResponseBase]


def role_required(*roles: str) -> Callable[[View], View]:
    """The view answers only to people who hold one of `roles` today; others get 403."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not scope_of(request.user).holds(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard
