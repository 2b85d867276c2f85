"""What the verbs of a place that was agreed ask: first day, end, closing talk, calling off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.participants.forms import ReasonField, ReasonForm, told_freely
from programmes.placements.codes import EndKind, Outcome
from programmes.placements.ending import what_does_not_fit
from ui.formats import day
from ui.forms import DateField, mark_at_times
from workflow.forms import TransitionForm


class StartPlacementForm(TransitionForm):
    """The first day came true."""

    shown_first = True
    induction_done = forms.BooleanField(
        label=_("The induction and the safety induction were held"),
        error_messages={
            "required": _(
                "Work begins with the induction. Hold it first, then record that the work has begun."
            )
        },
    )


class PausePlacementForm(ReasonForm):
    """Why there is a break, and when the work goes on."""

    reason = ReasonField("placement", "pause")
    resumes_on = DateField(label=_("The work goes on"), away=14)

    def __init__(self, *args: Any, obj: Any, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        if obj.ends_on:
            self.fields["resumes_on"].help_text = _("The agreed end is %(day)s.") % {"day": day(obj.ends_on)}


class ResumePlacementForm(TransitionForm):
    """The first day after the break."""

    shown_first = True


class EndPlacementForm(ReasonForm):
    """How and when it ended."""

    dates_back = False
    ended_on = DateField(label=_("Last day"), initial=timezone.localdate)
    end_kind = forms.ChoiceField(label=_("How it ended"), choices=EndKind.choices, widget=forms.RadioSelect)
    reason = ReasonField("placement", "end", required=False, help_text=_("Needed when it ended early."))
    reason_text = told_freely()
    days_beyond_text = told_freely(_("If the last day is after the agreed end: was it extended?"), most=1000)

    def __init__(self, *args: Any, obj: Any, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        if obj.ends_on:
            self.fields["ended_on"].help_text = _("The agreed end is %(day)s.") % {"day": day(obj.ends_on)}
        if not obj.ends_on or obj.ends_on >= timezone.localdate():
            del self.fields["days_beyond_text"]
        mark_at_times(self, "reason", "days_beyond_text")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if str(values.get("end_kind", "")).startswith("early_") and not values.get("reason"):
            self.add_error("reason", _("Give a reason: the place ended early."))
        last = values.get("ended_on")
        if last and last > timezone.localdate():
            self.add_error("ended_on", _("The last day cannot be after today."))
        elif last:
            told = values.get("days_beyond_text", "")
            for name, words in what_does_not_fit(self.obj, last, values.get("end_kind", ""), told).items():
                self.add_error(name, words)
        if last and self.obj.starts_on and last < self.obj.starts_on:
            self.add_error("ended_on", _("The last day is before the first."))
        return values


class ClosePlacementForm(TransitionForm):
    """What the closing talk found."""

    outcome = forms.ChoiceField(label=_("What comes next"), choices=Outcome.choices, widget=forms.RadioSelect)
    host_view = told_freely(_("The workplace's view"), most=2000)
    participant_agrees = forms.TypedChoiceField(
        label=_("Does the participant agree with the view?"),
        required=False,
        empty_value=None,
        choices=[("yes", _("Yes")), ("no", _("No, in own words below"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    own_words = told_freely(_("The participant's own words"), most=2000)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("participant_agrees") is False and not str(values.get("own_words", "")).strip():
            self.add_error("own_words", _("Write what the participant says, in their own words."))
        return values


class CancelForm(ReasonForm):
    """Why it is called off."""

    reason = ReasonField("placement", "cancel")
    reason_text = told_freely()


class CorrectMonthForm(ReasonForm):
    """Why the days of a month are opened again."""

    dates_back = False
    reason = ReasonField("attendance", "correct")
    reason_text = told_freely(_("What is put right"), most=300)
