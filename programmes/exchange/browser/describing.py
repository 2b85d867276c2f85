"""Each file and column of a bundle in words, from the same tables that the command reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.catalogue.scales import Demand
from programmes.exchange.columns import Column
from programmes.exchange.files import FILES, BundleFile
from programmes.exchange.values import says
from programmes.verbs import days_of, said_of

FILES_HOLD: dict[str, Any] = {
    "employers": gettext_lazy("Host employers, one a row. Known by their business id."),
    "vacancies": gettext_lazy("Open places at host employers, one a row."),
    "intakes": gettext_lazy("Groups of a service, one a row."),
    "meetings": gettext_lazy("Meetings of groups, one a row."),
    "participants": gettext_lazy("People whom the service is for, one a row."),
    "work_profiles": gettext_lazy("What people have said of themselves and work, one person a row."),
    "participations": gettext_lazy("People's times in the service, one a row."),
    "status_changes": gettext_lazy("Changes of position on the labour market, one a row."),
    "placements": gettext_lazy("Suggested and agreed places, one a row."),
    "attendance": gettext_lazy("Days of places, one day a row."),
    "reviews": gettext_lazy("Talks midway, one a row."),
    "adjustments": gettext_lazy("Adjustments of work, one a row."),
    "followups": gettext_lazy("How people were after the service, one question a row."),
    "assessments": gettext_lazy("Assessments of work ability, one a row."),
    "feedback": gettext_lazy(
        "How it went, complaints and wishes to put data right, one a row. Two equal rows are two."
    ),
    "visits": gettext_lazy("Contacts at the service points, one count a row. Two equal rows are two."),
    "employer_contacts": gettext_lazy("Contacts with employers, one a row. Two equal rows are two."),
}
# By column, or by file and column where the same name means something else.
MEANS: dict[str, Any] = {
    "external_id": gettext_lazy("The id of the row in your own system: by it the row is known the next time"),
    "business_id": gettext_lazy("The host employer"),
    "participant_id": gettext_lazy("The person: external_id in participants"),
    "participation_id": gettext_lazy("The time in the service: external_id in participations"),
    "placement_id": gettext_lazy("The place: external_id in placements"),
    "vacancy_id": gettext_lazy("The open place: external_id in vacancies. Exactly one of this and intake_id"),
    "intake_id": gettext_lazy("The group: external_id in intakes"),
    "municipality_code_at_referral": gettext_lazy(
        "The municipality on the day of referral; empty: the person's"
    ),
    "coordinator_email": gettext_lazy("The address by which the worker signs in"),
    "next_step": gettext_lazy("What was agreed as the next step"),
    "next_step_due_on": gettext_lazy("The day of the next step"),
    "programme_types": gettext_lazy("The types of service that the place suits"),
    "programme_type": gettext_lazy("The type of service"),
    "verified_on": gettext_lazy("The day on which the host employer was checked"),
    "vacancies.opened_on": gettext_lazy("The first day on which the place was open"),
    "vacancies.closed_on": gettext_lazy("The day on which the place was closed"),
    "valid_until": gettext_lazy("The last day on which the place is open"),
    "partial_work_ability": gettext_lazy("Whether work needs shaping to fit the person"),
    "foreign_background": gettext_lazy("Whether the person has a foreign background"),
    "unemployed_since": gettext_lazy("The first day without work"),
    "benefit_days_at_referral": gettext_lazy("Days on a benefit by the day of referral"),
    "labour_status_at_referral": gettext_lazy("Position on the labour market on the day of referral"),
    "exit_status": gettext_lazy("Position on the labour market at the end"),
    "exit_class": gettext_lazy("Class of solution at the end"),
    "alternatives_shown": gettext_lazy("How many places were suggested side by side"),
    "end_kind": gettext_lazy("How the place ended"),
    "placements.ends_on": gettext_lazy("The last day that was agreed"),
    "attendance.on": gettext_lazy("The day"),
    "attendance.kind": gettext_lazy("What became of the day"),
    "score": gettext_lazy("From 0 to 10; an experience needs it"),
    "feedback.text": gettext_lazy("What was told"),
    "hours": gettext_lazy("Hours of the day; only where the person was there"),
}


@dataclass(frozen=True)
class Described:
    """One column: what it means, what its cells may say, and whether every row needs it."""

    name: str
    means: str
    says: str
    is_required: bool


@dataclass(frozen=True)
class DescribedFile:
    """One file, and the sheet of a workbook, with its columns."""

    name: str
    holds: str
    columns: list[Described]


def described() -> list[DescribedFile]:
    """Every file of a bundle with its columns, in the reader's language."""
    return [DescribedFile(file.name, str(FILES_HOLD[file.name]), list(_columns(file))) for file in FILES]


def _columns(file: BundleFile) -> Iterator[Described]:
    for column in file.columns:
        yield Described(column.name, means(file, column), says(column.read), column.required)


def means(file: BundleFile, column: Column) -> str:
    """What the column of the file means: its own words, the act whose day it tells, or its field's name."""
    own = MEANS.get(f"{file.name}.{column.name}") or MEANS.get(column.name)
    if own:
        return str(own)
    if column.name in Demand.values:
        return _("What the work asks, or what is fine for the person: %(scale)s") % {
            "scale": Demand(column.name).label
        }
    days = days_of(file.machine) if file.machine in {"participation", "placement"} else {}
    if column.field in days:
        return _("The day of this: %(act)s") % {"act": said_of(days[column.field]).told}
    try:
        field: Any = file.model._meta.get_field(column.field.removesuffix("_id"))
    except FieldDoesNotExist:
        field = file.model._meta.get_field(column.field)
    name = str(field.verbose_name)
    return name[:1].upper() + name[1:]
