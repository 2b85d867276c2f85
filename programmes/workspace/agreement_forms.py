"""What a worker is asked about an agreement beside its terms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.placements.agreements import current_agreement
from programmes.placements.codes import ContactField
from programmes.placements.models import Placement
from programmes.placements.services.mending import as_mended


class MendContactForm(forms.Form):
    """Which contact data are wrong, and what is right."""

    field = forms.ChoiceField(label=_("What is wrong?"), widget=forms.RadioSelect)
    now = forms.CharField(label=_("Right is"), max_length=200)

    def __init__(self, *args: Any, placement: Placement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = current_agreement(placement)
        said = {one: as_mended(agreement, one) for one in ContactField} if agreement else {}
        self.fields["field"].choices = [  # type: ignore[attr-defined]
            (one.value, f"{one.label}: {value}") for one, value in said.items() if value
        ]
