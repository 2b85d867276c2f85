"""A group in a coaching environment on a Wednesday in March, with an instructor and people in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.utils import translation

from programmes.board.meetings import make_sessions, put_on_days
from programmes.models import Intake, Placement, Session
from tests.programmes.machines import cast as made

NOW = "2027-03-10T12:00:00+02:00"  # Wednesday of week 10
FIRST, LAST = date(2027, 1, 4), date(2027, 6, 30)
NINE, ONE = time(9), time(13)


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
def group(cast: made.Cast) -> Intake:
    group = made.environment_group()
    group.starts_on, group.ends_on = FIRST, LAST
    group.save()
    return group


@pytest.fixture
def meet(cast: made.Cast, group: Intake) -> Callable[..., list[Session]]:
    """The group meets on Mondays and Wednesdays from this week on, or as told."""

    def make(
        weekdays: tuple[int, ...] = (0, 2), first: date = date(2027, 3, 8), **changes: Any
    ) -> list[Session]:
        values: dict[str, Any] = {"starts_at": NINE, "ends_at": ONE, "last": date(2027, 4, 30)} | changes
        made_now = make_sessions(group, by=cast["instructor"], weekdays=weekdays, first=first, **values)
        return made_now.sessions

    return make


@pytest.fixture
def come(cast: made.Cast, group: Intake) -> Callable[..., Placement]:
    """One more person is in the group, and comes to its meetings at the times of the week that are told."""
    names = iter(["Aino", "Eino", "Helvi", "Ilmari", "Kerttu", "Lempi", "Martti"])

    def make(*slots: tuple[int, time], state: str = "active", **changes: Any) -> Placement:
        person = made.person(first_name=next(names), email=f"p{Placement.objects.count()}@example.org")
        time_in = changes.pop("participation", None) or made.participation(cast, "active", participant=person)
        dates = {"starts_on": FIRST, "started_on": FIRST, "ends_on": LAST, "agreed_on": FIRST}
        dates |= {"offered_on": FIRST, "wanted_on": FIRST, "introduced_on": None, "accepted_on": FIRST}
        values = {"participation": time_in, "intake": group, "weekly_hours": Decimal(8)}
        row = made.placement(cast, state, **(dates | values | changes))
        if slots:
            put_on_days(row, slots, by=cast["instructor"], first=date(2027, 3, 1))
        return row

    return make
