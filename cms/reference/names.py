"""What a row of reference data is called in the page editor, where its own words are those of a machine."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.catalogue.money import EXPENSE_ALLOWANCE
from programmes.catalogue.selectors import DEADLINE, MOST_DAYS, deadline_of, programme_types
from programmes.models import HoursException, Parameter, ProgrammeTypeRule
from programmes.turns import FACTS
from ui import formats
from workflow.registry import machines

UNITS = {
    "working_days": gettext_lazy("working days"),
    "calendar_days": gettext_lazy("days"),
    "days": gettext_lazy("days"),
    "euros_a_day": gettext_lazy("€ a day"),
}
OUTSIDE_MACHINES = {
    "feedback-asked": gettext_lazy("Feedback: answer who asks for it"),
    "feedback-given": gettext_lazy("Feedback: put the page right"),
    "placement-visit": gettext_lazy("Visit before the answer: arrange it"),
    "message-sent": gettext_lazy("Message of a person: answer it"),
    "correction-sent": gettext_lazy("Request to put data right: answer it"),
    "attendance-away": gettext_lazy("Days and hours: ring who was away three days"),
}


def name_of(row: Any) -> str:
    """The row in words."""
    if isinstance(row, Parameter):
        return number_name(row.code)
    if isinstance(row, ProgrammeTypeRule):
        return _("%(type)s from %(day)s") % {"type": row.programme_type, "day": formats.day(row.valid_from)}
    if isinstance(row, HoursException):
        return f"{row.point} · {row.days}"
    return str(row)


def number_name(code: str) -> str:
    """“Place: Hold the closing talk” for the days within which a turn is taken; else the code itself."""
    if code == EXPENSE_ALLOWANCE:
        return _("Expense allowance for a day of taking part")
    if code.startswith(MOST_DAYS):
        kind = code.removeprefix(MOST_DAYS).replace("-", "_")
        return _("Most days a week: %(type)s") % {"type": programme_types().filter(code=kind).first() or kind}
    place = code.removeprefix(DEADLINE)
    if place in OUTSIDE_MACHINES:
        return str(OUTSIDE_MACHINES[place])
    for machine, states in FACTS.items():
        for state, facts in states.items():
            if code.startswith(DEADLINE) and place == deadline_of(f"{machine}.{state}"):
                return f"{machines()[machine].name}: {facts.wait.about}"
    return code


def unit_name(unit: str) -> str:
    """In what a number is counted."""
    return str(UNITS.get(unit, unit))
