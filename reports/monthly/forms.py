"""What a manager tells of a report that is to come every month."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from reports.catalogue import REPORTS
from reports.monthly.services import ROLES
from workflow.forms import OnceForm


class MonthlyReportForm(OnceForm):
    """Which report, and to whom."""

    report = forms.ChoiceField(label=_("Report"))
    role = forms.ChoiceField(
        label=_("To whom"),
        help_text=_("Everybody who has the role that day, each with the figures of their own area."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["report"].choices = [(each.name, each.title) for each in REPORTS.values()]  # type: ignore[attr-defined]
        self.fields["role"].choices = [(role, Role(role).label) for role in ROLES]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A report that only who manages the area may read goes to nobody else."""
        told = super().clean() or {}
        report = REPORTS.get(told.get("report", ""))
        if report is not None and report.of_the_area and told.get("role") not in (None, Role.MANAGER):
            self.add_error("role", _("Only who manages the area may read this report."))
        return told
