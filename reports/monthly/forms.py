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
