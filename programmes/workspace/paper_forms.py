"""What a worker is asked about an agreement that was signed on paper."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.personal.file_field import PrivateFileField
from programmes.personal.signed_papers import made_on
from programmes.placements.agreements import current_agreement, unsigned_parties
from programmes.placements.codes import Party
from programmes.placements.models import Placement
from programmes.placements.selectors import rule_of
from programmes.placements.states import SIGNS
from ui.formats import day
from ui.forms import DateField, mark_at_times


class SignedPaperForm(forms.Form):
    """The scan, who has signed on it, and when."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    version = forms.IntegerField(widget=forms.HiddenInput)
    file = PrivateFileField(
        label=_("The scan, or a picture of the paper"),
        help_text=_("All pages in one PDF, or a picture of each page, one after the other. At most 10 MB."),
        error_messages={"required": _("Choose the file.")},
    )
    parties = forms.MultipleChoiceField(
        label=_("Who has signed on the paper"), required=False, widget=forms.CheckboxSelectMultiple
    )
    signer = forms.CharField(label=_("Who signed for the workplace"), max_length=160, required=False)
    signed_on = DateField(
        label=_("Day of the last signature on the paper"),
        away=0,
        future=False,
        error_messages={"required": _("Give the day of the last signature.")},
    )
    same = forms.BooleanField(
        label=_("The paper is this version"),
        error_messages={"required": _("Compare the paper with the version, and tick this.")},
    )

    def __init__(self, *args: Any, placement: Placement, **kwargs: Any) -> None:
        agreement = current_agreement(placement)
        assert agreement is not None  # noqa: S101 - the view asks
        waiting = unsigned_parties(placement, rule_of(placement)) if placement.state in SIGNS else ()
        kwargs["initial"] = {
            "token": secrets.token_urlsafe(24),
            "version": agreement.version,
            "parties": list(waiting),
        }
        super().__init__(*args, **kwargs)
        self.made_on = made_on(agreement)
        labels = dict(Party.choices)
        self.fields["parties"].choices = [(party, labels[party]) for party in waiting]  # type: ignore[attr-defined]
        self.fields["same"].help_text = _(
            "Version %(version)s, made on %(day)s. Its fingerprint, at the end of the paper, begins "
            "%(begins)s."
        ) % {"version": agreement.version, "day": day(self.made_on), "begins": agreement.sha256[:8]}
        mark_at_times(self, "signer", "parties")
        if not waiting:
            del self.fields["parties"]
        if Party.HOST not in waiting:
            del self.fields["signer"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if Party.HOST in values.get("parties", ()) and not values.get("signer"):
            self.add_error("signer", _("Write the name of who signed for the workplace."))
        if values.get("signed_on") and values["signed_on"] < self.made_on:
            self.add_error(
                "signed_on",
                _("The version was made on %(day)s: nobody has signed it before.")
                % {"day": day(self.made_on)},
            )
        if self.errors and "file" not in self.errors and self.files.get("file"):
            self.add_error("file", _("The browser forgets the file. Choose it again when the rest is right."))
        return values

    def fields_for_service(self) -> dict[str, Any]:
        """The values by the names that `keep_signed_paper` takes."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in {"same", "file"}}
        return told | {"attachment": self.cleaned_data["file"]}
