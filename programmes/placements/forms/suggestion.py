"""What the verbs of a suggestion ask, and the choice of places to suggest."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programmes.participants.forms import ReasonField, ReasonForm, told_freely
from programmes.placements.codes import Shown
from programmes.placements.forms.hours import plain_hours
from workflow.forms import TransitionForm


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
    reason_text = told_freely(_("If you want, tell us more"))


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
            "weekly_hours": plain_hours(hours),
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
    reason_text = told_freely(help_text=_("A worker reads this. The person hears it from the worker."))
