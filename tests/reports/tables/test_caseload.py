"""The caseload of a manager: worked by hand, by municipality and service area, never by worker."""

from datetime import date

import pytest

from programmes.participants.models import Participation
from reports.periods import Period
from reports.selectors import frames_for
from reports.tables.caseload import count_caseload
from tests.factories.programmes import coordinator, manager
from tests.reports.conftest import step
from tests.reports.tables.test_pages import HALF, address, rows_of

PERIOD = Period.named("2026-H1")
ACCEPTED = {"accepted_on": date(2026, 1, 10)}
STARTED = ACCEPTED | {"started_on": date(2026, 1, 20)}


@pytest.fixture
def people(referral):
    """Joensuu: referred, waiting with an offer, active with a step, on hold, ended. Lieksa: waiting."""
    referral("167")
    referral("167", offered=10, **ACCEPTED)
    step(referral("167", offered=10, **STARTED), date(2026, 7, 10))
    held = referral("167", **STARTED)
    held.holds.create(from_on=date(2026, 3, 1), look_again_on=date(2026, 9, 1))
    referral("167", **STARTED, ended_on=date(2026, 6, 30))
    referral("422", accepted_on=date(2026, 6, 2), referred_on=date(2026, 6, 1))


def counts(by: str | None, group: str | None) -> tuple[int, ...]:
    lines = count_caseload(frames_for(None), PERIOD, ("municipality", "service_area"))
    return tuple(count for _what, count in next(x for x in lines if (x.by, x.group) == (by, group)).counts)


@pytest.mark.parametrize(
    ("by", "group", "expected"),
    [
        # referred, waiting, active, on hold, together, no offer in 90 days, without a next step
        (None, None, (1, 2, 1, 1, 5, 1, 3)),
        ("municipality", "167", (1, 1, 1, 1, 4, 1, 2)),
        ("municipality", "422", (0, 1, 0, 0, 1, 0, 1)),
        ("municipality", "707", (0, 0, 0, 0, 0, 0, 0)),
        ("service_area", "JNS", (1, 1, 1, 1, 4, 1, 2)),
        ("service_area", "PIE", (0, 1, 0, 0, 1, 0, 1)),
    ],
)
def test_each_person_is_in_one_state_and_those_who_wait_unseen_are_told(people, by, group, expected):
    assert counts(by, group) == expected


def test_no_page_or_file_names_a_worker(client, people):
    worker = coordinator("167")
    worker.first_name, worker.last_name = "Kerttu", "Ainutlaatuinen"
    worker.save()
    Participation.objects.update(coordinator=worker)
    client.force_login(manager())

    for file_format in ("", "csv", "json"):
        text = client.get(address("caseload", file_format), HALF).content.decode()
        assert "Ainutlaatuinen" not in text


def test_a_coordinator_reads_the_own_municipality_alone(client, people):
    client.force_login(coordinator("422"))

    flat = rows_of(client.get(address("caseload", "csv"), HALF).content)

    people_of = {
        row["row"]: row["value"]
        for row in flat
        if (row["table"], row["column"]) == ("municipality", "people")
    }
    assert people_of == {"422": "1", "all": "1"}
