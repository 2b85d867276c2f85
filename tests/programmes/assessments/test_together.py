"""What both sides read: the division of work of a day, and figures in which nobody can be found."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from programmes.assessments.division import FEWEST, division_on, figures
from programmes.assessments.models import WorkAbilityAssessment
from programmes.catalogue.models import Duty
from programmes.workspace.assessing import towns_without_coordinator
from tests.factories import programmes as make
from tests.programmes.personal.conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def some(number: int, **fields) -> None:
    worker = make.coordinator()
    for _one in range(number):
        time = make.participation("active", by=worker)
        WorkAbilityAssessment.objects.create(
            **{"participation": time, "question": "Mikä sopii?", "state": "gathering"} | fields
        )


def bars(title: int) -> dict[str, str]:
    return {bar.label: bar.told for bar in figures()["breakdowns"][title].bars}


def test_a_group_under_five_is_not_told_and_cannot_be_worked_out_from_the_others():
    some(FEWEST + 1, state="gathering")
    some(FEWEST, state="meeting")
    some(2, state="opened")

    told = bars(0)

    numbers = [words for words in told.values() if words.isdigit()]
    assert numbers == ["0", str(FEWEST + 1)]


def test_the_division_of_work_is_that_of_its_day():
    duty = Duty.objects.first()
    changed = timezone.localdate() - timedelta(days=10)
    Duty.objects.filter(pk=duty.pk).update(valid_until=changed - timedelta(days=1))
    Duty.objects.create(code=duty.code, name_fi="Uusi jako", answers="kela", valid_from=changed)

    now, before = division_on(""), division_on((changed - timedelta(days=1)).isoformat())

    assert "Uusi jako" in [one.name_fi for one in now["duties"]]
    assert "Uusi jako" not in [one.name_fi for one in before["duties"]]
    assert changed in now["changes"]
    assert division_on("nonsense")["on"] == timezone.localdate()


@pytest.mark.parametrize("role", [Role.PARTNER, Role.MANAGER, Role.WORK_ABILITY_COORDINATOR])
def test_all_sides_read_the_same_table_and_figures(role):
    client = signed_in(make.account(role), "en")
    base = "/partner" if role == Role.PARTNER else "/work/assessments"

    table = client.get(f"{base}/division/").content.decode()
    page = client.get(f"{base}/figures/").content.decode()

    assert "A doctor&#x27;s assessment and statement" in table
    assert "By who is waited for" in page


def test_a_municipality_that_nobody_covers_stands_on_the_managers_list():
    manager = make.manager()
    client = signed_in(manager, "en")
    assert len(towns_without_coordinator(manager)) == 13
    assert "No work ability coordinator" in client.get("/work/").content.decode()

    make.account(Role.WORK_ABILITY_COORDINATOR, municipality=make.LIEKSA)
    towns = [one.pk for one in towns_without_coordinator(type(manager).objects.get(pk=manager.pk))]
    assert make.LIEKSA not in towns
    assert len(towns) == 12

    make.account(Role.WORK_ABILITY_COORDINATOR)
    assert "No work ability coordinator" not in client.get("/work/").content.decode()
