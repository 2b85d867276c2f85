"""The forms of verbs whose consequences reach placements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.participants.codes import ExitClass, ExitStatus
from programmes.participants.forms import NextStepFields, ReasonField, ReasonForm, told_freely
from ui.forms import chosen_by_hand
from workflow.forms import TransitionForm


class WithdrawForm(ReasonForm):
    """Leaving the service; a reason is never required."""

    shown_first = True
    reason = ReasonField("participation", "withdraw", required=False, empty_label=_("I do not want to say"))
    reason_text = told_freely(_("If you want, tell us more"))


class EndParticipationForm(TransitionForm):
    """Where the person stands and where next; nothing is left silent."""

    exit_status = forms.ChoiceField(label=_("Position now"), choices=chosen_by_hand(ExitStatus.choices))
    exit_class = forms.ChoiceField(
        label=_("What kind of solution"), choices=chosen_by_hand(ExitClass.choices)
    )
    next_destination = forms.CharField(
        label=_("Where next"), max_length=200, help_text=_("If nothing is known, say so and why.")
    )


class ReopenForm(ReasonForm, NextStepFields):
    """Why a time that was over goes on; whoever had started has a next step."""

    dates_back = False
    reason = ReasonField("participation", "reopen")

    def __init__(self, *args: Any, obj: Any, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        if not obj.started_on:
            del self.fields["next_step"], self.fields["next_step_due_on"]


class CloseVacancyForm(ReasonForm):
    """Why the place is closed."""

    dates_back = False
    reason = ReasonField("vacancy", "close")
