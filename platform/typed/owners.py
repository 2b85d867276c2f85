"""Whose text it is: a sealed cookie says who was signed in in this browser, and opens nothing.

When a session has ended nothing else tells whose form it was. The cookie goes when the person signs out.
"""

from __future__ import annotations

import time
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.sealing import box
from typed import keeping

COOKIE = "was_signed_in"
GOOD_FOR_SECONDS = 24 * 3600
ENDS = "ends"


def owner_of(request: HttpRequest) -> int | None:
    """The account whose text this request carries; None when nobody can tell."""
    if request.user.is_authenticated:
        return int(request.user.pk)
    try:
        told = box().decrypt(request.COOKIES.get(COOKIE, "").encode(), ttl=GOOD_FOR_SECONDS)
        return int(told)
    except (InvalidToken, ValueError):
        return None


def remember(request: HttpRequest, response: HttpResponseBase) -> None:
    """The browser of whoever is signed in knows it; of whoever has signed out it does not."""
    if getattr(request, "has_signed_out", False):
        response.delete_cookie(COOKIE, samesite="Lax")
    elif getattr(request, "has_signed_in", False) or _is_not_known(request):
        response.set_cookie(
            COOKIE,
            box().encrypt(str(request.user.pk).encode()).decode(),
            max_age=GOOD_FOR_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def note_the_end(request: HttpRequest) -> None:
    """The session knows when it ends, so that the page can say so before."""
    session = request.session
    if session.modified and request.user.is_authenticated:
        session[ENDS] = int(time.time()) + session.get_expiry_age()


def seconds_left(request: HttpRequest) -> int:
    """How long the person stays signed in; 0 when nobody can tell."""
    ends = request.session.get(ENDS, 0)
    return max(0, int(ends - time.time())) if ends else 0


def _is_not_known(request: HttpRequest) -> bool:
    """Whether somebody is signed in whom the cookie does not name."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or COOKIE in request.COOKIES:
        return False
    return bool(request.user.is_authenticated)


def _signed_in(request: HttpRequest | None, user: Any, **_rest: Any) -> None:
    """What belongs to somebody else is gone before the first page."""
    if request is not None and hasattr(request, "session"):
        request.has_signed_in = True  # type: ignore[attr-defined]
        keeping.leave_only(request.session, user.pk)


def _signed_out(request: HttpRequest | None, **_rest: Any) -> None:
    if request is not None:
        request.has_signed_out = True  # type: ignore[attr-defined]


def listen() -> None:
    """Signing in and out is heard."""
    user_logged_in.connect(_signed_in, dispatch_uid="typed")
    user_logged_out.connect(_signed_out, dispatch_uid="typed")
