"""Which roles the person behind a request holds, and the door of the page editor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.access import works_with_pages
from accounts.selectors import NOBODY, Scope, default_role, scope_of

SESSION_KEY = "active_role"


class ActiveRoleMiddleware:
    """`request.scope` is what the person holds today, `request.active_role` the role they act in, or ""."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.scope, request.active_role = _scope_and_role(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        if request.path.startswith(reverse("wagtailadmin_home")):
            refuse_without_page_rights(request)


def refuse_without_page_rights(request: HttpRequest) -> None:
    """A signed-in person passes only with an operator's account, or with a page role held today.

    Wagtail itself would send them to the sign-in page, which sends them back: a loop.
    """
    if request.user.is_authenticated and not works_with_pages(request.user):
        raise PermissionDenied


def _scope_and_role(request: HttpRequest) -> tuple[Scope, str]:
    # A visitor without a session cookie costs no session read, so public pages stay cacheable.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return NOBODY, ""
    scope = scope_of(request.user)
    chosen = request.session.get(SESSION_KEY, "") if scope.by_role else ""
    return scope, chosen if chosen in scope.by_role else default_role(scope)
