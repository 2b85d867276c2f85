"""What is asked when people, days or a post go to somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from programmes.participants.models import Participation
from programmes.participants.models.worker_change import LONGEST_GREETING
from typed.meanwhile import Standing
from ui.forms import DateField

AHEAD = (0, 1)


class WorkerField(forms.ModelChoiceField):
    """A worker by name."""

    def __init__(self, *, label: Any, **kwargs: Any) -> None:
        self.people: Mapping[int, int] = {}
        super().__init__(User.objects.none(), label=label, empty_label=_("Choose a worker"), **kwargs)

    def offer(self, people: Sequence[User], counts: Mapping[int, int] | None = None) -> None:
        """These can be chosen. counts: of how many people each cares already."""
        self.people = counts or {}
        keys = [one.pk for one in people]
        self.queryset = User.objects.filter(pk__in=keys).order_by("name_order", "pk")

    def label_from_instance(self, obj: Any) -> str:
        """The name, and of how many people they care already."""
        number = self.people.get(obj.pk)
        if number is None:
            return str(obj)
        words = ngettext("%(name)s (%(number)s person)", "%(name)s (%(number)s people)", number)
        return words % {"name": obj, "number": number}


def add_errors(form: forms.Form, refused: ValidationError) -> None:
    """What the service refuses is told at the field that it is about."""
    for name, words in (
        refused.message_dict.items() if hasattr(refused, "error_dict") else [(None, refused.messages)]
    ):
        form.add_error(name, words)


class HandOverForm(forms.Form):
    """To whom, from which day, who of them, and what the people read from their worker."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=20)
    to = WorkerField(label=_("The new worker"))
    on = DateField(
        label=_("From which day"),
        years=AHEAD,
        help_text=_(
            "On the day itself the list moves at once. A later day: it moves by itself that morning."
        ),
    )
    greeting = forms.CharField(
        label=_("Greeting to the people"),
        required=False,
        max_length=LONGEST_GREETING,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Each of them reads it on their own page and in the letter, in the name of the worker until now."
        ),
    )
    people = forms.MultipleChoiceField(
        label=_("Who goes"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )

    def __init__(
        self, *args: Any, rows: Sequence[Participation], takers: Mapping[User, int], **kwargs: Any
    ) -> None:
        references = [row.reference for row in rows]
        kwargs["initial"] = {"on": timezone.localdate(), "people": references} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["to"].offer(list(takers), {user.pk: number for user, number in takers.items()})  # type: ignore[attr-defined]
        self.fields["people"].choices = [  # type: ignore[attr-defined]
            (row.reference, f"{row.participant.last_name}, {row.participant.first_name} · {row.municipality}")
            for row in rows
        ]


class StandInForm(Standing):
    """Who has the worker's turns, from the first day to the last."""

    takes_theirs_unread = False
    who = WorkerField(label=_("Stand-in"))
    first = DateField(label=_("First day"), years=AHEAD)
    last = DateField(label=_("Last day"), years=AHEAD)

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].offer(people)  # type: ignore[attr-defined]


class LastDayForm(Standing):
    """A worker's last day."""

    takes_theirs_unread = False
    day = DateField(label=_("Last day"), years=AHEAD)

    def __init__(self, *args: Any, known: date | None, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": known}
        super().__init__(*args, **kwargs)


class RestForm(forms.Form):
    """Who has all of one kind of row."""

    kind = forms.CharField(widget=forms.HiddenInput, max_length=20)
    to = WorkerField(label=_("Who has them from now on"))

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].offer(people)  # type: ignore[attr-defined]
