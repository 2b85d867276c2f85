"""What is on record of somebody's time in the service for an audit: days, grounds and marks, nothing more.

No name, no birth date, no address, no text that anybody wrote: a person is their reference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from accounts.selectors import Viewer
from programmes.participants.models import Participation
from programmes.participants.models.eura import EuraKind
from programmes.placements.attendance.sums import Sums, sums_of
from programmes.placements.codes import Party
from programmes.placements.models import Agreement, AttendanceMonth, Placement
from programmes.workspace.figures import people_of

EURA_START, EURA_EXIT = EuraKind.START.value, EuraKind.EXIT.value


@dataclass(frozen=True)
class Version:
    """One version of an agreement: its fingerprint, and the day on which each party signed."""

    number: int
    sha256: str
    void: bool
    issued_on: date
    signed_on: dict[str, date]


@dataclass(frozen=True)
class Month:
    """The days of a calendar month."""

    month: date
    state: str
    approved_on: date | None
    sums: Sums


@dataclass(frozen=True)
class Place:
    """A place that was agreed on."""

    reference: str
    type_of_service: str
    starts_on: date | None
    ended_on: date | None
    weekly_hours: Decimal | None
    versions: tuple[Version, ...]
    months: tuple[Month, ...]


@dataclass(frozen=True)
class Evidence:
    """One person's time in the service. eura: by kind of data how far it is, and since when."""

    row: Participation
    eura: dict[str, tuple[str, date]]
    places: tuple[Place, ...]


def evidence_of(viewer: Viewer, keys: Iterable[int]) -> list[Evidence]:
    """The evidence of those of the participations that the viewer's figures are counted from."""
    placements = (
        Placement.objects.exclude(agreed_on=None)
        .select_related("programme_type")
        .prefetch_related(
            Prefetch("agreements", Agreement.objects.defer("content").order_by("version")),
            "agreements__signatures",
            Prefetch("months", AttendanceMonth.objects.order_by("month")),
        )
        .order_by("starts_on", "pk")
    )
    rows = list(
        people_of(viewer, list(keys))
        .prefetch_related("eura_records", Prefetch("placements", placements))
        .order_by("pk")
    )
    sums = sums_of(month for row in rows for place in row.placements.all() for month in place.months.all())
    return [
        Evidence(
            row,
            {one.kind: (one.get_state_display(), one.on) for one in row.eura_records.all()},
            tuple(_place(place, sums) for place in row.placements.all()),
        )
        for row in rows
    ]


def _place(place: Placement, sums: dict[int, Sums]) -> Place:
    return Place(
        place.reference,
        place.programme_type.name,
        place.starts_on,
        place.ended_on,
        place.weekly_hours,
        tuple(_version(one) for one in place.agreements.all()),
        tuple(
            Month(one.month, one.get_state_display(), one.approved_on, sums[one.pk])
            for one in place.months.all()
        ),
    )


def _version(agreement: Agreement) -> Version:
    signed = {Party(one.party).value: one.signed_at.date() for one in agreement.signatures.all()}
    issued_on = agreement.issued_at.date()
    return Version(agreement.version, agreement.sha256, agreement.void, issued_on, signed)
