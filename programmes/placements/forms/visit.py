"""What a visit asks: of the person, of the workplace, of the worker who arranges it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from programmes.placements.codes import Ride, Shown
from programmes.placements.introduction import may_be_shown
from programmes.placements.models import Placement, Visit
from typed.meanwhile import Standing
from ui.forms import ClockField, DateField

# For a visit nothing of the referral is told: only how to reach and how to speak with the person.
SHOWN_FOR_A_VISIT = (Shown.PHONE, Shown.LANGUAGE)
LENGTHS = [(30, _("half an hour")), (60, _("an hour")), (90, _("an hour and a half")), (120, _("two hours"))]


class AnotherTimeForm(forms.Form):
    """When it would suit."""

    wish = forms.CharField(
        label=_("When would it suit you?"),
        max_length=200,
        required=False,
        help_text=_("For example: Tuesday or Thursday, in the afternoon. You can leave this empty."),
    )


class AskForVisitForm(AnotherTimeForm):
    """When it would suit the person, and what the workplace may know of them for it."""

    shown = forms.MultipleChoiceField(
        label=_("What may the workplace see for the visit?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It sees your first name. What you leave without a tick, it does not see."),
    )
    words = forms.CharField(
        label=_("Is there something the workplace should know for the visit?"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The workplace reads these words. You can leave this empty."),
    )

    def __init__(self, *args: Any, placement: Placement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if placement.vacancy_id is None:  # a group has no workplace that would read anything
            del self.fields["shown"], self.fields["words"]
            return
        known = {key: pair for key, pair in may_be_shown(placement).items() if key in SHOWN_FOR_A_VISIT}
        ticks = [
            (key, format_html("<span>{}: {}</span>", Shown(key).label, value))
            for key, (_label, value) in known.items()
        ]
        self.fields["shown"].choices = ticks  # type: ignore[attr-defined]
        if not ticks:
            del self.fields["shown"]


class ArrangeVisitForm(Standing):
    """When the visit is, who meets the person, and how they come there."""

    takes_theirs_unread = False

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    on = DateField(label=_("Day"), away=3, years=(-1, 2))
    at = ClockField(label=_("Time"))
    minutes = forms.TypedChoiceField(label=_("How long"), coerce=int, choices=LENGTHS, initial=60)
    meets = forms.CharField(label=_("Who meets the person"), max_length=120)
    meet_at = forms.CharField(
        label=_("Where they meet"),
        max_length=200,
        help_text=_("The door or the place: main entrance, yard side."),
    )
    ride = forms.ChoiceField(label=_("How the person comes"), choices=Ride.choices, widget=forms.RadioSelect)
    ride_words = forms.CharField(
        label=_("About the way"),
        max_length=300,
        required=False,
        help_text=_("Which bus and where to get off, or when the lift leaves. The person reads this."),
    )

    def __init__(self, *args: Any, placement: Placement, visit: Visit | None, **kwargs: Any) -> None:
        super().__init__(
            *args, initial={"token": secrets.token_urlsafe(24)} | _known(placement, visit), **kwargs
        )

    def told(self) -> dict[str, Any]:
        """What the service is called with: the day and the time as one instant."""
        told = dict(self.cleaned_data)
        on, at = told.pop("on"), told.pop("at")
        return told | {"starts_at": timezone.make_aware(datetime.combine(on, at))}


def _known(placement: Placement, visit: Visit | None) -> dict[str, Any]:
    """The visit as it stands, else what the place tells."""
    vacancy = placement.vacancy
    known: dict[str, Any] = {
        "minutes": 60,
        "meets": placement.guide or (vacancy.guide if vacancy else ""),
        "meet_at": vacancy.street_address if vacancy else "",
        "ride": Ride.OWN,
    }
    if visit is None or visit.starts_at is None:
        return known
    begins = timezone.localtime(visit.starts_at)
    as_it_stands = {
        name: getattr(visit, name) for name in ("minutes", "meets", "meet_at", "ride", "ride_words")
    }
    return as_it_stands | {"on": begins.date(), "at": begins.time()}
