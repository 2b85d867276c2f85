"""The state of a row is the first that applies (interface.md), as a table."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from areas.working_days import add_working_days
from programmes.catalogue.models import Intake
from programmes.employers.models import HostEmployer, Vacancy
from programmes.participants.models import Participation
from programmes.placements.models import Placement
from tests.programmes.exchange.conftest import Bundle, row

pytestmark = pytest.mark.django_db

BEGUN = {"accepted_on": "2026-02-05", "agreed_on": "2026-02-06", "starts_on": "2026-02-07"}

PLACEMENTS = [
    ({}, "proposed", "2026-02-02"),
    ({"wanted_on": "2026-02-03"}, "wanted", "2026-02-03"),
    ({"wanted_on": "2026-02-03", "introduced_on": "2026-02-04"}, "introduced", "2026-02-04"),
    ({"accepted_on": "2026-02-05"}, "accepted", "2026-02-05"),
    ({"accepted_on": "2026-02-05", "agreed_on": "2026-02-06"}, "agreed", "2026-02-06"),
    (BEGUN | {"starts_on": "2026-11-23"}, "agreed", "2026-02-06"),
    (BEGUN | {"starts_on": "2026-11-22"}, "active", "2026-11-22"),
    (BEGUN | {"ends_on": "2026-03-01"}, "active", "2026-02-07"),
    (BEGUN | {"ended_on": "2026-11-22"}, "ended", "2026-11-22"),
    (BEGUN | {"cancelled_on": "2026-02-07"}, "cancelled", "2026-02-07"),
    ({"declined_on": "2026-02-03"}, "declined", "2026-02-03"),
    ({"refused_on": "2026-02-04"}, "refused", "2026-02-04"),
    ({"released_on": "2026-02-05"}, "released", "2026-02-05"),
]
PARTICIPATIONS = [
    ({"accepted_on": "", "started_on": ""}, "referred", "2026-01-12"),
    ({"started_on": ""}, "waiting", "2026-01-13"),
    ({}, "active", "2026-01-20"),
    ({"ended_on": "2026-03-01"}, "ended", "2026-03-01"),
    ({"withdrawn_on": "2026-03-01"}, "withdrawn", "2026-03-01"),
    ({"returned_on": "2026-03-01"}, "returned", "2026-03-01"),
]
VACANCIES = [
    ({}, "open", "2026-01-02"),
    ({"valid_until": "2026-11-22"}, "open", "2026-01-02"),
    ({"valid_until": "2026-11-21"}, "expired", "2026-11-22"),
    ({"closed_on": "2026-11-22"}, "closed", "2026-11-22"),
    ({"closed_on": "2026-11-01", "valid_until": "2026-10-01"}, "closed", "2026-11-01"),
]


def stands(obj: Placement | Participation | Vacancy | HostEmployer) -> tuple[str, str]:
    """The state, and since which day."""
    return obj.state, timezone.localtime(obj.state_since).date().isoformat()


@pytest.mark.parametrize(("changes", "state", "since"), PLACEMENTS)
def test_placement_stands_where_its_days_say(
    bundle: Bundle, changes: dict[str, str], state: str, since: str
) -> None:
    bundle.write_right(placements=[row("placements", **changes)]).run()

    assert stands(Placement.objects.get()) == (state, since)


@pytest.mark.parametrize(("changes", "state", "since"), PARTICIPATIONS)
def test_participation_stands_where_its_days_say(
    bundle: Bundle, changes: dict[str, str], state: str, since: str
) -> None:
    bundle.write_right(participations=[row("participations", **changes)]).run()

    assert stands(Participation.objects.get()) == (state, since)


@pytest.mark.parametrize(("changes", "state", "since"), VACANCIES)
def test_vacancy_stands_where_its_days_say(
    bundle: Bundle, changes: dict[str, str], state: str, since: str
) -> None:
    bundle.write_right(vacancies=[row("vacancies", **changes)]).run()

    assert stands(Vacancy.objects.get()) == (state, since)


@pytest.mark.parametrize(
    ("verified_on", "state", "since"),
    [("2025-01-02", "verified", "2025-01-02"), ("", "registered", "2026-11-22")],
)
def test_host_stands_verified_when_it_was(bundle: Bundle, verified_on: str, state: str, since: str) -> None:
    bundle.write(employers=[row("employers", verified_on=verified_on)]).run()

    assert stands(HostEmployer.objects.get()) == (state, since)


@pytest.mark.parametrize(
    ("ends_on", "status"), [("", "open"), ("2026-11-22", "open"), ("2026-11-21", "finished")]
)
def test_group_is_finished_after_its_last_day(bundle: Bundle, ends_on: str, status: str) -> None:
    bundle.write(intakes=[row("intakes", ends_on=ends_on)]).run()

    assert Intake.objects.get().status == status


def test_turn_is_due_when_the_deadlines_say(bundle: Bundle) -> None:
    bundle.write_right(
        participations=[row("participations", started_on="")], placements=[row("placements")]
    ).run()

    assert Participation.objects.get().due_on == add_working_days(date(2026, 1, 13), 10)
    assert Placement.objects.get().due_on == date(2026, 2, 9)
