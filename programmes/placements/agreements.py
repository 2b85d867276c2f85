"""What an agreement says: content as data, its hash, and who must sign it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from programmes.catalogue.models import AgreementKind, ProgrammeTypeRule
from programmes.catalogue.money import allowance_of
from programmes.placements.codes import Party
from programmes.placements.models import Agreement, Placement, Signature

SIGNATURES = Prefetch("signatures", Signature.objects.select_related("paper", "signed_by"))
# What agreements from before it was told of are read to say.
EMPTY: dict[str, Any] = {"hours_steps": []}


@dataclass(frozen=True)
class Terms:
    """What the parties agree on, beside what is known of the place and the people."""

    starts_on: date
    ends_on: date
    weekly_hours: Decimal
    guide: str
    tasks: str
    aim: str
    insurance: str
    work_days: tuple[int, ...] = ()  # 1 is Monday
    day_begins: str = ""  # "09:00"
    hours_steps: tuple[tuple[date, Decimal], ...] = ()


def content_of(placement: Placement, rule: ProgrammeTypeRule, terms: Terms) -> dict[str, Any]:
    """Everything the parties sign."""
    participation = placement.participation
    vacancy = placement.vacancy
    return {
        "participant": str(participation.participant),
        "host": str(vacancy.host) if vacancy else settings.WAGTAIL_SITE_NAME,
        "business_id": vacancy.host.business_id if vacancy else "",
        "place": placement.place_name,
        "address": vacancy.street_address if vacancy else "",
        "municipality": placement.municipality.name_fi,
        "title": placement.title,
        "programme_type": placement.programme_type.code,
        "paid": rule.paid,
        "daily_allowance": _euros(allowance_of(rule, terms.starts_on)),
        "kind": rule.agreement_kind,
        "legal_basis": rule.legal_basis,
        "starts_on": terms.starts_on.isoformat(),
        "ends_on": terms.ends_on.isoformat(),
        "weekly_hours": f"{Decimal(terms.weekly_hours).normalize():f}",
        "work_days": sorted(terms.work_days),
        "day_begins": terms.day_begins,
        "hours_steps": [
            [on.isoformat(), f"{Decimal(hours).normalize():f}"] for on, hours in terms.hours_steps
        ],
        "guide": terms.guide,
        "tasks": terms.tasks,
        "aim": terms.aim,
        "insurance": terms.insurance,
        "coordinator": str(participation.coordinator or ""),
        "coordinator_phone": participation.coordinator.phone if participation.coordinator else "",
    }


def canonical(content: dict[str, Any]) -> bytes:
    """The canonical JSON of the content: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256_of(content: dict[str, Any]) -> str:
    """The fingerprint of the content, in hexadecimal digits."""
    return hashlib.sha256(canonical(content)).hexdigest()


def signatories(placement: Placement, rule: ProgrammeTypeRule) -> tuple[str, ...]:
    """The parties that must sign: the person, the host if any, the area where the type says so."""
    if rule.agreement_kind == AgreementKind.EXTERNAL:
        return (Party.PARTICIPANT,)
    parties: list[str] = [Party.PARTICIPANT]
    if placement.vacancy_id:
        parties.append(Party.HOST)
    if rule.area_signs:
        parties.append(Party.AREA)
    return tuple(parties)


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The names of what stands otherwise in `after`; what only later agreements tell has not changed."""
    return [name for name, value in after.items() if before.get(name, EMPTY.get(name, value)) != value]


def versions(placement: Placement) -> list[Agreement]:
    """Every version, newest first, with its signatures."""
    return list(placement.agreements.prefetch_related(SIGNATURES))


def current_agreement(placement: Placement) -> Agreement | None:
    """The newest version that holds: given to sign, or signed."""
    return placement.agreements.filter(void=False).prefetch_related(SIGNATURES).first()


def in_force(placement: Placement, rule: ProgrammeTypeRule) -> Agreement | None:
    """The newest version that every party has signed."""
    rows = placement.agreements.filter(void=False).prefetch_related(SIGNATURES)
    return next((row for row in rows if not missing(row, placement, rule)), None)


def missing(agreement: Agreement, placement: Placement, rule: ProgrammeTypeRule) -> tuple[str, ...]:
    """Who has still to sign this version."""
    signed = {signature.party for signature in agreement.signatures.all()}
    return tuple(party for party in signatories(placement, rule) if party not in signed)


def unsigned_parties(placement: Placement, rule: ProgrammeTypeRule) -> tuple[str, ...]:
    """Who has still to sign the current version."""
    agreement = current_agreement(placement)
    signed = {signature.party for signature in agreement.signatures.all()} if agreement else set()
    return tuple(party for party in signatories(placement, rule) if party not in signed)


def _euros(euros: Decimal | None) -> str:
    return f"{euros.normalize():f}" if euros is not None else ""
