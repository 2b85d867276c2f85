"""The catalogue from packaged data: types of service with rules, services, reasons, parameters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import transaction

from areas.loading.files import values_of
from programmes.catalogue.models import (
    Duty,
    InductionItem,
    Parameter,
    Programme,
    ProgrammeType,
    ProgrammeTypeRule,
    ReasonCode,
    RetentionRule,
    SolutionClass,
)

DATA = Path(__file__).parent / "data"
VALID_FROM = date(2020, 1, 1)


@transaction.atomic
def ensure_catalogue() -> None:
    """Every packaged type, rule, reason, parameter and service stands; changes by hand stay."""
    for position, row in enumerate(_rows("programme_types.csv"), start=1):
        kind, _made = ProgrammeType.objects.get_or_create(
            code=row["code"], defaults=_names(row) | {"position": position}
        )
        if not kind.rules.exists():
            ProgrammeTypeRule.objects.create(programme_type=kind, valid_from=VALID_FROM, **_rule(row))
    for position, row in enumerate(_rows("reasons.csv")):
        key = {"machine": row["machine"], "transition": row["transition"], "code": row["code"]}
        ReasonCode.objects.get_or_create(
            **key,
            defaults=_names(row) | _names(row, "told") | {"position": position, "valid_from": VALID_FROM},
        )
    for row in _rows("parameters.csv"):
        details = {
            "value": row["value"],
            "unit": row["unit"],
            "source": row["source"],
            "verified": row["verified"] == "yes",
        }
        Parameter.objects.get_or_create(code=row["code"], valid_from=VALID_FROM, defaults=details)
    ensure_dated_parameters()
    ensure_induction()
    for position, row in enumerate(_rows("retention.csv")):
        details = _names(row) | {
            "counted_from": row["counted_from"],
            "months": int(row["months"]),
            "source": row["source"],
            "verified": row["verified"] == "yes",
            "position": position,
        }
        RetentionRule.objects.get_or_create(code=row["code"], valid_from=VALID_FROM, defaults=details)
    ensure_programmes()
    ensure_assessing()
    cache.delete("deadline_days")


def ensure_assessing() -> None:
    """The classes of conclusion stand, and the division of work of whoever does what."""
    for position, row in enumerate(_rows("solutions.csv")):
        details = _names(row) | {
            "needs_decision": row["needs_decision"] == "yes",
            "is_lasting": row["is_lasting"] == "yes",
            "source": row["source"],
            "position": position,
        }
        SolutionClass.objects.get_or_create(code=row["code"], valid_from=VALID_FROM, defaults=details)
    for position, row in enumerate(_rows("duties.csv")):
        details = _names(row) | {
            "answers": row["answers"],
            "takes_part": [one for one in row["takes_part"].split("|") if one],
            "source": row["source"],
            "position": position,
        }
        Duty.objects.get_or_create(
            code=row["code"], valid_from=date.fromisoformat(row["valid_from"]), defaults=details
        )


def ensure_dated_parameters() -> None:
    """Numbers of law that hold from a day until a day: what was before stands beside what is now."""
    for row in _rows("dated_parameters.csv"):
        details = {
            "value": row["value"],
            "unit": row["unit"],
            "valid_until": date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
            "source": row["source"],
            "verified": row["verified"] == "yes",
        }
        begins = date.fromisoformat(row["valid_from"])
        Parameter.objects.get_or_create(code=row["code"], valid_from=begins, defaults=details)


def ensure_induction() -> None:
    """Each packaged line of the safety list stands, of every type of service or of its own."""
    types = {kind.code: kind for kind in ProgrammeType.objects.all()}
    for position, row in enumerate(_rows("induction.csv")):
        details: dict[str, Any] = _names(row) | {
            "programme_type": types[row["programme_type"]] if row["programme_type"] else None,
            "source": row["source"],
            "verified": row["verified"] == "yes",
            "position": position,
        }
        InductionItem.objects.get_or_create(code=row["code"], valid_from=VALID_FROM, defaults=details)


def ensure_programmes() -> None:
    """One service of each packaged type runs in the whole area."""
    types = {kind.code: kind for kind in ProgrammeType.objects.all()}
    for row in _rows("programmes.csv"):
        details: dict[str, Any] = _names(row) | {
            "programme_type": types[row["programme_type"]],
            "weekly_hours_min": Decimal(row["hours_min"]),
            "weekly_hours_max": Decimal(row["hours_max"]),
            "duration_weeks": int(row["duration_weeks"]) if row["duration_weeks"] else None,
            "languages": row["languages"].split("|"),
        }
        Programme.objects.get_or_create(code=row["code"], defaults=details)


def _names(row: dict[str, str], words: str = "name") -> dict[str, Any]:
    return {name: row[name] for name in (f"{words}_{code}" for code in ("fi", "sv", "en", "fi_simple"))}


def _rule(row: dict[str, str]) -> dict[str, Any]:
    return {
        "paid": row["paid"] == "yes",
        "expense_allowance": row["expense_allowance"] == "yes",
        "answer_effect": row["answer_effect"],
        "agreement_kind": row["agreement_kind"],
        "area_signs": row["area_signs"] == "yes",
        "weekly_hours_max": Decimal(row["weekly_hours_max"]) if row["weekly_hours_max"] else None,
        "week_days_max": int(row["week_days_max"]) if row["week_days_max"] else None,
        "daily_hours_max": Decimal(row["daily_hours_max"]) if row["daily_hours_max"] else None,
        "duration_months_max": int(row["duration_months_max"]) if row["duration_months_max"] else None,
        "months_in_all_max": int(row["months_in_all_max"]) if row["months_in_all_max"] else None,
        "legal_basis": row["legal_basis"],
        "verified": row["verified"] == "yes",
    }


def _rows(name: str) -> list[dict[str, str]]:
    return values_of(DATA / name)
