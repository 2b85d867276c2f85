"""The form every transition has: a token against double sending, the day, and on whose word."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.db import models
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from typed.sent import LONGEST_TOKEN
from ui.forms import DateField, example_day


def _day_of_the_act() -> str:
    words = gettext("If it was not today, give the day, for example %(day)s. At most 90 days back.")
    return words % {"day": example_day(-1)}


day_of_the_act = lazy(_day_of_the_act, str)


class OnWord(models.TextChoices):
    """How a participant or a host gave their word to the worker."""

    PHONE = "phone", _("On the phone")
    PAPER = "paper", _("On paper")
    DESK = "desk", _("At the desk")


def how_given(on_word: str) -> str:
    """How a word was given, inside a sentence; what no form asks for too."""
    by_link = gettext("by the link of a week")
    return str(OnWord(on_word).label).lower() if on_word in OnWord.values else by_link


class OnWordField(forms.ChoiceField):
    """How somebody gave their word to the worker who writes it down.

    nobody: what is chosen where there was no word to give; then nothing needs to be chosen.
    """

    widget = forms.RadioSelect

    def __init__(self, *, nobody: Any = "", **options: Any) -> None:
        none = [("", nobody)] if nobody else []
        options.setdefault("label", _("How did they tell you?"))
        super().__init__(choices=[*none, *OnWord.choices], required=not nobody, **options)


class OnWordForm(forms.Form):
    """That alone: mostly it was on the telephone."""

    on_word = OnWordField(initial=OnWord.PHONE)


class OnceForm(forms.Form):
    """A form that counts once: sent twice, it is one act (`workflow.engine.first_time`)."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_TOKEN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": secrets.token_urlsafe(24)} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    @property
    def token_sent(self) -> str | None:
        """The token that came with the valid form, for the service; None where none did."""
        return self.cleaned_data["token"] or None

    @property
    def told(self) -> dict[str, Any]:
        """What was answered, by field: everything but the token."""
        return {name: value for name, value in self.cleaned_data.items() if name != "token"}


class TransitionForm(OnceForm):
    """What a transition asks. Subclasses add fields; `fields_for_service` is what the verb is called with."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_TOKEN)
    next = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)
    on = DateField(
        label=_("Day"),
        required=False,
        away=-1,
        help_text=day_of_the_act(),
    )
    on_word = OnWordField()

    dates_back = True
    # There is something to read or to fill in freely before the button, though nothing has to be given.
    shown_first = False
    # Words for whoever has nothing left to do here though the act is still open to others.
    done_already: str | Promise = ""

    def __init__(self, *args: Any, obj: Any, user: Any, on_word: bool = False, **kwargs: Any) -> None:
        self.obj: Any = obj
        self.user = user
        super().__init__(*args, **kwargs)
        if not on_word:
            del self.fields["on_word"]
        if not (self.dates_back and user.has_perm("programmes.date_back", obj)):
            del self.fields["on"]
        self.order_fields([name for name in self.fields if name not in {"on", "on_word"}] + ["on_word", "on"])

    def fields_for_service(self) -> dict[str, Any]:
        """The cleaned values by the names that the service takes."""
        values = {key: value for key, value in self.cleaned_data.items() if key != "next"}
        return {
            key: value
            for key, value in values.items()
            if value not in (None, "") or key not in {"on", "on_word"}
        }

    @classmethod
    def asks_first(cls, *, on_word: bool) -> bool:
        """Whether the form is shown before anything is sent; no row and no query is needed to know."""
        given = {"token", "on_word"}
        return (
            cls.shown_first
            or on_word
            or any(field.required for name, field in cls.base_fields.items() if name not in given)
        )
