"""By which channel a person hears of what: the fields of the form, which is theirs or their worker's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.participants.codes import ContactChannel
from programmes.participants.message_kinds import KINDS, How, MessageKind
from programmes.participants.models import Participant
from typed.meanwhile import Standing

# By which channels a person can be reached at all, and what has to be known of them for it.
NEEDS = {ContactChannel.EMAIL: "email", ContactChannel.SMS: "phone", ContactChannel.PHONE: "phone"}

NOT_LEFT_OUT = _("This has to be told: the person has something to answer or to know.")
TO_A_WORKER: dict[str, Any] = {
    How.WORKER: _("A worker tells it"),
    How.NONE: _("Not told by itself: it comes up when you meet"),
}
OF_THE_PERSON: dict[str, Any] = {
    MessageKind.SERVICE: _("Their time in the service begins, changes or ends"),
    MessageKind.SUGGESTIONS: _("Places that are suggested to them"),
    MessageKind.AGREEMENTS: _("Agreements to read and sign"),
    MessageKind.ANSWERS: _("Answers to what they asked"),
    MessageKind.WORKER: _("A worker has written to them"),
    MessageKind.DAYS: _("Days and hours are checked"),
    MessageKind.TALKS: _("Notes of a talk can be read"),
}


class MessageWishesForm(Standing):
    """The usual channel, and a channel for each kind of message."""

    contact_channel = forms.ChoiceField(
        label=_("How do you want to hear from us?"), help_text=_("This is how messages usually come.")
    )

    def __init__(self, *args: Any, person: Participant, **kwargs: Any) -> None:
        self.person = person
        kwargs["initial"] = {
            "contact_channel": person.contact_channel,
            **{f"how_{kind}": person.message_choices.get(kind, "") for kind in KINDS},
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)
        self.fields["contact_channel"].choices = [  # type: ignore[attr-defined]
            (one.value, one.label) for one in ContactChannel if self._is_known(one)
        ]
        for kind, facts in KINDS.items():
            ways = [one for one in How if facts.may_be_off or one != How.NONE]
            self.fields[f"how_{kind}"] = forms.ChoiceField(
                label=kind.label,
                required=False,
                choices=[(one.value, one.label) for one in ways if self._is_known(one)],
                help_text=facts.why,
            )

    def _is_known(self, way: Any) -> bool:
        """Whether the person can be reached that way; the one that stands is always there."""
        needed = NEEDS.get(way)
        return needed is None or bool(getattr(self.person, needed)) or way == self.person.contact_channel

    @property
    def kinds(self) -> list[Any]:
        """The field of each kind of message."""
        return [self[f"how_{kind}"] for kind in KINDS]

    def message_choices(self) -> dict[str, str]:
        """What differs from the usual, by kind."""
        told = {str(kind): self.cleaned_data[f"how_{kind}"] for kind in KINDS}
        return {kind: how for kind, how in told.items() if how}


class RecordedWishesForm(MessageWishesForm):
    """The same on the person's word, in words for the worker who fills it in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact_channel"].label = _("How does the person want to hear from us?")
        self.fields["contact_channel"].help_text = _("This is how messages usually reach the person.")
        for kind, facts in KINDS.items():
            field = self.fields[f"how_{kind}"]
            field.label, field.help_text = OF_THE_PERSON[kind], NOT_LEFT_OUT if facts.why else ""
            field.choices = [  # type: ignore[attr-defined]
                (way, TO_A_WORKER.get(way, label))
                for way, label in field.choices  # type: ignore[attr-defined]
            ]
