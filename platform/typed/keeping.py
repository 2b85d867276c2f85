"""What could not be taken waits in the session, sealed, for an hour at most, for the page it came from.

A session is the one place that belongs to one browser, is sealed at rest and ends. Nothing is ever sent from
here: what is kept is put into the fields, and the person presses the button again.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from accounts import knocks
from accounts.sealing import seal, unseal
from typed.sent import Sent, Values

SLOT = "typed"
GOOD_FOR_SECONDS = 3600
MOST, MOST_LETTERS = 4, 100_000
KNOCKS, WITHIN_SECONDS = 60, 3600


@dataclass(frozen=True)
class Kept:
    """One form as it was sent. at: the page that gets it back; action: where it went; why: what happened."""

    at: str
    action: str
    why: str
    values: Values
    withheld: bool


def keep(
    request: HttpRequest, given: Sent, *, at: str, why: str, owner: int | None, action: str = ""
) -> bool:
    """What was sent waits for the page `at`, for the account `owner` alone (None: for nobody signed in).

    False when nothing is kept: nothing was typed, too much of it, or too often.
    """
    letters = sum(len(one) for _name, values in given.values for one in values)
    if not given.has_words or letters > MOST_LETTERS:
        return False
    if not request.user.is_authenticated and knocks.too_many(
        request, "typed", tries=KNOCKS, within_seconds=WITHIN_SECONDS
    ):
        return False
    session = request.session
    if session.is_empty():
        session.set_expiry(GOOD_FOR_SECONDS)
    one = {
        "at": at,
        "owner": owner,
        "since": int(time.time()),
        "sealed": seal(
            {
                "action": action or request.path,
                "why": why,
                "values": given.values,
                "withheld": given.withheld,
            }
        ),
    }
    others = [other for other in _good(session) if other["at"] != at]
    session[SLOT] = [*others, one][-MOST:]
    return True


def waiting_for(request: HttpRequest, at: str) -> Kept | None:
    """What waits for the page `at` and may be read by who asks for it."""
    owner = request.user.pk if request.user.is_authenticated else None
    for one in _good(request.session):
        if one["at"] == at and one["owner"] == owner:
            return _opened(one)
    return None


def waits_for_sign_in(session: SessionBase) -> bool:
    """Whether somebody's text waits until they are signed in."""
    return any(one["owner"] is not None for one in _good(session))


def move(session: SessionBase, at: str, to: str) -> None:
    """What waited for the page `at` waits for the page `to`."""
    session[SLOT] = [one | {"at": to} if one["at"] == at else one for one in _good(session)]


def forget(session: SessionBase, at: str) -> None:
    """Nothing waits for the page `at` any more."""
    _leave(session, [one for one in _good(session) if one["at"] != at])


def leave_only(session: SessionBase, owner: int) -> None:
    """What is not the owner's is gone, and the session lasts as any other."""
    if SLOT in session:
        _leave(session, [one for one in _good(session) if one["owner"] == owner])
    if session.get("_session_expiry") == GOOD_FOR_SECONDS:
        session.set_expiry(None)


def drop_old(session: SessionBase) -> None:
    """What has waited for more than its time is gone."""
    if len(_good(session)) != len(session[SLOT]):
        _leave(session, _good(session))


def end_old_sessions() -> int:
    """Sessions whose time is over are no longer in the database, nor what waited in them."""
    if not settings.SESSION_ENGINE.endswith(".db"):
        return 0
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def _good(session: SessionBase) -> list[dict[str, Any]]:
    oldest = time.time() - GOOD_FOR_SECONDS
    return [one for one in session.get(SLOT, ()) if one["since"] >= oldest]


def _leave(session: SessionBase, left: list[dict[str, Any]]) -> None:
    if left:
        session[SLOT] = left
    else:
        session.pop(SLOT, None)


def _opened(one: dict[str, Any]) -> Kept | None:
    try:
        told = unseal(one["sealed"])
    except InvalidToken:
        return None
    values = [(str(name), [str(value) for value in values]) for name, values in told["values"]]
    return Kept(one["at"], told["action"], told["why"], values, bool(told["withheld"]))
