"""What the reader of a report chooses: the period and the figure to compare by municipality."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.behind import Which
from reports.group_choices import chosen_group, group_choices
from reports.groups import UNKNOWN
from reports.indicators import HEADLINE, INDICATORS, Indicator
from reports.periods import FIRST_YEAR, Period, recent_months, recent_periods
from reports.words import period_title
from ui.forms import DateField, example_day

OWN_DAYS = "own"
MONEY = "eur"  # told by municipality in a report of its own


class PeriodForm(forms.Form):
    """A named period or days of one's own."""

    usual: Mapping[str, str] = {}

    def __init__(self, chosen: Mapping[str, str], *, today: date) -> None:
        self.today, self.recent = today, recent_periods(today)
        given = {name: value for name, value in chosen.items() if value}
        super().__init__({"period": self.recent[0].name, **self.usual, **given})
        self.fields["period"] = forms.ChoiceField(label=_("Period"), choices=_choices(self.recent, today))
        self.add_choices()
        self.fields["from"] = DateField(label=_("First day"), required=False, away=-90)
        self.fields["to"] = DateField(label=_("Last day"), required=False, away=-1)
        self.order_fields(self.field_order)

    def add_choices(self) -> None:
        """What else is chosen, between the period and the days."""

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
            if last and last > self.today:
                words = _("The last day lies ahead: what has not come yet would be counted as missed.")
                self.add_error("to", words)
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
        return Period.called(chosen)

    @property
    def query(self) -> dict[str, str]:
        """The choice as parameters of an address, for downloads."""
        period = self.chosen_period
        if period.code:
            return {"period": period.code}
        return {"period": OWN_DAYS, "from": period.start.isoformat(), "to": period.end.isoformat()}


def _choices(recent: list[Period], today: date) -> list[tuple[Any, Any]]:
    """Years, halves and quarters, months below them, and days of one's own."""
    longer, months = (
        [(period.code, period_title(period)) for period in periods]
        for periods in (recent, recent_months(today))
    )
    return [(_("Years, halves and quarters"), longer), (_("Months"), months), (OWN_DAYS, _("Other days"))]


class FiguresForm(PeriodForm):
    """A period, and an indicator to compare by municipality."""

    usual = {"indicator": HEADLINE}

    def add_choices(self) -> None:
        """The indicators of everyone."""
        figures = [(each.id, each.name) for each in INDICATORS.values() if each.in_all and each.unit != MONEY]
        self.fields["indicator"] = forms.ChoiceField(label=_("Figure by municipality"), choices=figures)

    @property
    def chosen_indicator(self) -> str:
        """The indicator to compare by municipality; the headline when none was chosen."""
        return self.cleaned_data["indicator"] if self.is_valid() else HEADLINE


class MunicipalityForm(PeriodForm):
    """A period, and one of the municipalities whose figures the reader follows."""

    def __init__(self, chosen: Mapping[str, str], *, today: date, municipalities: Mapping[str, str]) -> None:
        self.municipalities = municipalities
        self.usual = {"municipality": next(iter(municipalities), "")}
        super().__init__(chosen, today=today)

    def add_choices(self) -> None:
        """The municipalities, by name."""
        by_name = sorted(self.municipalities.items(), key=lambda pair: pair[1])
        self.fields["municipality"] = forms.ChoiceField(label=_("Municipality"), choices=by_name)

    @property
    def chosen_municipality(self) -> str:
        """The municipality; the first of the list when none was chosen."""
        return str(self.data["municipality"])

    @property
    def query(self) -> dict[str, str]:
        """The choice as parameters of an address, for downloads."""
        return {"municipality": self.chosen_municipality, **super().query}


class BehindForm(PeriodForm):
    """A period, and which of those in the count: all, or of one group."""

    usual = {"which": Which.OTHERS, "group": ""}

    def __init__(
        self,
        chosen: Mapping[str, str],
        *,
        today: date,
        indicator: Indicator,
        names: Mapping[str, Mapping[str, str]],
    ) -> None:
        self.indicator, self.names = indicator, names
        super().__init__(chosen, today=today)

    def add_choices(self) -> None:
        """Which of them, and the groups that are in a list."""
        which = [
            (Which.OTHERS, _("Those not counted")),
            (Which.COUNTED, _("Those counted")),
            (Which.UNKNOWN, _("Not known")),
            (Which.ALL, _("Everyone")),
        ]
        self.fields["which"] = forms.ChoiceField(label=_("Who"), choices=which)
        self.fields["group"] = forms.ChoiceField(
            label=_("Group"), choices=group_choices(self.indicator.breakdowns, self.names), required=False
        )

    @property
    def chosen_which(self) -> Which:
        """Which of those in the count; those not counted when nothing valid was chosen."""
        return Which(self.cleaned_data["which"]) if self.is_valid() else Which.OTHERS

    @property
    def chosen_group(self) -> tuple[str, str] | None:
        """The breakdown and the code of the group; None for everyone."""
        return chosen_group(self.cleaned_data["group"]) if self.is_valid() else None


class GapForm(PeriodForm):
    """A period, and a municipality on the referral day."""

    usual = {"municipality": ""}

    def __init__(self, chosen: Mapping[str, str], *, today: date, names: Mapping[str, str]) -> None:
        self.names = names
        super().__init__(chosen, today=today)

    def add_choices(self) -> None:
        """Every municipality of the area, and those who are from none of them."""
        towns = [("", _("Everyone")), *self.names.items(), (UNKNOWN, _("Not known"))]
        self.fields["municipality"] = forms.ChoiceField(
            label=_("Municipality"), choices=towns, required=False
        )

    @property
    def chosen_municipality(self) -> str:
        """Its code; "" for everyone."""
        return self.cleaned_data["municipality"] if self.is_valid() else ""
