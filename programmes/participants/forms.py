"""What the verbs of a participation ask of a person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.addresses import folded
from accounts.models import User
from accounts.roles import Role
from accounts.selectors import belongs_to_staff, holders_of
from areas.periods import age_on
from programmes.catalogue.models import ReasonCode
from programmes.catalogue.selectors import reasons
from programmes.participants.codes import ContactChannel, Grounds, LabourStatus
from programmes.participants.likeness import found_for
from programmes.participants.models import LOOK_AGAIN_DAYS, Participant, Participation
from typed.meanwhile import Standing
from ui.forms import BIRTH, DateField, chosen_by_hand, mark_at_times
from ui.phones import PhoneField
from workflow.forms import OnceForm, TransitionForm


class ReasonField(forms.ModelChoiceField):
    """A reason from the dated list of the transition, with the words that the other party gets."""

    widget = forms.RadioSelect

    def __init__(self, machine: str, transition: str, **kwargs: Any) -> None:
        self.key = (machine, transition)
        kwargs.setdefault("label", _("Reason"))
        kwargs.setdefault("empty_label", None if kwargs.get("required", True) else _("No reason"))
        super().__init__(queryset=ReasonCode.objects.none(), blank=True, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """The reason and, before anything is sent, what the other party reads of it."""
        if not obj.told:
            return str(obj)
        return gettext("%(reason)s – the other party reads: “%(words)s”") % {
            "reason": obj,
            "words": obj.told.rstrip("."),
        }

    def load(self) -> None:
        """The choices are those that hold today."""
        self.queryset = reasons(*self.key)


def told_freely(label: Any = None, *, most: int = 500, help_text: Any = "") -> forms.CharField:
    """A field of three lines in which one may tell more; nobody has to."""
    return forms.CharField(
        label=label or _("In your own words"),
        required=False,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
    )


class ReasonForm(TransitionForm):
    """A form whose reasons are read when it is made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, ReasonField):
                field.load()


# A next step lies in this year or the two after it: one that is further off comes before nobody.
NEXT = (0, 2)
YOUNGEST, OLDEST = 15, 100


def step_day() -> DateField:
    """By when the next step is: today, or a day that is still to come."""
    return DateField(label=_("By when"), away=14, years=NEXT, past=False)


class BirthDateField(DateField):
    """The date of birth of a person in the service. known: what stands already is not questioned."""

    known: date | None = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "away": BIRTH})

    def validate(self, value: Any) -> None:
        """Raises ValidationError for an age at which nobody is in the service."""
        if value and value == self.known:
            return
        super().validate(value)
        if value and not YOUNGEST <= age_on(timezone.localdate(), value) <= OLDEST:
            raise ValidationError(_("Check the date of birth: the person is 15 to 100 years old."))


class NextStepFields(TransitionForm):
    """What happens next and by when."""

    next_step = forms.CharField(label=_("What happens next"), max_length=200)
    next_step_due_on = step_day()


class AcceptReferralForm(TransitionForm):
    """Who becomes responsible."""

    coordinator = forms.ModelChoiceField(User.objects.none(), label=_("Responsible coordinator"))

    def __init__(self, *args: Any, obj: Any, user: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"coordinator": user.pk} | (kwargs.get("initial") or {})
        super().__init__(*args, obj=obj, user=user, **kwargs)
        people = [person.pk for person in holders_of(Role.COORDINATOR, obj.municipality)]
        if found_for(user, obj.participant, officer=False):
            self.fields["compared"] = forms.BooleanField(label=_("I have compared: this is another person"))
            self.order_fields(["compared", *self.fields])
        self.fields["coordinator"].queryset = User.objects.filter(pk__in=people).order_by("name_order", "pk")  # type: ignore[attr-defined]

    def fields_for_service(self) -> dict[str, Any]:
        """Who becomes responsible; that one has compared is between the form and its reader."""
        return {key: value for key, value in super().fields_for_service().items() if key != "compared"}


class ReturnReferralForm(ReasonForm):
    """Why the referral goes back."""

    reason = ReasonField("participation", "return_referral")
    reason_text = told_freely()


class ReferAgainForm(Standing, TransitionForm):
    """What has changed since."""

    shown_first = True
    aim = forms.CharField(
        label=_("Aim"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Change it if something is new."),
    )

    def __init__(self, *args: Any, obj: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"aim": obj.aim} | (kwargs.get("initial") or {})
        super().__init__(*args, obj=obj, **kwargs)


class StartForm(NextStepFields):
    """The start interview and the first next step."""

    plan_made_on = DateField(
        label=_("Plan made"),
        required=False,
        away=-7,
        future=False,
        help_text=_("The day the first plan was made, if it has been."),
    )
    field_order = ["next_step", "next_step_due_on", "plan_made_on", "on"]

    def clean_plan_made_on(self) -> Any:
        day = self.cleaned_data.get("plan_made_on")
        if day and day < self.obj.referred_on:
            raise ValidationError(_("The plan cannot be older than the referral."))
        return day


class HoldForm(ReasonForm):
    """Why and until when."""

    reason = ReasonField("participation", "hold")
    look_again_on = DateField(label=_("Look again"), away=30, help_text=_("At most 90 days ahead."))

    def clean_look_again_on(self) -> Any:
        day, today = self.cleaned_data["look_again_on"], timezone.localdate()
        if not today <= day <= today + timedelta(days=LOOK_AGAIN_DAYS):
            raise ValidationError(_("Look again within 90 days."))
        return day


class ResumeForm(NextStepFields):
    """The next step after the break."""


class NextStepForm(OnceForm):
    """A new next step, at any time."""

    what = forms.CharField(label=_("What happens next"), max_length=200)
    due_on = step_day()


class OwnAddressField(forms.EmailField):
    """A person's own e-mail address: never a worker's, who would be kept from the case and get the mail."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("E-mail"))
        super().__init__(**kwargs)
        self.widget.attrs["autocomplete"] = "off"

    def clean(self, value: Any) -> str:
        """The address in the form in which addresses are kept."""
        address = folded(super().clean(value))
        if address and belongs_to_staff(address):
            raise ValidationError(
                _("This is a worker’s address. Write the person’s own, or leave the field empty.")
            )
        return address


def other_persons(field: forms.Field) -> forms.Field:
    """The field is about somebody else: the browser offers nothing of the worker's own."""
    field.widget.attrs["autocomplete"] = "off"
    return field


def check_channel(form: forms.BaseForm, values: dict[str, Any]) -> None:
    """The channel has what it needs; what is missing is said at its field."""
    channel = values.get("contact_channel")
    if channel == ContactChannel.EMAIL and not values.get("email") and "email" not in form.errors:
        form.add_error("email", _("Give the address: the person wants e-mail."))
    by_phone = channel in {ContactChannel.SMS, ContactChannel.PHONE}
    if by_phone and not values.get("phone") and "phone" not in form.errors:
        form.add_error("phone", _("Give the number: the person wants to be reached by telephone."))


# What a referral says beside the person and the municipality.
REFERRAL_VALUES = (
    "aim",
    "weekly_hours_min",
    "weekly_hours_max",
    "earliest_start_on",
    "grounds",
    "in_plan",
    "interpreter_needed",
    "labour_status_at_referral",
    "unemployed_since",
)


class ReferralForm(forms.Form):
    """A referral in two minutes: the person, and what would fit."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    birth_date = BirthDateField(label=_("Date of birth"))
    municipality = forms.ModelChoiceField(queryset=None, label=_("Municipality"))
    phone = other_persons(PhoneField(required=False))
    email = OwnAddressField(required=False)
    contact_channel = forms.ChoiceField(
        label=_("How does the person want to hear from us?"),
        choices=ContactChannel.choices,
        widget=forms.RadioSelect,
    )
    aim = forms.CharField(
        label=_("Aim"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the person hopes for. No diagnoses and no identity code."),
    )
    weekly_hours_min = forms.DecimalField(
        label=_("Hours a week, at least"), min_value=1, max_value=40, decimal_places=1
    )
    weekly_hours_max = forms.DecimalField(
        label=_("Hours a week, at most"), min_value=1, max_value=40, decimal_places=1
    )
    earliest_start_on = DateField(label=_("Can start at the earliest"), away=14, years=(-10, 2))
    grounds = forms.ChoiceField(label=_("Why the service"), choices=chosen_by_hand(Grounds.choices))
    in_plan = forms.TypedChoiceField(
        label=_("Is this in the person's employment plan?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    interpreter_needed = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    labour_status_at_referral = forms.ChoiceField(
        label=_("Position now"), choices=chosen_by_hand(LabourStatus.choices)
    )
    unemployed_since = DateField(label=_("Unemployed since"), required=False, away=-200, future=False)
    confirmed_new = forms.BooleanField(
        label=_("I have checked: this is not the person shown above"), required=False
    )
    contact = forms.ChoiceField(
        label=_("If you choose the known person: which contact data are right?"),
        choices=[("new", _("The ones in this referral")), ("old", _("The ones known before"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, municipalities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = municipalities  # type: ignore[attr-defined]
        mark_at_times(self, "phone", "email", "confirmed_new", "contact")
        self.at_need = {name: self.fields.pop(name) for name in ("confirmed_new", "contact")}

    def ask(self, *names: str) -> None:
        """The form asks these too: whether the person is another one, which contact data are right."""
        self.fields.update({name: self.at_need[name] for name in names})
        self.full_clean()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        low, high = values.get("weekly_hours_min"), values.get("weekly_hours_max")
        if low and high and low > high:
            self.add_error("weekly_hours_max", _("The most hours are fewer than the least."))
        check_channel(self, values)
        earliest = values.get("earliest_start_on")
        if earliest and earliest < timezone.localdate() and "earliest_start_on" in self.changed_data:
            self.add_error("earliest_start_on", _("The day has already passed: give today or a later day."))
        since, born = values.get("unemployed_since"), values.get("birth_date")
        if since and born and age_on(since, born) < YOUNGEST:
            self.add_error("unemployed_since", _("The person was under 15 years old then. Check the day."))
        return values

    def person(self) -> Participant:
        """The participant that the form describes, not saved."""
        names = ("first_name", "last_name", "birth_date", "municipality", "phone", "email", "contact_channel")
        return Participant(**{name: self.cleaned_data[name] for name in names})


HOURS = ("weekly_hours_min", "weekly_hours_max")


class MendForm(Standing, ReferralForm):
    """A referral that is sent, put right by its officer before a coordinator has taken it up.

    The municipality stays: it says in whose queue the referral is, and in another it is a new one. Name and
    date of birth stay where the person was in the service before.
    """

    PERSON = ("first_name", "last_name", "birth_date", "phone", "email", "contact_channel")

    def __init__(self, data: Any, *, row: Participation, is_known: bool) -> None:
        person = {name: getattr(row.participant, name) for name in self.PERSON}
        told = {name: getattr(row, name) for name in REFERRAL_VALUES}
        told["in_plan"] = {True: "yes", False: "no"}.get(told["in_plan"])
        told |= {name: f"{told[name].normalize():f}" for name in HOURS if told[name] is not None}
        super().__init__(data, municipalities=None, initial=person | told)
        left_out = {"token", "municipality", *(self.PERSON[:3] if is_known else ())}
        for name in left_out:
            del self.fields[name]

    def values(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What is said of the person, and of the referral."""
        told = self.cleaned_data
        person = {name: told[name] for name in self.PERSON if name in told}
        return person, {name: told[name] for name in REFERRAL_VALUES}
