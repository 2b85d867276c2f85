"""What a host reads when a person who was introduced is not coming, and until when it reads the agreement."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from programmes.models import Placement, ReasonCode
from programmes.placements.agreements import current_agreement
from programmes.placements.states import PlacementState
from tests.access.people import EVERYBODY, HOST, client_of
from tests.programmes.machines import cast as made
from tests.programmes.machines.test_engine import issue
from tests.programmes.test_interests import english
from workflow.services import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

GONE = ("declined", "released", "cancelled", "expired")
OF_THE_HOST = {"signing", "agreed", "active", "paused", "ended", "closed"}


@pytest.fixture
def cast() -> made.Cast:
    return made.full_cast()


def gone(cast: made.Cast, state: str, **changes: Any) -> Placement:
    """A placement of somebody who was introduced, and then was not to come."""
    shown = {"shown_to_host": ["phone", "skills"], "tasks_shown": "Salainen tehtävä"}
    row = made.placement(cast, state, **(shown | changes))
    assert row.introduced_on
    return row


@pytest.mark.parametrize("state", GONE)
def test_the_host_reads_kindly_that_the_person_is_not_coming(cast, state):
    row = gone(cast, state)

    answer = english(cast["host_member"]).get(f"/host/places/{row.reference}/")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Helmi is not coming" in page
    assert "Nothing is wrong with your place" in page
    assert "Your place is still open" in page
    person, worker = cast.participant, cast["responsible"]
    told = [person.last_name, person.phone, person.email, "Keittiötyö", "Salainen", str(worker), worker.email]
    assert [word for word in told if word in page] == []


@pytest.mark.parametrize("state", GONE)
def test_only_that_host_reads_it(cast, state):
    row = gone(cast, state)

    answers = {
        part: client_of(cast[part]).get(f"/host/places/{row.reference}/").status_code for part in EVERYBODY
    }

    expected = (
        dict.fromkeys(EVERYBODY, 403) | {"other_host": 404, "anonymous": 302} | dict.fromkeys(HOST, 200)
    )
    assert answers == expected


@pytest.mark.parametrize("state", GONE)
def test_who_was_never_introduced_is_not_told_of(cast, state):
    row = gone(cast, state)
    Placement.objects.filter(pk=row.pk).update(introduced_on=None, accepted_on=None)

    assert client_of(cast["host_admin"]).get(f"/host/places/{row.reference}/").status_code == 404


@pytest.mark.parametrize("state", GONE)
@pytest.mark.parametrize("act", ["accept", "refuse", "sign", "start", "end"])
def test_an_act_on_a_person_who_is_not_coming_leads_to_that_page(cast, state, act):
    row = gone(cast, state)
    client = client_of(cast["host_admin"])
    address = f"/act/placement/{row.reference}/{act}/"

    answers = [client.get(address), client.post(address, {"token": "late", "guide": "Veikko"})]

    there = (303, f"/host/places/{row.reference}/")
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [there, there]
    assert client_of(cast["other_host"]).post(address, {"token": "late"}).status_code == 404
    assert Placement.objects.get(pk=row.pk).state == state


def test_the_whole_way_from_the_mail_to_the_page(cast):
    row = made.placement(cast, "introduced")
    act(row, "decline", by=cast["participant"])

    page = english(cast["host_admin"]).get(f"/host/places/{row.reference}/")

    assert (page.status_code, "Helmi is not coming" in page.content.decode()) == (200, True)


def test_a_closed_place_is_not_said_to_be_open(cast):
    row = gone(cast, "declined", vacancy=made.vacancy(cast.host, "closed"))

    page = english(cast["host_admin"]).get(f"/host/places/{row.reference}/").content.decode()

    assert "Your place is still open" not in page


def with_agreement(cast: made.Cast) -> dict[str, Placement]:
    """A placement in every state, each with an agreement that was once issued."""
    rows = {}
    for state in PlacementState.values:
        row = made.placement(cast, "accepted", vacancy=made.vacancy(cast.host))
        issue(cast, row)
        other = made.placement(cast, state, vacancy=made.vacancy(cast.host))
        current_agreement(row).__class__.objects.filter(placement=row).update(placement=other)
        Placement.objects.filter(pk=row.pk).delete()
        rows[state] = other
    return rows


def test_the_host_opens_the_agreement_only_while_it_is_the_hosts(cast):
    rows = with_agreement(cast)
    seen = {"introduced", "accepted", "refused"}

    for part, expected in {
        "host_admin": {s: 200 if s in OF_THE_HOST else 403 if s in seen else 404 for s in rows},
        "participant": dict.fromkeys(rows, 200),
        "responsible": dict.fromkeys(rows, 200),
        "colleague": dict.fromkeys(rows, 200),
        "other_host": dict.fromkeys(rows, 404),
    }.items():
        client = client_of(cast[part])
        answers = {
            state: client.get(f"/documents/agreement/{row.reference}/").status_code
            for state, row in rows.items()
        }
        assert (part, answers) == (part, expected)


def test_the_host_loses_the_agreement_with_the_cancellation(cast):
    row = made.placement(cast, "accepted")
    issue(cast, row)
    client = client_of(cast["host_admin"])
    before = client.get(f"/documents/agreement/{row.reference}/").status_code
    reason = ReasonCode.objects.filter(machine="placement", transition="cancel").first()

    act(row, "cancel", by=cast["responsible"], reason=reason, on=timezone.localdate())

    after = client.get(f"/documents/agreement/{row.reference}/").status_code
    assert (before, after) == (200, 404)
