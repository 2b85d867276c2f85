"""What the pages of the employment supplement ask."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from areas.periods import last_day_of
from programmes.catalogue.selectors import parameter
from programmes.employers.business_ids import BusinessIdField
from programmes.employers.models import Business
from programmes.hosting.supplement.services import Told
from programmes.placements.models import Placement
from ui.forms import DateField, mark_at_times
from workflow.forms import OnWord, OnWordField

MOST = Decimal(999_999)


def euros(label: Any, **options: Any) -> forms.DecimalField:
    """Euros and cents as people write them."""
    return forms.DecimalField(label=label, min_value=Decimal(0), max_value=MOST, decimal_places=2, **options)


class ApplyForm(forms.Form):
    """For which time, what the work costs, and whether aid to it counts as de minimis aid."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    from_on = DateField(label=_("From"))
    until_on = DateField(label=_("Until"), away=120)
    monthly_wage = euros(
        _("Wage costs a month, in euros"),
        help_text=_("The wage with the employer's side costs, on average."),
    )
    other_support = euros(
        _("Other support for this wage a month, in euros"),
        help_text=_("Pay subsidy, for example. Write 0, if there is none."),
    )
    business = forms.ChoiceField(
        label=_("Is the work part of a business?"),
        choices=Business.choices,
        widget=forms.RadioSelect,
        help_text=_("An association has business too, when it sells things or services on a market."),
    )
    all_told = forms.BooleanField(
        label=_("All other de minimis aid of the undertaking has been told, or there is none"),
        required=False,
    )

    def __init__(self, *args: Any, placement: Placement, on_word: bool = False, **kwargs: Any) -> None:
        first, last = placement.starts_on, _last_day(placement)
        kwargs["initial"] = {"from_on": first, "until_on": last} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        mark_at_times(self, "all_told")
        if on_word:
            self.fields["on_word"] = OnWordField(initial=OnWord.PHONE)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("from_on"), values.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("The last day is before the first."))
        if values.get("business") == Business.BUSINESS and not values.get("all_told"):
            self.add_error(
                "all_told", _("Tell first what de minimis aid others have granted, then tick this.")
            )
        return values

    @property
    def told(self) -> Told:
        """What was told, for the service."""
        names = ("from_on", "until_on", "monthly_wage", "other_support", "business")
        return Told(**{name: self.cleaned_data[name] for name in names})


def _last_day(placement: Placement) -> date | None:
    """The end of the agreement, or of the longest time that the supplement can be for."""
    if placement.starts_on is None:
        return placement.ends_on
    most = last_day_of(placement.starts_on, int(parameter("supplement-months-most")))
    return min(placement.ends_on or most, most)


class LinkForm(forms.Form):
    """Another business id of the same undertaking."""

    business_id = BusinessIdField(label=_("Business id"))
    name = forms.CharField(label=_("Name"), max_length=160)


class AidForm(forms.Form):
    """De minimis aid that somebody else has granted."""

    granter = forms.CharField(
        label=_("Who granted it?"),
        max_length=120,
        help_text=_("For example a municipality or Business Finland."),
    )
    granted_on = DateField(
        label=_("Day of the decision"), away=-100, future=False,
        help_text=_("The day on which it was granted, not paid."),
    )  # fmt: skip
    euros = euros(_("How much, in euros"))
    aid_to = BusinessIdField(label=_("To which business id?"))

    def clean_euros(self) -> Decimal:
        amount: Decimal = self.cleaned_data["euros"]
        if not amount:
            raise ValidationError(_("Write how much it was."))
        return amount


class GrantForm(forms.Form):
    """How much a month is granted, and the grounds that stand in the decision."""

    monthly = euros(_("Euros a month"))
    grounds = forms.CharField(
        label=_("Grounds"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the decision. The conditions stand there by themselves."),
    )  # fmt: skip


class RefuseForm(forms.Form):
    """Why the supplement is not granted, as the workplace reads it."""

    grounds = forms.CharField(
        label=_("Why it is not granted"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The workplace reads this in the decision."),
    )  # fmt: skip


class RegisterForm(forms.Form):
    """The day on which the aid was entered in the central register."""

    registered_on = DateField(label=_("Entered in the register on"), future=False)
