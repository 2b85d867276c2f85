"""Who is asked to act for a host, and in which part."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.addresses import folded
from programmes.employers.codes import SEES, MemberRole
from programmes.employers.models import Membership
from typed.meanwhile import Standing
from workflow.forms import OnceForm


class RoleField(forms.ChoiceField):
    """A part at the workplace, each with what it sees and does."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        choices = [(role.value, RolesInWords(role)) for role in MemberRole]
        super().__init__(label=_("What is their part?"), choices=choices, **kwargs)


class RolesInWords:
    """The part and what it sees, in the language of the page."""

    def __init__(self, role: MemberRole) -> None:
        self.role = role

    def __str__(self) -> str:
        return f"{self.role.label}. {SEES[self.role]}"


class InviteForm(OnceForm):
    """The address of a colleague, and the part."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    email = forms.EmailField(
        label=_("E-mail of your colleague"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("A link goes there. It works once, with this address only."),
    )
    role = RoleField()

    def clean_email(self) -> str:
        return folded(self.cleaned_data["email"])


class RoleForm(Standing):
    """The part of somebody who acts for the workplace already."""

    role = RoleField()

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        kwargs["initial"] = {"role": membership.role} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
