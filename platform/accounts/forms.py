"""The forms of the door and of the account page."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm
from django import forms
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.addresses import code_digits, folded
from accounts.allauth_inside import PasswordOrCodeForm
from accounts.entry import CodeEntry, may_have_a_code
from ui.forms import BIRTH, DateField, DateInput


class SignInForm(PasswordOrCodeForm):
    """An e-mail address and, for those who have one, a password; without it a code is sent."""

    field_order = ["login", "password"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label=_("E-mail address"),
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "username"}),
            error_messages={
                "required": _("Write your e-mail address."),
                "invalid": _("Write the whole e-mail address, for example name@example.fi."),
            },
        )
        self.fields["password"] = forms.CharField(
            label=_("Password"),
            help_text=_("Leave this empty and we send a code to your e-mail."),
            required=False,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )
        self.order_fields(self.field_order)

    def clean_login(self) -> str:
        return folded(super().clean_login())

    def check_may_ask(self, email: str) -> None:
        if not may_have_a_code(self.request, email):
            raise get_adapter(self.request).validation_error("too_many_login_attempts")

    def ask_for_code(self, request: HttpRequest, email: str, redirect_url: str | None) -> HttpResponse:
        CodeEntry.begin(request, email)
        query = {REDIRECT_FIELD_NAME: redirect_url} if redirect_url else None
        return redirect(reverse("account_confirm_login_code", query=query))


class CodeField(forms.CharField):
    """The code that came by e-mail, typed or pasted with what a mail program has put around its digits."""

    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
    default_error_messages = {"required": _("Write the code from the e-mail.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Code"))
        kwargs.setdefault("help_text", _("Eight digits. The dash in the middle is not needed."))
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        """The digits alone; a text without one stays as it is, and is no code."""
        typed = str(super().clean(value))
        return code_digits(typed) or typed


class CodeForm(ConfirmLoginCodeForm):
    """The code that came by e-mail."""

    code = CodeField()


class ProofForm(forms.Form):
    """The code that went to an address which somebody gave, and so proves that they read it."""

    code = CodeField()


class LetterForm(forms.Form):
    """The code of a paper letter, and whose it is."""

    code = forms.CharField(
        label=_("Code of the letter"),
        help_text=_("Twelve letters and numbers. Small or capital letters, with or without dashes."),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-from-address": True,
            }
        ),
        error_messages={"required": _("Write the code that is in the letter.")},
    )
    born = DateField(
        label=_("Your date of birth"),
        away=BIRTH,
        widget=DateInput(attrs={"autocomplete": "bday"}),
        error_messages={"required": _("Write your date of birth.")},
    )


class LanguageForm(forms.Form):
    """The language in which pages and letters come."""

    language = forms.ChoiceField(
        label=_("Language"), help_text=_("Pages and letters come to you in this language.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [
            (code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES
        ]
