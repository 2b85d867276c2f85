"""What is asked about a talk midway and about adjustments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programmes.placements.models import Review
from typed.meanwhile import Standing
from ui.forms import DateField

LONGEST = 2000
LONGEST_ADJUSTMENT = 200


def _words(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReviewForm(forms.Form):
    """A talk of the three parties."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    held_on = DateField(label=_("Held on"), future=False)
    own_words = _words(
        _("The participant's own words"), _("Only the participant and workers read this. No diagnoses.")
    )
    host_view = _words(_("The workplace's view"), _("The workplace and workers read this."))
    agreed = _words(_("What was agreed"), _("All three read this."))
    adjustments = _words(_("Adjustments that were asked for"), _("One on each line."))
    next_on = DateField(
        label=_("The next talk by"),
        required=False,
        away=90,
        years=(0, 2),
        help_text=_("Empty, if none is needed."),
    )

    def clean_adjustments(self) -> str:
        """The lines as written, none longer than an adjustment can be."""
        typed = str(self.cleaned_data["adjustments"])
        if any(len(line.strip()) > LONGEST_ADJUSTMENT for line in typed.splitlines()):
            raise ValidationError(
                _("Keep each line short: at most %(most)s letters.") % {"most": LONGEST_ADJUSTMENT}
            )
        return typed

    def told(self) -> dict[str, Any]:
        """What the service is called with: adjustments as a list."""
        lines = [line.strip() for line in self.cleaned_data["adjustments"].splitlines()]
        return self.cleaned_data | {"adjustments": [line for line in lines if line]}


class CorrectReviewForm(Standing, forms.ModelForm):
    """The notes of a talk."""

    own_words = ReviewForm.base_fields["own_words"]
    host_view = ReviewForm.base_fields["host_view"]
    agreed = ReviewForm.base_fields["agreed"]

    class Meta:
        model = Review
        fields = ("own_words", "host_view", "agreed")


class AdjustmentForm(forms.Form):
    """One adjustment."""

    what = forms.CharField(label=_("Adjustment"), max_length=LONGEST_ADJUSTMENT)
    requested_on = DateField(
        label=_("Asked for"), required=False, future=False, help_text=_("Empty is today.")
    )


class DoneForm(forms.Form):
    """The day on which it was done."""

    on = DateField(label=_("Done"), future=False)
