"""The forms of the door and of the account page."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm
from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
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

    def _setup_password_field(self) -> None:
        """The password stays on the form though it is not asked of everybody."""

    def clean_login(self) -> str:
        return super().clean_login().lower()


class CodeForm(ConfirmLoginCodeForm):
    """The code that came by e-mail."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Eight digits. The dash in the middle is not needed."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Write the code from the e-mail.")},
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
