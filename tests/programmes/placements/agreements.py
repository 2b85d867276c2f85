"""Agreements as the tests make them: issued, signed by whom it takes, in force."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from audit.models import Event
from programmes.models import Placement
from programmes.placements import services as placements
from tests.programmes.machines import cast as made

PARTS = {"participant": "participant", "host": "host_admin", "area": "responsible"}


def issue(cast: made.Cast, row: Placement, **changes: Any) -> Event:
    today = timezone.localdate()
    terms = {
        "starts_on": today + timedelta(days=5),
        "ends_on": today + timedelta(days=65),
        "weekly_hours": Decimal(16),
        "guide": "Raili",
        "tasks": "Tiskausta",
        "aim": "Työrytmi",
        "insurance": "Työllisyysalue vakuuttaa",
    }
    return placements.issue_agreement(row, by=cast["responsible"], **(terms | changes))


def sign(cast: made.Cast, row: Placement, *parties: str, version: int = 1) -> Event:
    for party in parties:
        event = placements.sign(row, by=cast[PARTS[party]], party=party, version=version)
    return event


def agreed(cast: made.Cast, **terms: Any) -> Placement:
    row = made.placement(cast, "accepted")
    issue(cast, row, **terms)
    sign(cast, row, *PARTS)
    return row


def active(cast: made.Cast) -> Placement:
    row = agreed(cast, starts_on=timezone.localdate())
    placements.start(row, by=cast["responsible"])
    return row


def later(time_machine: Any, *, days: int) -> None:
    time_machine.move_to(timezone.now() + timedelta(days=days))
