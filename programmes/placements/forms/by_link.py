"""A workplace's answer from the mail, without an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.participants.forms import ReasonField, told_freely
from programmes.placements.models import Placement


class YesByLinkForm(forms.Form):
    """A yes: who meets the person on the first day."""

    guide = forms.CharField(
        label=_("Guide at the workplace"),
        max_length=120,
        help_text=_("Who meets the person on the first day and helps."),
    )

    def __init__(self, *args: Any, placement: Placement, **kwargs: Any) -> None:
        kwargs["initial"] = {"guide": placement.vacancy.guide if placement.vacancy else ""}
        super().__init__(*args, **kwargs)


class NoByLinkForm(forms.Form):
    """A no, with a reason: a worker rings the person before any message goes."""

    reason = ReasonField("placement", "refuse")
    reason_text = told_freely(help_text=_("A worker reads this. The person hears it from the worker."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].load()  # type: ignore[attr-defined]
