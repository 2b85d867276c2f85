"""Which of the two each field is taken from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.merging.comparing import Line

KEPT, OTHER = "kept", "other"


class MergeForm(forms.Form):
    """One choice for each thing that the two tell otherwise; proposed is what somebody tells at all."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    compared = forms.BooleanField(
        label=_("I have compared the records: it is one person"),
        error_messages={"required": _("Compare the records first.")},
    )

    def __init__(
        self, *args: Any, lines: Sequence[Line], both_have: Sequence[str], stamp: str, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"seen": stamp}
        super().__init__(*args, **kwargs)
        self.lines = [line for line in lines if line.differs]
        for line in self.lines:
            self.fields[line.name] = _choice(line.label, line.kept, line.other, line.proposed)
        words = {"profile": _("Work profile"), "account": _("Account for their own page")}
        for name in both_have:
            self.fields[name] = _choice(
                words[name], _("Of the record that is kept"), _("Of the other record"), KEPT
            )
        self.order_fields([*(name for name in self.fields if name != "compared"), "compared"])
        self.stamp = stamp

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.data.get("seen") != self.stamp:
            given: Any = self.data.copy()  # type: ignore[attr-defined]
            given["seen"] = self.stamp
            self.data = given
            self.add_error(None, _("Somebody has changed a record while you compared. Look once more."))
        return values

    @property
    def taken(self) -> list[str]:
        """The fields that are taken from the other record."""
        return [line.name for line in self.lines if self.cleaned_data[line.name] == OTHER]


def _choice(label: Any, kept: Any, other: Any, proposed: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[(KEPT, kept), (OTHER, other)], initial=proposed, widget=forms.RadioSelect
    )
