"""How allauth behaves here: accounts are made by workers, words are plain, the trail is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _

from accounts.allauth_inside import CountedTries, account_at
from accounts.language import remember_language
from accounts.letter import LetterRefused
from accounts.models import User
from accounts.selectors import whose_work_is_over
from accounts.services import close_account
from audit.services import record


class AccountAdapter(CountedTries):
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
        return account_at(address) is not None

    def person_behind(self, address: str) -> User | None:
        """The account that a proven address opens; None when it opens nothing."""
        return account_at(address)

    def person_of_letter(self, code: str, born: date) -> User:
        """The account that the code of a letter opens. Raises LetterRefused."""
        raise LetterRefused(_("This code opens nothing here."))

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

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        address = str(credentials.get("email", "")).lower()
        record("account.sign_in_failed", User.objects.filter(email=address).first(), by=None)

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse | None:
        """Whoever has had their last day does not come in, whether the account is closed already or not."""
        if whose_work_is_over().filter(pk=user.pk).exists():
            close_account(user)
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        ways = [entry["method"] for entry in get_authentication_records(request, user)]
        record("account.signed_in", user, by=user, data={"way": ways[-1] if ways else ""})
        response = super().post_login(request, user, **kwargs)
        return remember_language(response, user.language)

    def logout(self, request: HttpRequest) -> None:
        record("account.signed_out", request.user, by=request.user)
        super().logout(request)
