"""What is asked of who offers times, of a visitor who chooses one, and of a participant."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from programmes.appointments.models import LONGEST_NAME, WAYS, Appointment
from programmes.participants.codes import MeetingWay
from programmes.servicepoints.codes import Topic
from programmes.servicepoints.guard import GuardedForm
from programmes.servicepoints.models import ServicePoint
from ui.formats import day_and_clock
from ui.forms import ClockField, DateField, chosen_by_hand
from ui.phones import PhoneField
from workflow.forms import OnceForm

MINUTES = [("15", "15"), ("30", "30"), ("45", "45"), ("60", "60")]
TOPICS = [one for one in Topic if one != Topic.EMPLOYER]


class OfferForm(OnceForm):
    """Times of one day, one after another."""

    on = DateField(label=_("Day"), away=7, past=False, initial=timezone.localdate)
    first = ClockField(label=_("First time begins"))
    last = ClockField(label=_("Last time ends"))
    minutes = forms.TypedChoiceField(
        label=_("How many minutes each"), choices=MINUTES, coerce=int, initial="30"
    )
    way = forms.ChoiceField(label=_("Where"), choices=WAYS, widget=forms.RadioSelect)
    municipality = forms.ModelChoiceField(None, label=_("Municipality"))
    point = forms.ModelChoiceField(
        None, label=_("Service point"), required=False, help_text=_("Where you meet at a service point.")
    )

    def __init__(self, *args: Any, towns: Any, points: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].initial = MeetingWay.POINT
        self.fields["municipality"].queryset = towns  # type: ignore[attr-defined]
        self.fields["point"].queryset = points  # type: ignore[attr-defined]

    @property
    def told(self) -> dict[str, Any]:
        """As `offer_times` wants it; a point says its municipality."""
        values = super().told
        point: ServicePoint | None = values["point"]
        if point is not None and values["way"] == MeetingWay.POINT:
            values["municipality"] = point.municipality
        return values


class VisitorForm(GuardedForm):
    """Who comes, without an account: a name, a number to call, and about what."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    phone = PhoneField(
        label=_("Your telephone number"),
        help_text=_("We ring you only if the time has to change, or when the time is on the telephone."),
        error_messages={"required": _("Write the number where we can ring you.")},
    )
    topic = forms.ChoiceField(
        label=_("About what"), choices=chosen_by_hand([(one.value, one.label) for one in TOPICS])
    )


class ChooseForm(OnceForm):
    """One of the free times."""

    time = forms.ModelChoiceField(
        Appointment.objects.none(),
        label=_("Choose a time"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose one of the times."),
            "invalid_choice": _("The time has just been taken. Choose another one."),
        },
    )

    def __init__(self, *args: Any, times: QuerySet[Appointment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(times)
        common, options = _told_apart(rows)
        self.any_free = bool(rows)
        field = self.fields["time"]
        field.queryset = times  # type: ignore[attr-defined]
        field.choices = [(row.pk, words) for row, words in zip(rows, options, strict=True)]  # type: ignore[attr-defined]
        if common:
            field.help_text = _("All times: %(where)s.") % {"where": escape(common)}


def _told_apart(rows: list[Appointment]) -> tuple[str, list[str]]:
    """What all the times share, said once, and of each when it is and what is its own: where, with whom."""
    parts = [(row.where, str(row.worker)) for row in rows]
    same = [len(set(column)) == 1 for column in zip(*parts, strict=True)]
    common = ", ".join(part for part, alike in zip(parts[0] if parts else (), same, strict=True) if alike)
    own = [[part for part, alike in zip(one, same, strict=True) if not alike] for one in parts]
    return common, [
        ", ".join([day_and_clock(row.starts_at), *more]) for row, more in zip(rows, own, strict=True)
    ]
