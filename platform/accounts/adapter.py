"""How allauth behaves here: accounts are made by workers, words are plain, the trail is kept."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core.internal import ratelimit
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _

from accounts.language import remember_language
from accounts.models import User
from audit.services import record


class AccountAdapter(DefaultAccountAdapter):
    """The door of the service."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "The e-mail address and the password do not match. Try again, "
            "or leave the password empty and we send a code to your e-mail."
        ),
        "incorrect_code": _("This is not the code that we sent. Check the newest e-mail and try again."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes and try again."),
        "rate_limited": _("Too many attempts. Wait five minutes and try again."),
    }
    said = frozenset({"account/messages/logged_out.txt"})

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def leads_in(self, address: str) -> bool:
        """Whether somebody may come in by the address; asked by the worker before a code is sent."""
        return self.account_at(address) is not None

    def person_behind(self, address: str) -> User | None:
        """The account that a proven address opens; None when it opens nothing."""
        return self.account_at(address)

    def account_at(self, address: str) -> User | None:
        """The account in use that has the address."""
        found = filter_users_by_email(address, is_active=True, prefer_verified=True, for_login=True)
        return found[0] if found else None

    def format_email_subject(self, subject: str) -> str:
        return force_str(subject)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Only what the next page does not show by itself is said."""
        if message_template is None or message_template in self.said:
            super().add_message(request, level, message_template, *args, **kwargs)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Failed passwords are counted by address and visitor, so that nobody locks another's password; the
        wide count by address alone stays, for guesses that come from many places (decision 0019)."""
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

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        address = str(credentials.get("email", "")).lower()
        record("account.sign_in_failed", User.objects.filter(email=address).first(), by=None)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        ways = [entry["method"] for entry in get_authentication_records(request, user)]
        record("account.signed_in", user, by=user, data={"way": ways[-1] if ways else ""})
        response = super().post_login(request, user, **kwargs)
        return remember_language(response, user.language)

    def logout(self, request: HttpRequest) -> None:
        record("account.signed_out", request.user, by=request.user)
        super().logout(request)
