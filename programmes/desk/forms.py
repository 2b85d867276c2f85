"""Forms of the desk: few fields, one press each where it can be."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from areas.models import Municipality
from programmes.desk.selectors import towns_of
from programmes.employers.business_ids import BusinessIdField
from programmes.employers.models import ContactKind, HostEmployer
from programmes.employers.models.contact import LONGEST_ABOUT
from programmes.employers.selectors import hosts_for
from programmes.participants.codes import MeetingWay
from programmes.servicepoints.codes import Topic, VisitChannel, VisitKind
from programmes.servicepoints.models import ServicePoint
from programmes.servicepoints.models.tally import MOST_AT_ONCE
from programmes.workspace.forms import ANY, municipality_field
from typed.meanwhile import Standing
from ui.forms import DateField, ScaleInput
from workflow.forms import OnceForm


def pressed(choices: Any, **details: Any) -> forms.ChoiceField:
    """A choice that is one press: each answer a button beside the others."""
    return forms.ChoiceField(choices=choices, widget=ScaleInput, **details)


class TownField(forms.ModelChoiceField):
    """A municipality among those where the worker works."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Municipality.objects.none(), label=_("Municipality"), **kwargs)


class CountForm(OnceForm):
    """One visit: the way, the topic; the button pressed last says where."""

    channel = pressed(VisitChannel.choices, label=_("How they came"), initial=VisitChannel.VISIT)
    topic = pressed(
        Topic.choices, label=_("About what"), error_messages={"required": _("Choose what it was about.")}
    )
    municipality = TownField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = towns_of(user)  # type: ignore[attr-defined]


class SeveralForm(OnceForm):
    """Several contacts at once, of another day too, and contacts of the network."""

    on = DateField(label=_("Day"), away=-1, future=False, initial=timezone.localdate)
    municipality = TownField()
    kind = forms.ChoiceField(label=_("Who came"), choices=VisitKind.choices, widget=forms.RadioSelect)
    channel = forms.ChoiceField(label=_("How they came"), choices=VisitChannel.choices)
    topic = forms.ChoiceField(
        label=_("About what"), choices=[("", _("Nobody knows")), *Topic.choices], required=False
    )
    count = forms.IntegerField(
        label=_("How many"), validators=[MinValueValidator(1), MaxValueValidator(MOST_AT_ONCE)], initial=1
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = VisitKind.CUSTOMER
        self.fields["municipality"].queryset = towns_of(user)  # type: ignore[attr-defined]


class MeetingForm(OnceForm):
    """Where a coaching meeting was, and on which day."""

    way = pressed(
        MeetingWay.choices, label=_("Where"), error_messages={"required": _("Choose where it was.")}
    )
    on = DateField(label=_("Day"), away=-1, future=False, initial=timezone.localdate)


class AgentForm(Standing):
    """Who is the agent; nobody where it is empty."""

    agent = forms.ModelChoiceField(
        User.objects.none(), label=_("Agent"), required=False, empty_label=_("Nobody")
    )

    def __init__(self, *args: Any, possible: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [user.pk for user in possible]
        self.fields["agent"].queryset = User.objects.filter(pk__in=keys).order_by("name_order", "pk")  # type: ignore[attr-defined]


class ContactForm(OnceForm):
    """A contact with an employer that is registered, or is not yet: then it has a name and a municipality."""

    name = forms.CharField(label=_("Employer"), max_length=200)
    municipality = TownField()
    kind = pressed(ContactKind.choices, label=_("How"), initial=ContactKind.CALL)
    on = DateField(label=_("Day"), away=-1, future=False, initial=timezone.localdate)
    about = forms.CharField(
        label=_("What was agreed"),
        required=False,
        max_length=LONGEST_ABOUT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For the workers. Nothing about participants."),
    )
    hidden_job = forms.BooleanField(
        label=_("A hidden job came up"),
        required=False,
        help_text=_("Work that nobody has advertised."),
    )
    job = forms.CharField(label=_("What work"), max_length=120, required=False)

    def __init__(self, *args: Any, user: User, host: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if host is not None:
            del self.fields["name"]
        if host is not None and host.municipality_id:
            del self.fields["municipality"]
        else:
            self.fields["municipality"].queryset = towns_of(user)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A hidden job says what work it is."""
        values = super().clean() or {}
        if values.get("hidden_job") and not values.get("job"):
            self.add_error("job", _("Write in a few words what work it is."))
        if values.get("job") and not values.get("hidden_job") and "hidden_job" not in self.errors:
            values["hidden_job"] = True
        return values


class ChangeContactForm(Standing, ContactForm):
    """A contact that stands is put right; what somebody else has written meanwhile stays."""


class PlaceForm(forms.Form):
    """Which place was made of the hidden job."""

    vacancy = forms.ModelChoiceField(
        None, label=_("The place made of it"), error_messages={"required": _("Choose the place.")}
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vacancy"].queryset = places  # type: ignore[attr-defined]


class EmployerForm(forms.Form):
    """Which registered employer the contact was with."""

    business_id = BusinessIdField(label=_("Business id of the registered employer"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user
        self.host: HostEmployer | None = None

    def clean_business_id(self) -> str:
        """The employer is known and may be seen."""
        known = str(self.cleaned_data["business_id"])
        self.host = hosts_for(self._user).filter(business_id=known).first()
        if self.host is None:
            told = _("No employer is registered with this business id. Register it first.")
            raise forms.ValidationError(told)
        return known


class ContactFilter(forms.Form):
    """Which contacts are listed."""

    q = forms.CharField(label=_("Employer"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("How"), required=False, choices=[ANY, *ContactKind.choices])
    municipality = municipality_field()
    job = forms.ChoiceField(
        label=_("Hidden jobs"),
        required=False,
        choices=[ANY, ("open", _("Without a place yet")), ("made", _("With a place"))],
    )
    whose = forms.ChoiceField(
        label=_("Whose"), required=False, choices=[("", _("Everyone in the area")), ("mine", _("Mine"))]
    )


class PeriodForm(forms.Form):
    """From when to when the figures are counted."""

    first = DateField(label=_("From"), away=-30, required=False)
    last = DateField(label=_("Until"), away=-1, required=False)

    def clean(self) -> dict[str, Any]:
        """The days stand in order."""
        values = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first."))
        return values


class KioskForm(OnceForm):
    """At which service point the tablet stands."""

    point = forms.ModelChoiceField(ServicePoint.objects.none(), label=_("Service point"))

    def __init__(self, *args: Any, points: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["point"].queryset = points  # type: ignore[attr-defined]
