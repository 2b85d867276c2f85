"""A paid place under way at a business, who cares for it, who decides, and a browser for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from programmes.employers.models import HostEmployer, SupplementApplication
from programmes.hosting.supplement import services
from programmes.models import AttendanceMonth, Placement, ProgrammeType
from tests.factories import programmes as make
from tests.programmes.personal.conftest import Case, a_case, signed_in


@dataclass
class Hosted:
    """The place, its host with a member, the responsible worker, and a colleague who decides."""

    place: Placement
    host: HostEmployer
    member: User
    worker: User
    decider: User
    case: Case

    def at_host(self, language: str = "fi") -> Client:
        return signed_in(self.member, language)

    def desk(self, language: str = "fi") -> Client:
        return signed_in(self.decider, language)

    def told(self, **changes: Any) -> services.Told:
        first, last = self.place.starts_on, self.place.ends_on
        wanted: dict[str, Any] = {
            "from_on": first, "until_on": last, "monthly_wage": Decimal(1200), "other_support": Decimal(0),
            "business": "business",
        }  # fmt: skip
        return services.Told(**wanted | changes)

    def applied(self, **changes: Any) -> SupplementApplication:
        return services.apply_for(self.place, self.told(**changes), by=self.member)

    def granted(self, monthly: int = 350, **changes: Any) -> SupplementApplication:
        return services.grant(self.applied(**changes), by=self.decider, monthly=Decimal(monthly))


def hosted_place(
    *, starts_on: date | None = None, days: int = 120, code: str = "pay_subsidised_work", **host: Any
) -> Hosted:
    """A paid place of so many days from the day, at a host of its own."""
    case = a_case(host.pop("first_name", "Aino"))
    employer = make.host(kind="company", **host)
    member = make.host_person(employer)
    decider = make.coordinator()
    row = make.placement("active", row=case.time, place=make.vacancy(employer=employer, by=case.worker))
    begins = starts_on or timezone.localdate() - timedelta(days=10)
    Placement.objects.filter(pk=row.pk).update(
        programme_type=ProgrammeType.objects.get(code=code),
        offered_on=begins, wanted_on=begins, introduced_on=begins, accepted_on=begins, agreed_on=begins,
        starts_on=begins, started_on=begins, ends_on=begins + timedelta(days=days - 1),
    )  # fmt: skip
    place = Placement.objects.get(pk=row.pk)
    return Hosted(place, employer, member, case.worker, decider, case)


def check_days(place: Placement) -> None:
    """Every month of the place has been checked."""
    month = place.starts_on.replace(day=1)  # type: ignore[union-attr]
    while month <= place.ends_on:
        AttendanceMonth.objects.filter(placement=place, month=month).delete()
        AttendanceMonth.objects.create(placement=place, month=month, state="approved")
        month = (month + timedelta(days=32)).replace(day=1)


@pytest.fixture
def hosted(reference, db) -> Hosted:
    return hosted_place()
