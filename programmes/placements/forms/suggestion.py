"""What the verbs of a suggestion ask, and the choice of places to suggest."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from programmes.participants.forms import ReasonField, ReasonForm, told_freely
from programmes.placements.codes import Shown
from programmes.placements.introduction import may_be_shown
from ui.forms import mark_at_times
from workflow.forms import TransitionForm

WORKER_READS = _("Your worker reads this. The workplace does not.")


class ProposeForm(forms.Form):
    """The choice of two or three places."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    only_one_reason = forms.CharField(
        label=_("If there is only one: why?"),
        max_length=200,
        required=False,
        help_text=_("The person reads this."),
    )
    places = forms.MultipleChoiceField(label=_("Places to suggest"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = choices  # type: ignore[attr-defined]
        mark_at_times(self, "only_one_reason")

    def clean_places(self) -> list[str]:
        places: list[str] = self.cleaned_data["places"]
        if len(places) > 3:
            raise ValidationError(_("At most three places side by side."))
        return places


class WantForm(TransitionForm):
    """A yes: its place among several wishes, and what the workplace will read, word for word."""

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
        help_text=_("What you leave without a tick, the workplace does not see."),
    )
    tasks_shown = forms.CharField(
        label=_("Do only some of the tasks suit you? Write which."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The workplace reads these words in place of the tasks above. You can leave this empty."),
    )

    def __init__(self, *args: Any, obj: Any, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        if obj.alternatives_shown == 1:
            del self.fields["rank"]
        if obj.vacancy_id is None:  # a group has no workplace that would read anything
            del self.fields["tasks_shown"], self.fields["shown_to_host"]
            return
        known = may_be_shown(obj).items()
        told = "<span>{}: {}</span>"
        ticks = [(key, format_html(told, Shown(key).label, value)) for key, (_label, value) in known]
        self.fields["shown_to_host"].choices = ticks  # type: ignore[attr-defined]
        if not ticks:
            del self.fields["shown_to_host"]


class DeclineForm(ReasonForm):
    """A no: what it leads to is read first, a reason is never required."""

    shown_first = True
    reason = ReasonField("placement", "decline", required=False, empty_label=_("I do not want to say"))
    reason_text = told_freely(_("If you want, tell us more"), help_text=WORKER_READS)


class IntroduceForm(TransitionForm):
    """The workplace reads what the person was shown at the yes: there is nothing to add."""

    shown_first = True


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
