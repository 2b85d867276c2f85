"""What a manager tells of a goal: of what, of whom, how much, from when, why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.group_choices import chosen_group, group_choices
from reports.groups import BREAKDOWNS
from reports.indicators import INDICATORS
from reports.models import Goal
from ui.forms import DateField
from workflow.forms import OnceForm

LONGEST_WHY = 1000
MOST_OF = {"percent": 100, "nps": 100}
LEAST_OF = {"nps": -100}


class GoalForm(OnceForm):
    """A goal for everyone or for one group, from a day on."""

    indicator = forms.ChoiceField(label=_("Figure"))
    group = forms.ChoiceField(label=_("Group"), required=False)
    target = forms.FloatField(label=_("Goal"), localize=True, help_text=_("In the unit of the figure."))
    valid_from = DateField(label=_("In force from"), away=0)
    why = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who decided, and on what grounds. Everyone who reads the figures can read this."),
    )

    def __init__(self, *args: Any, names: Mapping[str, Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = [line for line in INDICATORS.values() if line.in_all]
        self.fields["indicator"].choices = [(line.id, f"{line.name} ({line.id})") for line in lines]  # type: ignore[attr-defined]
        self.fields["group"].choices = group_choices(BREAKDOWNS, names)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The group is one that the figure has, the goal a value that it can reach."""
        told = super().clean() or {}
        line, group = INDICATORS.get(told.get("indicator", "")), chosen_group(told.get("group", ""))
        if line is None:
            return told
        if group is not None and group[0] not in line.breakdowns:
            self.add_error("group", _("This figure is not counted by these groups."))
        least, most = LEAST_OF.get(line.unit, 0), MOST_OF.get(line.unit)
        target = told.get("target")
        if target is not None and (target < least or (most is not None and target > most)):
            wrong = (
                _("Give a number from %(least)s to %(most)s.") if most else _("Give a number of 0 or more.")
            )
            self.add_error("target", wrong % {"least": least, "most": most} if most else wrong)
        return told

    @property
    def goal(self) -> Goal:
        """The goal as it was told, not saved."""
        told = self.cleaned_data
        by, group = chosen_group(told["group"]) or ("", "")
        return Goal(
            indicator=told["indicator"], by=by, group=group, target=told["target"],
            valid_from=told["valid_from"], why=told["why"],
        )  # fmt: skip
