"""Signing in by a code: whoever asks gets one on its way, and who they are is asked when it has come back.

Asking reads no account and no person, so neither the page nor its time tells who is known here; the worker
sends the code only to an address that leads in (`adapter.leads_in`).
"""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit
from allauth.core.exceptions import RateLimited
from django.http import HttpRequest, HttpResponse

from accounts.allauth_inside import CodeProcess
from accounts.knocks import counted

LOGIN_CODE = "account/email/login_code"
CODES = "request_login_code"
CODES_ANYWHERE = "request_login_code_anywhere"
TRIES, WITHIN_SECONDS = 3, 15 * 60


class CodeEntry(CodeProcess):
    """One try to come in by a code that went to an address."""

    tries = 0

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        """A fresh code is on its way to the address, whoever reads it."""
        context = {"request": self.request, "code": self.generate_code()}
        get_adapter(self.request).send_mail(LOGIN_CODE, email, context)
        self.add_sent_message({"email": email, "recipient": email})

    def resend(self) -> None:
        """Another code is on its way; the earlier one is worth nothing any more.

        Raises RateLimited when the address has had too many.
        """
        if not may_have_a_code(self.request, self.state["email"]):
            raise RateLimited
        self.send()
        self.record_resend()
        self.persist()

    def is_tried_too_often(self) -> bool:
        """Whether this guess, counted now, is one more than a code may have."""
        self.tries = tries_at(self.state["email"], self.state["at"])
        return self.tries > TRIES

    def record_invalid_attempt(self) -> bool:
        """Whether there is a guess left; after the last one the code is worth nothing any more."""
        if self.tries < TRIES:
            return True
        self.abort()
        return False

    def enter(self, redirect_url: str | None) -> HttpResponse | None:
        """Whoever the proven address belongs to is signed in; None when it leads nowhere any more."""
        user = get_adapter(self.request).person_behind(self.state["email"])
        if user is None:
            self.abort()
            return None
        return self.finish_for(user, redirect_url)

    @classmethod
    def begin(cls, request: HttpRequest, email: str) -> None:
        """A code is on its way and the session waits for it."""
        login = Login(user=None, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=None, email=email) | {"initiated_by_user": True})
        process = cls(stage=stage)
        process.send()
        process.persist()

    @classmethod
    def resume(cls, stage: Any) -> Any:
        """The try that the session waits for; None when it is too old."""
        return cls(stage=stage).abort_if_invalid()


def may_have_a_code(request: HttpRequest, address: str) -> bool:
    """Whether one more code may go to the address from where the visitor is.

    Counted by address and visitor, so that nobody shuts another out by asking in their name; the wide count
    by address alone keeps a mailbox from being flooded from many places (decision 0019).
    """
    from_here = f"{address} {get_adapter(request).get_client_ip(request)}"
    return bool(
        ratelimit.consume(request, action=CODES, key=from_here)
        and ratelimit.consume(request, action=CODES_ANYWHERE, key=address)
    )


def tries_at(address: str, asked_at: float) -> int:
    """How many guesses there have been at the code that the address was sent then, this one with them."""
    key = hashlib.sha256(f"{address} {asked_at}".encode()).hexdigest()
    return counted(f"code:{key}", WITHIN_SECONDS)
