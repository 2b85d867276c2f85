"""Rows of the programme as an import leaves them: what the pages and commands of the reports read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import pytest

from programmes.catalogue.models import Intake, ProgrammeType
from programmes.participants.models import NextStep, Participant, Participation
from programmes.participants.steps import tell_last_day
from programmes.placements.models import Placement

REFERRED_ON = date(2026, 1, 5)
_number = count(1)


@pytest.fixture
def referral(reference, db) -> Callable[..., Participation]:
    """Makes a participation, with its first offer after `offered` days when given."""

    def make(municipality: str = "167", *, offered: int | None = None, **fields: object) -> Participation:
        person = Participant.objects.create(
            first_name="Aino",
            last_name=f"Karvinen{next(_number)}",
            birth_date=date(1985, 5, 5),
            gender="female",
            municipality_id=municipality,
        )
        row = Participation.objects.create(
            participant=person, municipality_id=municipality, **{"referred_on": REFERRED_ON} | fields
        )
        if offered is not None:
            place(row, REFERRED_ON + timedelta(days=offered))
        return row

    return make


def place(row: Participation, offered_on: date, **fields: object) -> Placement:
    """A placement of the participation in a group of its municipality."""
    intake, _made = Intake.objects.get_or_create(
        municipality_id=row.municipality_id, starts_on=date(2025, 1, 1), seats=99
    )
    kind = fields.pop("programme_type", "work_trial")
    return Placement.objects.create(
        participation=row,
        intake=intake,
        programme_type=ProgrammeType.objects.get(code=kind),
        offered_on=offered_on,
        **fields,
    )


def step(row: Participation, due_on: date) -> NextStep:
    """An open next step of the participation."""
    step = NextStep.objects.create(
        participation=row, what="Puhelu", exists_from=row.referred_on, due_on=due_on
    )
    tell_last_day([row.pk])
    return step
