"""What the reader of a report chooses: the period and the figure to compare by municipality."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.indicators import HEADLINE, INDICATORS
from reports.periods import FIRST_YEAR, Period, recent_periods
from reports.words import period_title
from ui.forms import DateField, example_day

OWN_DAYS = "own"


class FiguresForm(forms.Form):
    """A named period or days of one's own, and an indicator."""

    def __init__(self, chosen: Mapping[str, str], *, today: date) -> None:
        self.recent = recent_periods(today)
        given = {name: value for name, value in chosen.items() if value}
        super().__init__({"period": self.recent[0].name, "indicator": HEADLINE, **given})
        periods = [(period.name, period_title(period)) for period in self.recent]
        figures = [(each.id, each.name) for each in INDICATORS.values() if each.in_all]
        self.fields["period"] = forms.ChoiceField(
            label=_("Period"), choices=[*periods, (OWN_DAYS, _("Other days"))]
        )
        self.fields["indicator"] = forms.ChoiceField(label=_("Figure by municipality"), choices=figures)
        self.fields["from"] = DateField(label=_("First day"), required=False, away=-90)
        self.fields["to"] = DateField(label=_("Last day"), required=False, away=-1)

    def clean(self) -> dict[str, object]:
        """Days of one's own need both ends, in order."""
        cleaned = super().clean() or {}
        if cleaned.get("period") == OWN_DAYS:
            first, last = cleaned.get("from"), cleaned.get("to")
            for name, day in (("from", first), ("to", last)):
                if day is None and name not in self.errors:
                    self.add_error(name, _("Give the day, for example %(day)s.") % {"day": example_day(-90)})
                if day is not None and day.year < FIRST_YEAR:
                    self.add_error(name, _("There are no figures so far back."))
            if first and last and last < first:
                self.add_error("to", _("The last day is before the first."))
        return cleaned

    @property
    def chosen_period(self) -> Period:
        """The period that was chosen; the latest one that has ended when nothing valid was."""
        if not self.is_valid():
            return self.recent[0]
        chosen = self.cleaned_data["period"]
        if chosen == OWN_DAYS:
            return Period(self.cleaned_data["from"], self.cleaned_data["to"])
        return Period.named(chosen)

    @property
    def chosen_indicator(self) -> str:
        """The indicator to compare by municipality; the headline when none was chosen."""
        return self.cleaned_data["indicator"] if self.is_valid() else HEADLINE

    @property
    def query(self) -> dict[str, str]:
        """The choice as parameters of an address, for downloads."""
        period = self.chosen_period
        if period.name:
            return {"period": period.name}
        return {"period": OWN_DAYS, "from": period.start.isoformat(), "to": period.end.isoformat()}
