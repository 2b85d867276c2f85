"""A worker with free times at a service point, on a day of work at noon."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from time_machine import TimeMachineFixture

from accounts.models import User
from programmes.models import Appointment, ServicePoint
from publicdata.version import public_has_changed
from tests.factories import programmes as make

DAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def _at_noon(time_machine: TimeMachineFixture) -> None:
    cache.clear()
    time_machine.move_to(f"{DAY} 12:00+02:00", tick=False)


@pytest.fixture
def worker() -> User:
    return make.coordinator()


@pytest.fixture
def point() -> ServicePoint:
    made = ServicePoint.objects.create(
        code="luotsi", name_fi="Luotsi", municipality_id=make.JOENSUU, street_address="Rantakatu 1"
    )
    public_has_changed()
    return made


def a_time(worker: User, point: ServicePoint | None = None, *, days: int = 2, hour: int = 9) -> Appointment:
    """A free time of the worker's, so many days ahead at the hour."""
    begins = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(hour)))
    return Appointment.objects.create(
        worker=worker,
        municipality_id=make.JOENSUU,
        point=point,
        way="point" if point else "phone",
        starts_at=begins,
        ends_at=begins + timedelta(minutes=30),
    )
