"""A person in the service whose work ability is looked into, with everybody who has a part in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from programmes.assessments import services
from programmes.assessments.models import WorkAbilityAssessment
from programmes.assessments.sharing_form import Share
from programmes.participants.models import Participation
from tests.factories import programmes as make
from tests.programmes.personal.conftest import a_case, signed_in

UNTIL = timedelta(days=90)


def by_permission(*items: str, organisation: str = "wellbeing_county") -> Share:
    return Share(organisation, items, "consent", timezone.localdate() + UNTIL)


def by_law(*items: str, organisation: str = "wellbeing_county") -> Share:
    return Share(organisation, items, "statute", timezone.localdate() + UNTIL)


@dataclass
class Looked:
    """The assessment and the people around it."""

    time: Participation
    person: User
    worker: User
    ability: User
    partner: User
    row: WorkAbilityAssessment

    def fresh(self) -> WorkAbilityAssessment:
        return WorkAbilityAssessment.objects.get(pk=self.row.pk)

    def as_(self, who: str, language: str = "en") -> Any:
        return signed_in(getattr(self, who), language)

    def take(self, **changes: Any) -> WorkAbilityAssessment:
        """Taken up, with the partner's account as the other side and a health check in a week."""
        steps = [("health_check", "wellbeing_county", timezone.localdate() + timedelta(days=7))]
        told = {
            "counterpart": self.partner,
            "counterpart_organisation": "wellbeing_county",
            "counterpart_name": "",
            "counterpart_contact": "",
        }
        services.take(self.row, by=self.ability, steps=steps, **told | changes)
        return self.row


@pytest.fixture
def looked(reference, db) -> Looked:
    """Opened: the county reads steps by permission, what is found out by law."""
    case = a_case()
    ability = make.account(Role.WORK_ABILITY_COORDINATOR, first_name="Hanna")
    partner = make.account(Role.PARTNER, first_name="Liisa")
    row = services.open_assessment(
        case.time,
        by=case.worker,
        question="Mikä työ sopii selälle?",
        shares=[by_permission("contact", "steps"), by_law("question")],
        on_word="desk",
    )
    return Looked(case.time, case.user, case.worker, ability, partner, row)
