"""Reads of the catalogue: rules on a day, reasons, parameters, services."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone

from programmes.catalogue.models import (
    AgreementKind,
    Intake,
    Parameter,
    Programme,
    ProgrammeType,
    ProgrammeTypeRule,
    ReasonCode,
    RetentionRule,
)

DEADLINE = "deadline-"  # how the code of such a parameter begins
MOST_DAYS = "most-days-a-week-"  # so too; then comes the type of service


def rule_on(programme_type: ProgrammeType, on: date | None = None) -> ProgrammeTypeRule:
    """The rule of the type that holds on the day; before its time the oldest, so that there is always one."""
    rules = ProgrammeTypeRule.objects.filter(programme_type=programme_type)
    found = rules.valid_on(on).first() or rules.order_by("valid_from").first()
    if found is None:
        raise LookupError(f"Type {programme_type.code} has no rule: give it one in the catalogue.")
    return found


def may_be_external(programme_type: ProgrammeType) -> bool:
    """Whether an agreement of the type is made elsewhere, by a rule that holds today or later."""
    rules = ProgrammeTypeRule.objects.filter(programme_type=programme_type)
    coming = rules.exclude(valid_until__lt=timezone.localdate())
    return coming.filter(agreement_kind=AgreementKind.EXTERNAL).exists()


def programme_types() -> QuerySet[ProgrammeType]:
    """Every type of service, in the order of the catalogue."""
    return ProgrammeType.objects.all()


def programmes() -> QuerySet[Programme]:
    """Services that run, with their types and municipalities."""
    return (
        Programme.objects.filter(is_active=True)
        .select_related("programme_type")
        .prefetch_related("municipalities")
    )


def reason_names() -> dict[int, str]:
    """Every reason there has been by its number, in the language of the page."""
    return {row.pk: row.name for row in ReasonCode.objects.all()}


def reasons(machine: str, transition: str, on: date | None = None) -> QuerySet[ReasonCode]:
    """The reasons one may give for the transition on the day."""
    return ReasonCode.objects.valid_on(on).filter(machine=machine, transition=transition)


def parameter(code: str, on: date | None = None) -> Decimal:
    """The value of a parameter on the day. Raises LookupError where none is set."""
    value = Parameter.objects.valid_on(on).filter(code=code).values_list("value", flat=True).first()
    if value is None:
        raise LookupError(f"Parameter {code} has no value on the day: set it in the catalogue.")
    return value


def deadline_of(state: str) -> str:
    """What the deadline of "<machine>.<state>" is called: `placement.on_hold` is `placement-on-hold`."""
    return state.replace(".", "-").replace("_", "-")


def deadline_days() -> dict[str, int]:
    """Days until the turn is late, by `deadline_of` the state, as they stand today; kept for a minute."""
    days: dict[str, int] | None = cache.get("deadline_days")
    if days is None:
        rows = Parameter.objects.valid_on().filter(code__startswith=DEADLINE).order_by("valid_from")
        days = {row.code.removeprefix(DEADLINE): int(row.value) for row in rows}
        cache.set("deadline_days", days, 60)
    return days


def most_days_by_type(on: date) -> dict[str, int]:
    """How many days a week the law lets a type of service have, by its code; others are not named."""
    rows = Parameter.objects.valid_on(on).filter(code__startswith=MOST_DAYS)
    return {row.code.removeprefix(MOST_DAYS).replace("-", "_"): int(row.value) for row in rows}


def times_of_keeping() -> list[RetentionRule]:
    """How long each kind of data is kept, as the rows hold today."""
    return list(RetentionRule.objects.valid_on().order_by("position", "code"))


def intakes() -> QuerySet[Intake]:
    """Every group, with what a list shows."""
    rows = Intake.objects.select_related("programme__programme_type", "municipality", "environment")
    return rows.defer("municipality__shape")
