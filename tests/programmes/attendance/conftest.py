"""A workplace with people in places, on a Wednesday in March: weeks and months lie as the tests say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.utils import translation

from programmes.models import Placement, Workplace
from tests.programmes.machines import cast as made

NOW = "2027-03-10T12:00:00+02:00"  # Wednesday of week 10
FIRST, LAST = date(2027, 1, 4), date(2027, 6, 30)


@pytest.fixture(autouse=True)
def _wednesday() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=True), translation.override("en"):
        yield
    cache.clear()


@pytest.fixture
def cast(reference: Any) -> made.Cast:
    return made.full_cast()


@pytest.fixture
def workplace(cast: made.Cast) -> Workplace:
    return Workplace.objects.create(host=cast.host, name="Torin kahvila", municipality_id=made.HERE)


@pytest.fixture
def place(cast: made.Cast, workplace: Workplace) -> Callable[..., Placement]:
    """One more person in a place at the workplace."""
    names = iter(["Aino", "Eino", "Helvi", "Ilmari", "Kerttu", "Lempi", "Martti"])

    def make(state: str = "active", **changes: Any) -> Placement:
        person = made.person(first_name=next(names), email=f"p{Placement.objects.count()}@example.org")
        participation = changes.pop("participation", None) or made.participation(
            cast, "active", participant=person
        )
        vacancy = changes.pop("vacancy", None) or made.vacancy(cast.host, workplace=workplace, seats=9)
        dates = {"starts_on": FIRST, "started_on": FIRST, "ends_on": LAST, "agreed_on": FIRST}
        dates |= {"offered_on": FIRST, "wanted_on": FIRST, "introduced_on": FIRST, "accepted_on": FIRST}
        values = {"participation": participation, "vacancy": vacancy, "weekly_hours": Decimal(20)}
        return made.placement(cast, state, **(dates | values | changes))

    return make
