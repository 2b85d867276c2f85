"""What a manager tells of money: what a month cost by kind, a correction, a row of budget or funding."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.periods import after_months
from areas.selectors import SpendingKind
from reports.models import FundingRow, Spending
from reports.money import newest_entry
from ui.forms import DateField
from workflow.forms import OnceForm

MONTHS_BACK = 36
MOST = Decimal(999_999_999)
LONGEST_WHY = 500
KIND = "kind_"


def months_to_choose() -> list[date]:
    """The first days of the month that goes on and of those before it, the newest first."""
    newest = timezone.localdate().replace(day=1)
    return [after_months(newest, -back) for back in range(MONTHS_BACK)]


class MonthField(forms.TypedChoiceField):
    """A month that has begun, by its first day."""

    default_error_messages = {
        "invalid_choice": _(
            "Choose a month that has begun, at most three years back: nothing is spent ahead."
        )
    }

    def __init__(self, **options: Any) -> None:
        choices = [(day.isoformat(), f"{day.month}/{day.year}") for day in months_to_choose()]
        super().__init__(label=_("Month"), choices=choices, coerce=date.fromisoformat, **options)


def euros(label: Any, **options: Any) -> forms.DecimalField:
    """Euros and cents as people write them."""
    return forms.DecimalField(label=label, max_value=MOST, decimal_places=2, **options)


class SpendingForm(OnceForm):
    """What was spent in a month, a field for each kind; a kind left empty is entered another time."""

    def __init__(self, *args: Any, kinds: Sequence[SpendingKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"] = MonthField()
        for kind in kinds:
            self.fields[KIND + kind.code] = euros(kind.name, min_value=Decimal(0), required=False)

    def clean(self) -> dict[str, Any]:
        """At least one kind is told."""
        told = super().clean() or {}
        if not self.errors and not self.spent:
            words = _("Give the euros of at least one kind. Write 0 where nothing was spent.")
            raise forms.ValidationError(words)
        return told

    @property
    def spent(self) -> dict[str, Decimal]:
        """Euros by the code of the kind, of those that were told."""
        told = self.cleaned_data
        return {
            name.removeprefix(KIND): value
            for name, value in told.items()
            if name.startswith(KIND) and value is not None
        }


class CorrectionForm(OnceForm):
    """More or less than was entered for a month and a kind, and why."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kinds: Sequence[SpendingKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {kind.code: kind for kind in kinds}
        self.fields["month"] = MonthField()
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"), choices=[(kind.code, kind.name) for kind in kinds]
        )
        self.fields["euros"] = euros(
            _("Euros more, or less with a minus"),
            min_value=-MOST,
            help_text=_("Only the difference: −500 takes 500 euros off what was entered."),
        )
        self.fields["why"] = forms.CharField(
            label=_("Why"), max_length=LONGEST_WHY, widget=forms.Textarea(attrs={"rows": 3})
        )

    def get_initial_for_field(self, field: Any, field_name: str) -> Any:
        """What the page that is drawn now has seen."""
        return newest_entry() if field_name == "seen" else super().get_initial_for_field(field, field_name)

    def clean_euros(self) -> Decimal:
        """Something is corrected."""
        if not (value := Decimal(self.cleaned_data["euros"])):
            raise forms.ValidationError(_("Nothing would change: give more or less than 0."))
        return value

    @property
    def correction(self) -> Spending:
        """The row as it was told, not saved."""
        told = self.cleaned_data
        return Spending(
            month=told["month"], kind=self.kinds[told["kind"]], euros=told["euros"], why=told["why"]
        )

    def has_seen_now(self) -> None:
        """Sent again, the form goes by what the page shows now."""
        self.data = {**self.data, "seen": str(newest_entry())}


class FundingForm(OnceForm):
    """A dated sum of budget, change or project, and where it is from; one that was wrong is replaced."""

    kind = forms.ChoiceField(label=_("What it is"), choices=FundingRow.Kind.choices)
    name = forms.CharField(
        label=_("Name of the project"), max_length=120, required=False, help_text=_("Of a project only.")
    )
    valid_from = DateField(label=_("First day"))
    valid_until = DateField(label=_("Last day"), away=364)
    euros = forms.DecimalField(
        label=_("Euros"), max_value=MOST, min_value=-MOST, decimal_places=2,
        help_text=_("A change can be a minus."),
    )  # fmt: skip
    percent = forms.DecimalField(
        label=_("Support, percent"), min_value=0, max_value=100, decimal_places=2, required=False,
        help_text=_("Of a project: how much of the sum others pay."),
    )  # fmt: skip
    support = forms.DecimalField(
        label=_("Support, euros"), min_value=0, max_value=MOST, decimal_places=2, required=False,
        help_text=_("Where the source states it in euros."),
    )  # fmt: skip
    standing = forms.ChoiceField(
        label=_("How sure"), choices=FundingRow.Standing.choices, initial=FundingRow.Standing.UNVERIFIED
    )
    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("Who decided it, and when."))
    replaces = forms.ModelChoiceField(
        label=_("Replaces"), queryset=FundingRow.objects.none(), required=False, empty_label=_("No row")
    )
    why = forms.CharField(
        label=_("Why"), max_length=LONGEST_WHY, required=False, help_text=_("Needed where a row is replaced.")
    )

    def __init__(self, *args: Any, rows: Any, names: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["replaces"]
        field.queryset, field.label_from_instance = rows, names

    def clean(self) -> dict[str, Any]:
        """A row is replaced for a reason; its sum and support are those of what it is."""
        told = super().clean() or {}
        if told.get("replaces") and not told.get("why"):
            self.add_error("why", _("Tell why the old row does not hold."))
        if told.get("kind") == FundingRow.Kind.PROJECT:
            if not told.get("name") and "name" not in self.errors:
                self.add_error("name", _("Give the name of the project."))
        else:
            for name in ("name", "percent", "support"):
                if told.get(name) not in (None, ""):
                    self.add_error(name, _("Only a project has this: leave it empty."))
        return told

    @property
    def row(self) -> FundingRow:
        """The row as it was told, not saved."""
        return FundingRow(**self.told)
