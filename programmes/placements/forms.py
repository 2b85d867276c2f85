"""What the verbs of a placement ask, and the forms of verbs whose consequences reach placements."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.catalogue.models import AgreementKind
from programmes.participants.codes import ExitClass, ExitStatus
from programmes.participants.forms import ReasonField, ReasonForm
from programmes.placements.agreements import current_agreement, unsigned_parties
from programmes.placements.codes import EndKind, Outcome, Party, Shown
from programmes.placements.policies import parties_for, signs_for_itself
from programmes.placements.selectors import rule_of
from ui.forms import DateField
from workflow.forms import OnWord, TransitionForm


class WantForm(TransitionForm):
    """A yes: its place among several wishes, and what the host will see, word for word."""

    shown_first = True
    rank = forms.TypedChoiceField(
        label=_("If several interest you: which wish is this?"),
        coerce=int,
        required=False,
        empty_value=1,
        choices=[(1, _("My first wish")), (2, _("My second wish")), (3, _("My third wish"))],
        widget=forms.RadioSelect,
        initial=1,
    )
    shown_to_host = forms.MultipleChoiceField(
        label=_("What else may the workplace see?"),
        choices=Shown.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The workplace always sees your first name and the hours that fit you. Nothing else."),
    )


class DeclineForm(ReasonForm):
    """A no: what it leads to is read first, a reason is never required."""

    shown_first = True
    reason = ReasonField("placement", "decline", required=False, empty_label=_("I do not want to say"))
    reason_text = forms.CharField(
        label=_("If you want, tell us more"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _plain(hours: Decimal | None) -> Decimal | int | None:
    """Full hours without a decimal, as a person writes them."""
    return int(hours) if hours is not None and hours == int(hours) else hours


class IntroduceForm(TransitionForm):
    """What the host reads of the person beside the first name."""

    weekly_hours = forms.DecimalField(
        label=_("Hours a week that fit"), min_value=1, max_value=60, decimal_places=1
    )
    tasks_shown = forms.CharField(
        label=_("Tasks that fit"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In words about work. Nothing about health, benefits or other places."),
    )

    def __init__(self, *args: Any, obj: Any, **kwargs: Any) -> None:
        hours = obj.participation.weekly_hours_max or (obj.vacancy.weekly_hours_max if obj.vacancy else None)
        kwargs["initial"] = {
            "weekly_hours": _plain(hours),
            "tasks_shown": obj.vacancy.tasks if obj.vacancy else "",
        } | (kwargs.get("initial") or {})
        super().__init__(*args, obj=obj, **kwargs)


class AcceptForm(TransitionForm):
    """A yes of the host: who guides."""

    guide = forms.CharField(
        label=_("Guide at the workplace"),
        max_length=120,
        help_text=_("Who meets the person on the first day and helps."),
    )

    def __init__(self, *args: Any, obj: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"guide": obj.vacancy.guide if obj.vacancy else ""} | (
            kwargs.get("initial") or {}
        )
        super().__init__(*args, obj=obj, **kwargs)


class ReserveSeatForm(TransitionForm):
    """A seat in a group."""

    shown_first = True
    guide = forms.CharField(label=_("Instructor"), max_length=120, required=False)


class RefuseForm(ReasonForm):
    """A no of the host, with a reason."""

    reason = ReasonField("placement", "refuse")
    reason_text = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A worker reads this. The person hears it from the worker."),
    )


class IssueAgreementForm(TransitionForm):
    """The terms that all parties sign."""

    starts_on = DateField(label=_("Starts"))
    ends_on = DateField(label=_("Ends"))
    weekly_hours = forms.DecimalField(label=_("Hours a week"), min_value=1, max_value=60, decimal_places=1)
    guide = forms.CharField(label=_("Guide at the workplace"), max_length=120)
    tasks = forms.CharField(label=_("Tasks"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    aim = forms.CharField(label=_("Aim"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    insurance = forms.CharField(
        label=_("Insurance"), max_length=200, help_text=_("Who insures, in plain words.")
    )
    interpreter_offered = forms.BooleanField(
        label=_("An interpreter has been offered for reading the agreement"), required=False
    )
    decided_on = DateField(label=_("Decision made on"), required=False)
    decision_number = forms.CharField(label=_("Number of the decision"), max_length=60, required=False)

    def __init__(self, *args: Any, obj: Any, **kwargs: Any) -> None:
        participation, vacancy = obj.participation, obj.vacancy
        kwargs["initial"] = {
            "weekly_hours": _plain(obj.weekly_hours or participation.weekly_hours_max),
            "guide": obj.guide,
            "tasks": obj.tasks_shown or (vacancy.tasks if vacancy else ""),
            "aim": participation.aim,
        } | (kwargs.get("initial") or {})
        super().__init__(*args, obj=obj, **kwargs)
        if not participation.interpreter_needed:
            del self.fields["interpreter_offered"]
        if rule_of(obj).agreement_kind != AgreementKind.EXTERNAL:
            del self.fields["decided_on"], self.fields["decision_number"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The end is before the start."))
        if starts and starts < timezone.localdate():
            self.add_error(
                "starts_on", _("The agreement is made before the start: give today or a later day.")
            )
        rule = rule_of(self.obj)
        hours = values.get("weekly_hours")
        if hours and rule.weekly_hours_max and hours > rule.weekly_hours_max:
            self.add_error(
                "weekly_hours",
                _("This type of service allows at most %(hours)s hours a week (%(source)s).")
                % {"hours": rule.weekly_hours_max, "source": rule.legal_basis},
            )
        return values


class SignForm(TransitionForm):
    """A signature under the version that was read."""

    dates_back = False
    party = forms.ChoiceField(label=_("Who signs"), choices=Party.choices, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)
    read = forms.BooleanField(label=_("I have read the agreement above"))
    on_word_of = forms.ChoiceField(
        label=_("If you record another's signature: how was it given?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", _("It is my own signature")), *OnWord.choices],
    )

    def __init__(self, *args: Any, obj: Any, user: Any, **kwargs: Any) -> None:
        agreement = current_agreement(obj)
        waiting = parties_for(user, obj, unsigned_parties(obj, rule_of(obj))) if agreement else []
        kwargs["initial"] = {
            "version": agreement.version if agreement else 0,
            "party": waiting[0] if waiting else None,
        } | (kwargs.get("initial") or {})
        super().__init__(*args, obj=obj, user=user, **kwargs)
        labels = dict(Party.choices)
        self.fields["party"].choices = [(party, labels[party]) for party in waiting]  # type: ignore[attr-defined]
        self.worker = not all(party != Party.AREA and signs_for_itself(user, obj, party) for party in waiting)
        if not self.worker:
            self.fields["party"].widget = forms.HiddenInput()
            del self.fields["on_word_of"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if (
            "on_word_of" in self.fields
            and values.get("party") not in {None, Party.AREA}
            and not values.get("on_word_of")
        ):
            self.add_error("on_word_of", _("Tell how the signature was given."))
        return values

    def fields_for_service(self) -> dict[str, Any]:
        values = super().fields_for_service()
        values.pop("read")
        on_word = values.pop("on_word_of", "")
        return values | ({"on_word": on_word} if on_word and values["party"] != Party.AREA else {})


class StartPlacementForm(TransitionForm):
    """The first day came true."""

    shown_first = True
    induction_done = forms.BooleanField(
        label=_("The induction and the safety induction were held"), required=False
    )


class EndPlacementForm(ReasonForm):
    """How and when it ended."""

    dates_back = False
    ended_on = DateField(label=_("Last day"), initial=timezone.localdate)
    end_kind = forms.ChoiceField(label=_("How it ended"), choices=EndKind.choices, widget=forms.RadioSelect)
    reason = ReasonField("placement", "end", required=False, help_text=_("Needed when it ended early."))
    reason_text = forms.CharField(
        label=_("In your own words"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if str(values.get("end_kind", "")).startswith("early_") and not values.get("reason"):
            self.add_error("reason", _("Give a reason: the place ended early."))
        day = values.get("ended_on")
        if day and day > timezone.localdate():
            self.add_error("ended_on", _("The last day cannot be after today."))
        if day and self.obj.starts_on and day < self.obj.starts_on:
            self.add_error("ended_on", _("The last day is before the first."))
        return values


class ClosePlacementForm(TransitionForm):
    """What the closing talk found."""

    outcome = forms.ChoiceField(label=_("What comes next"), choices=Outcome.choices, widget=forms.RadioSelect)
    host_view = forms.CharField(
        label=_("The workplace's view"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    participant_agrees = forms.TypedChoiceField(
        label=_("Does the participant agree with the view?"),
        required=False,
        empty_value=None,
        choices=[("yes", _("Yes")), ("no", _("No, in own words below"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    own_words = forms.CharField(
        label=_("The participant's own words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CancelForm(ReasonForm):
    """Why it is called off."""

    reason = ReasonField("placement", "cancel")
    reason_text = forms.CharField(
        label=_("In your own words"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class WithdrawForm(ReasonForm):
    """Leaving the service; a reason is never required."""

    shown_first = True
    reason = ReasonField("participation", "withdraw", required=False, empty_label=_("I do not want to say"))
    reason_text = forms.CharField(
        label=_("If you want, tell us more"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EndParticipationForm(TransitionForm):
    """Where the person stands and where next; nothing is left silent."""

    exit_status = forms.ChoiceField(label=_("Position now"), choices=ExitStatus.choices)
    exit_class = forms.ChoiceField(label=_("What kind of solution"), choices=ExitClass.choices)
    next_destination = forms.CharField(
        label=_("Where next"), max_length=200, help_text=_("If nothing is known, say so and why.")
    )


class CloseVacancyForm(ReasonForm):
    """Why the place is closed."""

    dates_back = False
    reason = ReasonField("vacancy", "close")


class ProposeForm(forms.Form):
    """The choice of two or three places."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    only_one_reason = forms.CharField(label=_("If there is only one: why?"), max_length=200, required=False)
    places = forms.MultipleChoiceField(label=_("Places to suggest"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = choices  # type: ignore[attr-defined]

    def clean_places(self) -> list[str]:
        places: list[str] = self.cleaned_data["places"]
        if len(places) > 3:
            raise ValidationError(_("At most three places side by side."))
        return places
