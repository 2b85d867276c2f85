"""What is asked about meetings, days in the group, and calling a meeting off."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from accounts.selectors import holders_of
from programmes.board.meetings import Slot
from programmes.catalogue.models import Intake
from programmes.participants.forms import ReasonField, ReasonForm
from programmes.placements.models import Placement, WeeklyWord
from programmes.placements.models.weekly_word import LONGEST_WORD
from typed.meanwhile import Standing
from ui.formats import clocks
from ui.forms import ClockField, DateField, short_ticks, written

WORKING_WEEK = 5
SOME_WEEKS = 12


class MeetingsForm(forms.Form):
    """On which days of the week the group meets, from when to when."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days of the week"),
        coerce=int,
        choices=[(number, WEEKDAYS[number]) for number in range(WORKING_WEEK)],
        widget=short_ticks(),
    )
    starts_at = ClockField(label=_("Begins at"))
    ends_at = ClockField(label=_("Ends at"))
    first = DateField(label=_("From"))
    last = DateField(label=_("Until"), away=90)
    seats = forms.IntegerField(
        label=_("Seats at each meeting"), required=False, validators=[MinValueValidator(1)]
    )
    instructor = forms.ModelChoiceField(
        User.objects.none(), label=_("Instructor"), required=False, empty_label=_("Not known yet")
    )

    def __init__(self, *args: Any, group: Intake, user: Any, **kwargs: Any) -> None:
        self.group = group
        today = timezone.localdate()
        last = max(today, group.starts_on) + timedelta(weeks=SOME_WEEKS)
        people = holders_of(Role.INSTRUCTOR, group.municipality)
        kwargs["initial"] = {
            "first": max(today, group.starts_on),
            "last": min(last, group.ends_on) if group.ends_on else last,
            "instructor": user.pk if user in people else None,
        } | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["seats"].help_text = _("Empty is as many as the group has: %(seats)s.") % {
            "seats": group.seats
        }
        keys = [person.pk for person in people]
        self.fields["instructor"].queryset = User.objects.filter(pk__in=keys).order_by("name_order", "pk")  # type: ignore[attr-defined]


class DaysForm(Standing):
    """On which days of the week a person comes; none leaves every coming meeting."""

    slots = forms.MultipleChoiceField(
        label=_("Comes on these days"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: the person comes on no day from then on."),
    )
    first = DateField(label=_("From which day on"))

    def __init__(self, *args: Any, meets: dict[Slot, time], chosen: set[Slot], **kwargs: Any) -> None:
        kwargs["initial"] = {
            "first": timezone.localdate(),
            "slots": [slot_code(slot) for slot in sorted(chosen)],
        } | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.by_code = {slot_code(slot): slot for slot in meets}
        self.fields["slots"].choices = [  # type: ignore[attr-defined]
            (slot_code(slot), f"{str(WEEKDAYS[slot[0]]).capitalize()} {clocks(slot[1], ends)}")
            for slot, ends in meets.items()
        ]
        self.fields["first"].help_text = _("For example %(day)s") % {"day": written(timezone.localdate())}

    @property
    def chosen(self) -> set[Slot]:
        """The times of the week that were chosen."""
        return {self.by_code[code] for code in self.cleaned_data["slots"]}


def slot_code(slot: Slot) -> str:
    """ "0-0900": a time of the week as a form holds it."""
    return f"{slot[0]}-{slot[1]:%H%M}"


class CallOffForm(ReasonForm):
    """Why a meeting is called off; whoever would come reads it."""

    dates_back = False
    reason = ReasonField("session", "cancel")


class WordsForm(forms.Form):
    """A word on the week of each of the people; an empty one takes the former word away."""

    def __init__(
        self, *args: Any, people: list[Placement], stands: dict[int, WeeklyWord], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for row in people:
            word = stands.get(row.pk)
            self.fields[word_name(row)] = forms.CharField(
                label=row.participation.participant.short_name,
                required=False,
                max_length=LONGEST_WORD,
                initial=word.text if word else "",
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def texts(self) -> dict[Placement, str]:
        """What was written, of those whom the form brings."""
        return {row: self.cleaned_data[word_name(row)] for row in self.people if word_name(row) in self.data}


def word_name(placement: Placement) -> str:
    """The name of the field: the public code of the placement, no name."""
    return f"w-{placement.reference}"
