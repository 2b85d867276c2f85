"""What each organisation may read: the same questions when an assessment is opened and later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.assessments.codes import BY_STATUTE, ORGANISATIONS, Basis, Item, organisations
from programmes.assessments.forms import AHEAD, OpenForm, not_passed
from ui.forms import DateField
from workflow.forms import OnWordField

LONGEST_SHARE = timedelta(days=366)


@dataclass(frozen=True)
class Share:
    """One organisation may read these items, for the reason, until the day."""

    organisation: str
    items: tuple[str, ...]
    basis: str
    valid_until: date


class OpenWithShares(OpenForm):
    """What is found out, and for each organisation: what it may read, why, until when."""

    on_word = OnWordField(
        label=_("If the person gave permission: how?"), nobody=_("No permission was needed")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in ORGANISATIONS:
            why = Basis.choices if one in BY_STATUTE else [Basis.choices[1]]
            self.fields[f"{one.value}_basis"] = forms.ChoiceField(
                label=_("%(organisation)s: may it read something?") % {"organisation": one.label},
                choices=[("", _("Nothing is shared")), *why],
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"{one.value}_items"] = forms.MultipleChoiceField(
                label=_("%(organisation)s: what it may read") % {"organisation": one.label},
                choices=Item.choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[f"{one.value}_until"] = DateField(
                label=_("%(organisation)s: until") % {"organisation": one.label},
                away=180, years=AHEAD, required=False,
            )  # fmt: skip
        self.order_fields([name for name in self.fields if name != "on_word"] + ["on_word"])

    def clean(self) -> dict[str, Any]:
        """Each organisation that may read something has what, why and until when; one at least has."""
        values = super().clean() or {}
        for one in ORGANISATIONS:
            self._check(one.value, values)
        if not self.errors and not self.shares():
            self.add_error(
                f"{ORGANISATIONS[0].value}_basis", _("Choose at least one organisation, and why it may read.")
            )
        if not self.errors:
            check_word(self, values.get("on_word", ""), [share.basis for share in self.shares()])
        return values

    def _check(self, organisation: str, values: dict[str, Any]) -> None:
        basis, items = values.get(f"{organisation}_basis"), values.get(f"{organisation}_items")
        until = f"{organisation}_until"
        if not basis:
            if items or values.get(until):
                self.add_error(f"{organisation}_basis", _("Choose why it may read this."))
            return
        if not items:
            self.add_error(f"{organisation}_items", _("Choose what it may read."))
        if not values.get(until) and until not in self.errors:
            self.add_error(until, _("Give the last day."))
        check_until(self, until)

    def shares(self) -> list[Share]:
        """What the organisations may read."""
        told = self.cleaned_data
        return [
            Share(
                one.value,
                tuple(told[f"{one.value}_items"]),
                told[f"{one.value}_basis"],
                told[f"{one.value}_until"],
            )
            for one in ORGANISATIONS
            if told.get(f"{one.value}_basis") and told.get(f"{one.value}_items")
        ]


class ShareForm(forms.Form):
    """One organisation more, or one item more."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    organisation = forms.ChoiceField(label=_("Organisation"), choices=organisations)
    items = forms.MultipleChoiceField(
        label=_("What it may read"), choices=Item.choices, widget=forms.CheckboxSelectMultiple
    )
    basis = forms.ChoiceField(label=_("Why"), choices=Basis.choices, widget=forms.RadioSelect)
    valid_until = DateField(label=_("Until"), away=180, years=AHEAD)
    on_word = OnWordField(
        label=_("If the person gave permission: how?"), nobody=_("No permission was needed")
    )

    def clean(self) -> dict[str, Any]:
        """The act names the county and Kela; a permission was given somehow."""
        values = super().clean() or {}
        check_until(self, "valid_until")
        if values.get("basis") == Basis.STATUTE and values.get("organisation") not in BY_STATUTE:
            self.add_error("basis", _("The act names the county and Kela. Others need permission."))
        check_word(self, values.get("on_word", ""), [values.get("basis", "")])
        return values

    def shares(self) -> list[Share]:
        """What the organisation may read."""
        told = self.cleaned_data
        return [Share(told["organisation"], tuple(told["items"]), told["basis"], told["valid_until"])]


def check_until(form: forms.Form, name: str) -> None:
    """The last day is to come, and within a year: a permission is not for ever."""
    not_passed(form, name)
    until = form.cleaned_data.get(name)
    if until and until > timezone.localdate() + LONGEST_SHARE:
        form.add_error(name, _("A year at most. Ask again then."))


def check_word(form: forms.Form, on_word: str, bases: Iterable[str]) -> None:
    """A permission was given on paper, at the desk or on the phone."""
    if Basis.CONSENT in bases and not on_word:
        form.add_error("on_word", _("Choose how the person gave permission."))
