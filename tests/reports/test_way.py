"""The way from a referral to a place: told beside a reading of one person at a time."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings

from programmes.models import ReasonCode
from reports.periods import Period
from reports.way import Gone, Step, count_way
from tests.depth import examples
from tests.factories.programmes import coordinator, manager
from tests.reports.people import frames_of, participation, placement
from tests.reports.worlds import twin_of, worlds

PERIOD = Period(date(2025, 7, 1), date(2025, 9, 30))
DAY = date(2025, 7, 10)


def told(twin, row) -> tuple[int, str]:
    """How far the person has come, and how they have left."""
    far = 0
    if twin.known(row, "accepted_on") or twin.known(row, "started_on"):
        far = 1
    for place in twin.own(row):
        begun = place["starts_on"] and place["starts_on"] <= twin.period.end
        ran = twin.known(place, "agreed_on") and not twin.known(place, "cancelled_on")
        reached = [
            2,
            3 * bool(twin.known(place, "wanted_on") or twin.known(place, "accepted_on")),
            4 * bool(twin.known(place, "agreed_on")),
            5 * bool(ran and begun),
        ]
        far = max(far, *reached)
    gone = Gone.STILL
    if twin.returned(row, twin.period.end):
        gone = Gone.RETURNED
    elif twin.known(row, "withdrawn_on"):
        gone = Gone.WITHDRAWN
    elif twin.known(row, "ended_on"):
        gone = Gone.ENDED
    return far, gone


@settings(max_examples=examples(40, 500), deadline=None)
@given(worlds())
def test_columns_count_the_same_as_the_plain_reading(world):
    twin = twin_of(world, PERIOD)

    way = count_way(frames_of(**world), PERIOD)

    people = [told(twin, row) for row in twin.participations if twin.within(row["referred_on"])]
    for number, step in enumerate(way.steps):
        assert step.count == sum(far >= number for far, _gone in people)
        assert step.no_further == {how: people.count((number, how)) for how in Gone}
    assert sum(sum(step.no_further.values()) for step in way.steps) == way.referred
    assert sum(count for _reason, count in way.reasons) == sum(
        gone in {Gone.RETURNED, Gone.WITHDRAWN} for _far, gone in people
    )
    assert sum(count for _code, count in way.outcomes) == people.count((5, Gone.ENDED))


def test_who_begins_has_been_at_every_step_before():
    person = participation("A", referred_on=DAY, accepted_on=None)
    place = placement("A", DAY, agreed_on=DAY, starts_on=DAY)

    way = count_way(frames_of([person], [place]), PERIOD)

    assert [step.count for step in way.steps] == [1] * len(Step)


def test_reasons_are_of_those_who_left_and_the_most_frequent_comes_first():
    rows = [
        participation("A", referred_on=DAY, withdrawn_on=DAY, reason=7),
        participation("B", referred_on=DAY, returned_on=DAY, reason=7),
        participation("C", referred_on=DAY, withdrawn_on=DAY),
        participation("D", referred_on=DAY, reason=7),
    ]

    assert Counter(dict(count_way(frames_of(rows), PERIOD).reasons)) == {7: 2, None: 1}


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_the_page_tells_the_steps_and_the_reasons_in_words(client, referral):
    reason = ReasonCode.objects.filter(machine="participation").first()
    referral("167", offered=3)
    referral("422", withdrawn_on=date(2026, 2, 1), reason=reason)
    client.force_login(manager())

    page = client.get("/reports/way/", {"period": "2026-H1"}).content.decode()

    assert reason.name in page
    assert "50,0" in page
    client.force_login(coordinator("167"))
    assert reason.name not in client.get("/reports/way/", {"period": "2026-H1"}).content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_a_period_with_nobody_says_so(client):
    client.force_login(manager())

    page = client.get("/reports/way/", {"period": "2025-Q1"})

    assert page.status_code == 200
    assert "NaN" not in page.content.decode()
