"""Whoever gives an address proves it by a code before anything is made in its name.

A code goes to every address alike, so nobody learns who has an account; what the address is for is done when
the code has come back.
"""

from __future__ import annotations

import time

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.translation import get_language

from accounts.allauth_inside import is_same_code
from accounts.entry import TRIES, may_have_a_code, tries_at
from notifications.codes import VALID, enqueue_code

PROOF = "address_to_prove"


def ask_for_proof(request: HttpRequest, email: str, name: str = "") -> bool:
    """A code is on its way and the session waits for it; false when the address has had too many."""
    if not may_have_a_code(request, email):
        return False
    code = get_adapter(request).generate_login_code()
    request.session[PROOF] = {"email": email, "name": name, "code": code, "at": time.time()}
    enqueue_code(email, code, language=get_language() or "fi")
    return True


def address_to_prove(request: HttpRequest) -> str:
    """The address that waits for its code; empty when none does, or the code is too old."""
    proof = request.session.get(PROOF)
    if not proof or time.time() - proof["at"] > VALID.total_seconds():
        return ""
    return str(proof["email"])


def is_the_code(request: HttpRequest, typed: str) -> bool:
    """Whether the code came back. After three wrong ones there is nothing left to prove."""
    proof = request.session[PROOF]
    tries = tries_at(proof["email"], proof["at"])
    if tries <= TRIES and is_same_code(typed, proof["code"]):
        return True
    if tries >= TRIES:
        del request.session[PROOF]
    return False


def proven(request: HttpRequest) -> tuple[str, str]:
    """The address that has just been proven, and the name that was given with it; it waits no longer."""
    proof = request.session.pop(PROOF)
    return str(proof["email"]), str(proof["name"])
