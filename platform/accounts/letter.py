"""Signing in by the code of a paper letter."""

from __future__ import annotations

from datetime import date

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse

from accounts.allauth_inside import sign_in_by_letter
from accounts.knocks import too_many

TRIES, WITHIN_SECONDS = 10, 15 * 60


class LetterRefused(Exception):  # noqa: N818 - what happened, as it is said
    """The code of a letter opens nothing; the words say why to whoever typed it."""


def may_try(request: HttpRequest) -> bool:
    """Whether the visitor may try one more code, this try counted."""
    return not too_many(request, "letter", tries=TRIES, within_seconds=WITHIN_SECONDS)


def come_in(request: HttpRequest, code: str, born: date, target: str) -> HttpResponse:
    """Whose letter has the code is signed in and stands at `target`. Raises LetterRefused."""
    user = get_adapter(request).person_of_letter(code, born)
    return sign_in_by_letter(request, user, target)
