"""What the door takes from inside allauth: the only module that imports or overrides what is not promised.

Each of it is in `config/UPGRADING.md`; `tests/accounts/test_allauth_inside.py` names the version it was read
in, and fails when another says it otherwise.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.account.internal.flows.email_verification import verify_email_indirectly
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import Login
from allauth.account.views import ConfirmLoginCodeView, LoginView
from allauth.core.internal import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.http import HttpRequest, HttpResponse

from accounts.models import User


def account_at(address: str) -> User | None:
    """The account in use that has the address."""
    found = filter_users_by_email(address, is_active=True, prefer_verified=True, for_login=True)
    return found[0] if found else None


def is_same_code(typed: str, sent: str) -> bool:
    """Whether the code came back, whatever dashes and small letters it came with; as long whatever it is."""
    return bool(compare_user_code(actual=typed, expected=sent))


def sign_in_by_proof(request: HttpRequest, user: User, email: str, target: str) -> HttpResponse:
    """`user` has proven the address by a code: it is known as theirs, and they stand at `target`."""
    record_authentication(request, user, method="code", email=email)
    verify_email_indirectly(request, user, email)
    answer: HttpResponse = perform_login(request, Login(user=user, email=email, redirect_url=target))
    return answer


def sign_in_by_letter(request: HttpRequest, user: User, target: str) -> HttpResponse:
    """`user` has shown the code of a letter: they are signed in and stand at `target`."""
    record_authentication(request, user, method="letter")
    answer: HttpResponse = perform_login(request, Login(user=user, redirect_url=target))
    return answer


class CountedTries(DefaultAccountAdapter):
    """Failed passwords are counted by address and visitor, so that nobody locks another's password; the wide
    count by address alone stays, for guesses that come from many places (decision 0019)."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        anywhere = ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed_anywhere",
            key=super()._get_login_attempts_cache_key(request, **credentials),
        )
        if not anywhere:
            raise self.validation_error("too_many_login_attempts")
        self._login_failed_rl_usage.usage += anywhere.usage

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        by_address = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{by_address} {self.get_client_ip(request)}"


class PasswordOrCodeForm(LoginForm):
    """A form with an address and a password that may stay empty: then a code is asked for."""

    def check_may_ask(self, email: str) -> None:
        """Raises ValidationError when no code may go to the address now. Nobody is looked up."""
        raise NotImplementedError

    def ask_for_code(self, request: HttpRequest, email: str, redirect_url: str | None) -> HttpResponse:
        """A code is on its way; the answer leads to where it is typed."""
        raise NotImplementedError

    def _setup_password_field(self) -> None:
        """The password stays on the form though it is not asked of everybody."""

    def _clean_without_password(self, email: str | None, phone: str | None) -> dict[str, Any]:
        self.check_may_ask(email or "")
        return self.cleaned_data

    def _login_by_code(
        self, request: HttpRequest, redirect_url: str | None, credentials: dict[str, Any]
    ) -> HttpResponse:
        return self.ask_for_code(request, credentials["email"], redirect_url)


class CodeProcess(LoginCodeVerificationProcess):
    """One try to come in by a code, whose person is known only when the code is right."""

    def finish_for(self, user: User, redirect_url: str | None) -> HttpResponse:
        """`user` is signed in."""
        self._user = user
        answer: HttpResponse = self.finish(redirect_url)
        return answer


class BeginAgainView(LoginView):
    """The page to sign in, which also opens while a code is on its way: whoever comes back may begin anew."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Nobody is sent on."""


class CodeView(ConfirmLoginCodeView):
    """The page where a code is typed. Whoever dispatches gives it its `process` first."""

    @property
    def process(self) -> Any:
        """The try to come in that the page is about."""
        return self._process

    @process.setter
    def process(self, process: Any) -> None:
        self._process = process

    @property
    def asks_for_another(self) -> bool:
        """Whether the press was for another code instead of a guess."""
        return bool(self._action != "verify")

    def come_in(self) -> HttpResponse:
        """The code was right: the answer to whoever proved the address."""
        raise NotImplementedError

    def _verify_form_valid(self, form: Any) -> HttpResponse:
        return self.come_in()
