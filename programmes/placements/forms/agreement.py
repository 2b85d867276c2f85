"""What an agreement asks: its terms, and the signatures under them."""

from __future__ import annotations

from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.catalogue.models import AgreementKind
from programmes.placements.agreements import current_agreement, unsigned_parties
from programmes.placements.codes import Party, Shown
from programmes.placements.forms.hours import plain_hours
from programmes.placements.models import Placement
from programmes.placements.policies import parties_for, signs_for_itself
from programmes.placements.presentation import hours_number, hours_words
from programmes.placements.selectors import rule_of
from ui.formats import day
from ui.forms import DateField
from workflow.forms import OnWord, TransitionForm


def hours_that_fit(placement: Placement) -> str:
    """The hours of the person and of the place side by side: within them hours are agreed, none preset."""
    place = placement.vacancy or placement.intake.programme  # type: ignore[union-attr]
    spans = [
        (_("The person: %(hours)s"), placement.participation),
        (_("The place: %(hours)s"), place),
    ]
    told = ((words, hours_words(row.weekly_hours_min, row.weekly_hours_max)) for words, row in spans if row)
    return ". ".join(str(words) % {"hours": hours} for words, hours in told if hours)


class IssueAgreementForm(TransitionForm):
    """The terms that all parties sign."""

    starts_on = DateField(label=_("Starts"))
    ends_on = DateField(label=_("Ends"))
    weekly_hours = forms.DecimalField(label=_("Hours a week"), min_value=1, max_value=60, decimal_places=1)
    guide = forms.CharField(label=_("Guide at the workplace"), max_length=120)
    tasks = forms.CharField(label=_("Tasks"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    aim = forms.CharField(
        label=_("Aim"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Agree on the words with the person: all who sign read them, the workplace too."),
    )
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
            "weekly_hours": plain_hours(obj.weekly_hours),
            "guide": obj.guide,
            "tasks": obj.tasks_shown or (vacancy.tasks if vacancy else ""),
            # The workplace reads the aim: the person's wish stands in it only if they chose to show it.
            "aim": participation.aim if Shown.SKILLS in obj.shown_to_host else "",
        } | (kwargs.get("initial") or {})
        super().__init__(*args, obj=obj, **kwargs)
        self.fields["weekly_hours"].help_text = hours_that_fit(obj)
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
                % {"hours": hours_number(rule.weekly_hours_max), "source": rule.legal_basis},
            )
        months = rule.duration_months_max
        if starts and ends and months and ends > (last := starts + relativedelta(months=months)):
            self.add_error(
                "ends_on",
                _(
                    "This type of service lasts at most %(months)s months: until %(date)s at the latest "
                    "(%(source)s)."
                )
                % {"months": months, "date": day(last), "source": rule.legal_basis},
            )
        return values


class SignForm(TransitionForm):
    """A signature under the version that was read."""

    dates_back = False
    party = forms.ChoiceField(label=_("Who signs"), choices=Party.choices, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)
    read = forms.BooleanField(
        label=_("I have read the agreement above"),
        error_messages={"required": _("Tick this when you have read the agreement.")},
    )
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
        self.done_already = _("You have signed already.") if agreement and not waiting else ""
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
