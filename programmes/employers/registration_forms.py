"""What a host employer tells when it registers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.addresses import folded
from accounts.models import User
from areas.selectors import municipalities
from audit.selectors import made_by
from programmes.employers.business_ids import BusinessIdField
from programmes.employers.codes import HostKind
from programmes.employers.models import HostEmployer
from ui.phones import PhoneField

LONGEST_NAME = 120  # of a workplace


class AddressForm(forms.Form):
    """An e-mail address, for somebody without an account."""

    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def clean_email(self) -> str:
        return folded(self.cleaned_data["email"])


class RegistrationForm(AddressForm):
    """The organisation, one workplace, and who to call."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    business_id = BusinessIdField(help_text=_("Seven digits, a dash and a check digit: 0242746-2."))
    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    kind = forms.ChoiceField(
        label=_("What kind of organisation is it?"), choices=[("", _("Choose")), *HostKind.choices]
    )
    municipality = forms.ModelChoiceField(queryset=None, label=_("Municipality"), empty_label=_("Choose"))
    workplace_name = forms.CharField(
        label=_("Name of the workplace"), max_length=120, required=False,
        help_text=_("What people call it. Leave empty, if it is called as the organisation."),
    )  # fmt: skip
    street_address = forms.CharField(
        label=_("Street address of the workplace"), max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
    )  # fmt: skip
    contact_name = forms.CharField(
        label=_("Contact person"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    contact_phone = PhoneField()
    field_order = [
        "business_id", "name", "kind", "municipality", "workplace_name", "street_address", "contact_name",
        "email", "contact_phone", "token",
    ]  # fmt: skip

    def __init__(self, *args: Any, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["municipality"].queryset = municipalities()  # type: ignore[attr-defined]
        if user is not None:
            del self.fields["email"]
            self.fields["contact_name"].initial = user.get_full_name()
            self.fields["contact_phone"].initial = user.phone

    @staticmethod
    def address_only(data: Any) -> AddressForm:
        """The form of somebody who asks to join: the address alone."""
        return AddressForm(data)

    def already_sent(self) -> bool:
        """Whether this very form has registered the host before: sent twice, done once."""
        return made_by(self.cleaned_data["token"], HostEmployer) is not None

    def host(self, user: User) -> HostEmployer:
        """The host employer that the form describes, not saved."""
        names = ("business_id", "name", "kind", "municipality", "contact_name", "contact_phone")
        values = {name: self.cleaned_data[name] for name in names}
        return HostEmployer(contact_email=user.email, **values)

    def workplace(self) -> dict[str, Any]:
        """The first workplace, by the names that the service takes."""
        values = self.cleaned_data
        return {
            "name": values["workplace_name"] or values["name"][:LONGEST_NAME],
            "street_address": values["street_address"],
            "municipality": values["municipality"],
        }

    def facts(self) -> list[tuple[Any, Any]]:
        """What was typed, by label, for a last look."""
        kinds = dict(HostKind.choices)
        return [
            (field.label, kinds[self.cleaned_data[name]] if name == "kind" else self.cleaned_data[name])
            for name, field in self.fields.items()
            if name != "token"
        ]
