"""What the verbs of an assessment ask, and what is written down beside them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.assessments.codes import (
    DecisionKind,
    DecisionOutcome,
    Party,
    ReviewAfter,
    StepKind,
    organisations,
)
from programmes.assessments.models.assessment import LONGEST
from programmes.assessments.partners import partner_accounts
from programmes.catalogue.models import SolutionClass
from programmes.participants.forms import ReasonField, ReasonForm, told_freely
from ui.forms import DateField
from workflow.forms import OnWordField, TransitionForm

AHEAD = (0, 3)
STEPS_AT_FIRST = (StepKind.HEALTH_CHECK, StepKind.ASSESSMENT, StepKind.KELA, StepKind.NETWORK_MEETING)
USUAL_PARTY = {
    StepKind.HEALTH_CHECK: Party.COUNTY,
    StepKind.ASSESSMENT: Party.COUNTY,
    StepKind.KELA: Party.KELA,
    StepKind.NETWORK_MEETING: Party.AREA,
}


def coming(label: Any, *, away: int = 14, required: bool = True) -> DateField:
    """A day that lies ahead, in the next years."""
    return DateField(label=label, away=away, years=AHEAD, required=required)


def not_passed(form: forms.Form, *names: str) -> None:
    """A day that is to come is not before today."""
    for name in names:
        given = form.cleaned_data.get(name)
        if given and given < timezone.localdate():
            form.add_error(name, _("The day has passed. Give one that is to come."))


class CounterpartFields(forms.Form):
    """The other side's worker: somebody with an account, or a name and how they are reached."""

    counterpart_organisation = forms.ChoiceField(label=_("The other side"), choices=organisations)
    counterpart = forms.ModelChoiceField(
        queryset=None,
        label=_("The other side's worker, if they have an account"),
        required=False,
        empty_label=_("No account"),
    )
    counterpart_name = forms.CharField(label=_("Or their name"), max_length=120, required=False)
    counterpart_contact = forms.CharField(
        label=_("Their telephone or e-mail"), max_length=120, required=False
    )

    def name_the_accounts(self) -> None:
        """The accounts of partners of today are the choices."""
        self.fields["counterpart"].queryset = partner_accounts()  # type: ignore[attr-defined]

    def check_counterpart(self, values: dict[str, Any]) -> None:
        """Somebody is named: both sides' workers stand on the assessment."""
        if not values.get("counterpart") and not values.get("counterpart_name", "").strip():
            self.add_error("counterpart_name", _("Name the other side's worker, by account or by name."))


class TakeForm(TransitionForm, CounterpartFields):
    """Who is the other side's worker, and the steps: what, who and by when. One is enough to begin."""

    shown_first = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_the_accounts()
        for kind in STEPS_AT_FIRST:
            self.fields[f"{kind.value}_on"] = DateField(
                label=_("%(step)s by") % {"step": kind.label}, away=21, years=AHEAD, required=False
            )
            self.fields[f"{kind.value}_party"] = forms.ChoiceField(
                label=_("%(step)s: who does it") % {"step": kind.label},
                choices=Party.choices,
                initial=USUAL_PARTY[kind],
            )
        late = {"on_word", "on"} & set(self.fields)
        self.order_fields([*(name for name in self.fields if name not in late), *sorted(late, reverse=True)])

    def clean(self) -> dict[str, Any]:
        """At least one step has its day, and the other side has a worker."""
        values = super().clean() or {}
        self.check_counterpart(values)
        names = [f"{kind.value}_on" for kind in STEPS_AT_FIRST]
        not_passed(self, *names)
        if not any(values.get(name) for name in names) and not any(name in self.errors for name in names):
            self.add_error(names[0], _("Give at least one step its day."))
        return values

    def fields_for_service(self) -> dict[str, Any]:
        values = super().fields_for_service()
        steps = []
        for kind in STEPS_AT_FIRST:
            due_on, party = values.pop(f"{kind.value}_on"), values.pop(f"{kind.value}_party")
            if due_on:
                steps.append((kind.value, party, due_on))
        return values | {"steps": steps}


class ConveneForm(TransitionForm):
    """When the meeting is, and who comes."""

    meeting_on = coming(_("Day of the meeting"))
    parties = forms.MultipleChoiceField(
        label=_("Who comes"), choices=Party.choices, widget=forms.CheckboxSelectMultiple
    )

    def clean(self) -> dict[str, Any]:
        """The meeting is to come."""
        values = super().clean() or {}
        not_passed(self, "meeting_on")
        return values


class AwaitForm(TransitionForm):
    """What was applied for, when, and who decides."""

    dates_back = False
    kind = forms.ChoiceField(
        label=_("What was applied for"), choices=DecisionKind.choices, widget=forms.RadioSelect
    )
    decided_by = forms.CharField(label=_("Who decides"), max_length=120, initial="Kela")
    applied_on = DateField(label=_("Applied"), initial=timezone.localdate, future=False)


class ConcludeForm(TransitionForm):
    """In what it ended, in words, and who acts next."""

    solution = forms.ModelChoiceField(
        SolutionClass.objects.none(),
        label=_("Conclusion"),
        empty_label=None,
        widget=forms.RadioSelect,
        blank=True,
        help_text=_("A pension and rehabilitation need a granted decision on file."),
    )
    conclusion = told_freely(_("In words, for the person"), most=LONGEST)
    next_party = forms.ChoiceField(label=_("Who acts next"), choices=Party.choices)
    next_what = forms.CharField(label=_("What they do"), max_length=500)
    next_on = coming(_("By when"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["solution"].queryset = SolutionClass.objects.valid_on()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What comes next is to come."""
        values = super().clean() or {}
        not_passed(self, "next_on")
        return values


class InterruptForm(ReasonForm):
    """Why it does not go on. The person need not say why."""

    shown_first = True
    reason = ReasonField("assessment", "interrupt", required=False)
    reason_text = told_freely()

    def clean(self) -> dict[str, Any]:
        """A worker gives a reason."""
        values = super().clean() or {}
        if not values.get("reason") and self.obj.participation.participant.user_id != self.user.pk:
            self.add_error("reason", _("Give a reason."))
        return values


class OpenForm(forms.Form):
    """What is found out, and what each organisation may read: why and until when."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    question = forms.CharField(
        label=_("What is being found out"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Plainly, as the person reads it. No diagnosis."),
    )


class StepForm(forms.Form):
    """One more step: what, who and by when."""

    kind = forms.ChoiceField(label=_("What is done"), choices=StepKind.choices)
    what = forms.CharField(label=_("In words"), max_length=300, required=False)
    party = forms.ChoiceField(label=_("Who does it"), choices=Party.choices)
    owner = forms.CharField(label=_("By name"), max_length=120, required=False)
    due_on = coming(_("By when"))

    def clean(self) -> dict[str, Any]:
        """The day is to come."""
        values = super().clean() or {}
        not_passed(self, "due_on")
        return values


class StepDoneForm(forms.Form):
    """What came of the step; who of another organisation told it, and how."""

    outcome = told_freely(_("What came of it"), most=LONGEST, help_text=_("No diagnosis."))
    done_on = DateField(label=_("Done"), initial=timezone.localdate, future=False)
    told_by = forms.CharField(
        label=_("Who told it"),
        max_length=120,
        required=False,
        help_text=_("When you write it down on behalf of another organisation."),
    )
    on_word = OnWordField(nobody=_("Not on anybody's behalf"))


class MetForm(forms.Form):
    """What was agreed in the meeting, and when the plan is looked at again."""

    met_on = DateField(label=_("Meeting held"), initial=timezone.localdate, future=False)
    plan = forms.CharField(
        label=_("What was agreed"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Who does what and by when. The person reads this. No diagnosis."),
    )
    review_after = forms.TypedChoiceField(
        label=_("The plan is looked at again"),
        choices=ReviewAfter.choices,
        coerce=int,
        initial=ReviewAfter.THREE,
        widget=forms.RadioSelect,
    )

    def fields_for_service(self) -> dict[str, Any]:
        """The words, and the day on which the plan is looked at again."""
        values = dict(self.cleaned_data)
        months = values.pop("review_after")
        return values | {"review_on": values["met_on"] + relativedelta(months=months)}


class DecisionForm(forms.Form):
    """What was decided, when, and until when one may appeal."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[(one.value, one.label) for one in (DecisionOutcome.GRANTED, DecisionOutcome.REFUSED)],
        widget=forms.RadioSelect,
    )
    decided_on = DateField(label=_("Decided"), initial=timezone.localdate, future=False)
    appeal_until = DateField(
        label=_("Appeal until"),
        required=False,
        away=30,
        help_text=_("From the decision. Tell the person how to appeal."),
    )


class AskPartnerForm(forms.Form):
    """What an organisation is asked by a link, and where the link goes."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    organisation = forms.ChoiceField(label=_("Organisation"), choices=organisations)
    question = forms.CharField(
        label=_("What is asked"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is read on the page of the link, never in the e-mail."),
    )
    step = forms.ModelChoiceField(
        queryset=None, label=_("The answer is of the step"), required=False, empty_label=_("No step")
    )
    address = forms.EmailField(label=_("E-mail of the worker there"))
    valid_until = DateField(label=_("The link holds until"), away=14, years=(0, 1))

    def __init__(self, *args: Any, steps: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].queryset = steps  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The link holds for some weeks at most."""
        values = super().clean() or {}
        not_passed(self, "valid_until")
        until = values.get("valid_until")
        if until and until > timezone.localdate() + timedelta(days=60):
            self.add_error("valid_until", _("A link holds for 60 days at most."))
        return values


class AnswerByLinkForm(forms.Form):
    """One answer of an organisation."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What the person can do and what helps. No diagnosis, no identity code."),
    )
    answered_by = forms.CharField(label=_("Your name and post"), max_length=120)
