"""What the verbs of a suggestion ask, and the choice of places to suggest."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.participants.forms import ReasonField, ReasonForm, told_freely
from programmes.participants.profile.services import profile_of
from programmes.participants.profile.showing import Item, items_of, stamp_of
from programmes.placements.codes import Shown
from programmes.placements.introduction import may_be_shown
from ui.forms import GroupedTicks, mark_at_times
from workflow.forms import TransitionForm

WORKER_READS = _("Your worker reads this. The workplace does not.")
CHANGED_MEANWHILE = _(
    "What you have told of yourself has changed meanwhile. Look at what is ticked, and press again."
)
TICK = "<span>{}: {}</span>"


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
        widget=GroupedTicks,
        help_text=_("What you leave without a tick, the workplace does not see."),
        error_messages={"invalid_choice": CHANGED_MEANWHILE},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
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
            for name in ("tasks_shown", "shown_to_host", "seen"):
                del self.fields[name]
            return
        self.profile = profile_of(obj.participation.participant)
        self.items = items_of(self.profile)
        self.fields["seen"].initial = stamp_of(self.profile)
        known = may_be_shown(obj).items()
        ticks: list[Any] = [(key, format_html(TICK, Shown(key).label, value)) for key, (_l, value) in known]
        self.fields["shown_to_host"].choices = ticks + ticks_of(self.items)  # type: ignore[attr-defined]
        if not ticks and not self.items:
            del self.fields["shown_to_host"], self.fields["seen"]

    def clean(self) -> dict[str, Any]:
        """Nothing goes to the workplace that the person has not seen: what has changed is looked at first."""
        values = super().clean() or {}
        chosen = set(values.get("shown_to_host") or ()) - set(Shown.values)
        seen = values.pop("seen", "")
        if chosen and seen and seen != stamp_of(self.profile):
            self.add_error("shown_to_host", gettext(CHANGED_MEANWHILE))
            self.data = self.data.copy()
            self.data["seen"] = stamp_of(self.profile)  # type: ignore[index]
        return values


def ticks_of(items: list[Item]) -> list[Any]:
    """A tick for each thing the person has told of themself, under the name of its step."""
    groups: dict[str, list[Any]] = {}
    for item in items:
        tick = (item.key, format_html(TICK, item.label, item.value))
        groups.setdefault(str(item.section.label), []).append(tick)
    return list(groups.items())


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
