"""What the pages of the workspace ask: filters of the lists, a host employer on its word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.duty import acting
from accounts.models import User
from accounts.roles import COORDINATING
from areas.selectors import municipalities, municipality_choices
from notifications.models import Channel, Delivery
from programmes.employers.business_ids import BusinessIdField, business_id_from
from programmes.employers.models import HostEmployer, SupplementStatus
from programmes.employers.selectors import host_with_id
from programmes.employers.states import HostState, VacancyState
from programmes.participants.forms import BirthDateField, OwnAddressField, check_channel, other_persons
from programmes.participants.models import Participant
from programmes.participants.states import ParticipationState
from typed.meanwhile import Standing
from ui.phones import PhoneField

ANY = ("", _("All"))
EMPTY: Mapping[str, str] = MappingProxyType({})


def municipality_field() -> forms.ChoiceField:
    """A municipality of the area, or all of them."""
    return forms.ChoiceField(
        label=_("Municipality"), required=False, choices=lambda: [ANY, *municipality_choices()]
    )


class PeopleFilter(forms.Form):
    """What the caseload is narrowed by; every choice stands in the address."""

    q = forms.CharField(label=_("Name or telephone"), required=False, max_length=80)
    state = forms.ChoiceField(
        required=False, choices=[("", ""), *ParticipationState.choices], widget=forms.HiddenInput
    )
    whose = forms.ChoiceField(
        label=_("Whose"), required=False, choices=[("mine", _("Mine")), ("all", _("Everyone in the area"))]
    )
    municipality = municipality_field()
    day90 = forms.ChoiceField(
        label=_("Day 90 without an offer"),
        required=False,
        choices=[
            ANY,
            ("14", _("Comes within 14 days, or has passed")),
            ("30", _("Comes within 30 days, or has passed")),
            ("passed", _("Has passed")),
        ],
    )
    eura = forms.ChoiceField(
        label=_("Data in EURA"),
        required=False,
        choices=[
            ANY,
            ("late", _("Late: neither given nor refused")),
            ("start", _("Start data are missing")),
            ("exit", _("Exit data are missing")),
        ],
    )
    coordinator = forms.TypedChoiceField(
        label=_("Responsible coordinator"), required=False, coerce=int, empty_value=None
    )
    late = forms.BooleanField(label=_("Late"), required=False)
    no_step = forms.BooleanField(label=_("Without a next step"), required=False)
    archived = forms.BooleanField(label=_("Archived"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = {one.user for one in acting(user, *COORDINATING)} | {
            one.holder for one in acting(user, *COORDINATING)
        }
        named = User.objects.filter(pk__in=people).order_by("name_order", "pk")
        read = cache(lambda: [ANY, *((one.pk, str(one)) for one in named)])
        self.fields["coordinator"].choices = read  # type: ignore[attr-defined]
        towns = cache(lambda: [ANY, *municipality_choices()])
        self.fields["municipality"].choices = towns  # type: ignore[attr-defined]


class SaveListForm(forms.Form):
    """The name that the list is saved under."""

    name = forms.CharField(label=_("Save this list under the name"), max_length=60)


class VacancyFilter(forms.Form):
    """Which open places are listed."""

    q = forms.CharField(label=_("Title or host employer"), required=False, max_length=80)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *VacancyState.choices])
    municipality = municipality_field()
    free = forms.BooleanField(label=_("Only with free seats"), required=False)


class HostFilter(forms.Form):
    """Which host employers are listed."""

    q = forms.CharField(label=_("Name or business id"), required=False, max_length=80)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *HostState.choices])
    municipality = municipality_field()


class MessageFilter(forms.Form):
    """Which messages of the log are listed; the state is a tab, the person stands in the address."""

    channel = forms.ChoiceField(label=_("How"), required=False, choices=[ANY, *Channel.choices])
    days = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[ANY, ("1", _("Today")), ("7", _("In the last week")), ("30", _("In the last month"))],
    )
    state = forms.ChoiceField(required=False, choices=[("", ""), *Delivery.choices], widget=forms.HiddenInput)
    person = forms.SlugField(required=False, widget=forms.HiddenInput)


class SupplementFilter(forms.Form):
    """Which applications for the employment supplement are listed."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *SupplementStatus.choices])


class SuitableFilter(forms.Form):
    """Which of the places that fit are shown."""

    q = forms.CharField(label=_("Title or workplace"), required=False, max_length=80)
    km = forms.TypedChoiceField(
        label=_("At most"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("Any distance")),
            ("1", _("Own municipality")),
            ("30", "30 km"),
            ("60", "60 km"),
            ("100", "100 km"),
        ],
    )


class PersonDataForm(Standing, forms.ModelForm):
    """Who the person is and how they are reached, to be put right."""

    class Meta:
        model = Participant
        fields = [
            "phone",
            "email",
            "contact_channel",
            "street_address",
            "postal_code",
            "post_office",
            "emergency_name",
            "emergency_phone",
            "first_name",
            "last_name",
            "birth_date",
            "municipality",
        ]
        field_classes = {
            "phone": PhoneField,
            "email": OwnAddressField,
            "birth_date": BirthDateField,
            "emergency_phone": PhoneField,
        }
        widgets = {"street_address": forms.TextInput, "emergency_name": forms.TextInput}

    def __init__(self, *args: Any, instance: Participant, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["municipality"].queryset = municipalities()  # type: ignore[attr-defined]
        self.fields["birth_date"].known = instance.birth_date  # type: ignore[attr-defined]
        if instance.restricted:  # a protected address is told to nobody
            for name in ("street_address", "postal_code", "post_office"):
                del self.fields[name]
        for field in self.fields.values():
            other_persons(field)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        check_channel(self, values)
        return values


class WayInForm(forms.Form):
    """The worker has made sure who reads the address."""

    checked = forms.BooleanField(
        label=_("I have made sure with the person: whoever reads this address may read their page."),
        error_messages={"required": _("Make sure first who reads the address.")},
    )


class RegisterHostForm(forms.ModelForm):
    """A host employer that a worker registers on its word."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)

    class Meta:
        model = HostEmployer
        field_classes = {"business_id": BusinessIdField, "contact_phone": PhoneField}
        fields = [
            "business_id",
            "name",
            "kind",
            "municipality",
            "contact_name",
            "contact_phone",
            "contact_email",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = municipalities()  # type: ignore[attr-defined]
        self.fields["municipality"].required = True

    def known_host(self) -> HostEmployer | None:
        """The host employer that already has this business id."""
        return host_with_id(business_id_from(self.data.get("business_id", "")))


def chips_of(form: forms.Form, params: Any, sealed: Mapping[str, str] = EMPTY) -> list[tuple[str, str]]:
    """Each choice in use, with the address that takes it away.

    sealed: the names under which some choices stand in the address instead of their own.
    """
    chips = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name) if form.is_valid() else None
        if value in (None, "", False) or field.widget.is_hidden:
            continue
        rest = params.copy()
        rest.pop(sealed.get(name, name), None)
        rest.pop("page", None)
        label = dict(_flat(field.choices)).get(str(value), value) if hasattr(field, "choices") else value
        chips.append((str(field.label if value is True else label), f"?{rest.urlencode()}"))
    return chips


def _flat(choices: Any) -> list[tuple[str, Any]]:
    """Choices without their groups."""
    flat: list[tuple[str, Any]] = []
    for value, label in choices:
        flat.extend(label if isinstance(label, list | tuple) else [(str(value), label)])
    return flat
