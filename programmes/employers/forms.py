"""What the verbs of host employers and vacancies ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.employers.additionality import NO, QUESTIONS, YES, check_answers, questions
from ui.forms import DateField
from workflow.forms import TransitionForm


class VerifyForm(TransitionForm):
    """The day the business register was looked at."""

    looked_up_on = DateField(
        label=_("Looked up in the business register"), initial=timezone.localdate, future=False
    )


class SubmitVacancyForm(TransitionForm):
    """Whether the place comes beside the host's own work; what else is missing is told."""

    dates_back = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= questions()
        self.order_fields([*QUESTIONS, *self.fields])

    @classmethod
    def asks_first(cls, *, on_word: bool) -> bool:
        """The questions are read before anything is sent."""
        return True

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        check_answers(self)
        return values

    def fields_for_service(self) -> dict[str, Any]:
        """Three times no is one answer."""
        told = super().fields_for_service()
        answers = [told.pop(name, YES) for name in QUESTIONS]
        return told | {"is_additional": answers == [NO] * len(answers)}


class PublishVacancyForm(TransitionForm):
    """The checklist before a place is public."""

    dates_back = False
    displaces_nobody = forms.BooleanField(
        label=_("The place does not replace anyone who was laid off or whose hours were cut")
    )
    safety_induction = forms.CharField(
        label=_("Who gives the safety induction, and when"),
        max_length=200,
        help_text=_("For example: the guide, on the first day."),
    )


class ReturnVacancyForm(TransitionForm):
    """What the host should change."""

    dates_back = False
    change_wanted = forms.CharField(
        label=_("What to change"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class PauseVacancyForm(TransitionForm):
    """Until when the place is paused."""

    dates_back = False
    paused_until = DateField(
        label=_("It opens again on"), away=30, help_text=_("It opens by itself on that day.")
    )

    def clean_paused_until(self) -> Any:
        day = self.cleaned_data["paused_until"]
        if day <= timezone.localdate():
            raise ValidationError(_("Give a day after today."))
        return day


class PlainVacancyForm(TransitionForm):
    """Nothing to fill in."""

    dates_back = False
