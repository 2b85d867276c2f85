"""What is not known: counted by the rules of the figures, and the people who can be mended."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from audit.models import Read
from programmes.participants.models import Participant, WorkProfile
from reports.indicators import INDICATORS
from reports.periods import Period
from reports.tables.quality import GAPS, count_quality, people_missing
from reports.tables.telling.quality import GAP_NAMES, OF_WHOM, WHAT_IT_DOES
from tests.factories.programmes import coordinator, manager
from tests.reports.people import frames_of, participation, placement

QUARTER = Period.named("2026-Q1")
DAY = date(2026, 2, 10)
BEFORE = date(2025, 2, 10)
KNOWN = {
    "gender": "female",
    "birth_date": date(1985, 5, 5),
    "foreign_background": False,
    "partial_work_ability": True,
    "unemployed_since": date(2025, 1, 1),
    "education_level": 3,
    "labour_status_at_referral": "unemployed",
    "started_on": DAY,
    "accepted_on": DAY,
    "referred_on": DAY,
}
SAID = {"hours_least": 4, "hours_most": 8, "travel_km": 10}


def told(people, placements=(), **others):
    frames = frames_of(people, placements, **others)
    return frames, {each.code: each for each in count_quality(frames, QUARTER)}


def test_every_gap_has_its_words():
    assert set(GAP_NAMES) == set(OF_WHOM) == set(WHAT_IT_DOES) == set(GAPS)


@pytest.mark.parametrize(
    ("code", "fact"),
    [
        ("gender", {"gender": "unknown"}),
        ("birth_date", {"birth_date": None}),
        ("language", {"language": ""}),
        ("foreign_background", {"foreign_background": None}),
        ("partial_work_ability", {"partial_work_ability": None}),
        ("municipality", {"municipality": "091"}),
        ("municipality", {"municipality": ""}),
        ("unemployed_since", {"unemployed_since": None}),
        ("education_level", {"education_level": None}),
        ("labour_status", {"labour_status_at_referral": "unknown"}),
        ("labour_status", {"labour_status_at_referral": ""}),
    ],
)
def test_a_fact_that_is_missing_is_counted_in_its_own_gap_alone(code, fact):
    people = [participation(1, **KNOWN), participation(2, **KNOWN | fact)]
    said = [{"participation_id": number} | SAID for number in (1, 2)]
    steps = [(number, DAY, date(2026, 4, 2), None) for number in (1, 2)]

    frames, gaps = told(people, said=said, next_steps=steps)

    assert (gaps[code].n, gaps[code].unknown, gaps[code].share) == (2, 1, 50)
    assert {name for name, gap in gaps.items() if gap.unknown} == {code}
    assert people_missing(frames, code, QUARTER) == [2]


def test_the_end_and_the_answer_later_are_missing_by_the_rules_of_their_figures():
    people = [
        participation(1, **KNOWN | {"ended_on": DAY, "exit_status": "unknown", "exit_class": ""}),
        participation(
            2, **KNOWN | {"ended_on": DAY, "exit_status": "employed_open", "exit_class": "open_job"}
        ),
        participation(3, **KNOWN | {"referred_on": BEFORE, "ended_on": date(2025, 8, 20)}),
    ]
    agreed = {"agreed_on": DAY, "starts_on": DAY, "ended_on": DAY}
    placements = [placement(1, DAY, **agreed), placement(2, DAY, **agreed | {"end_kind": "completed"})]

    frames, gaps = told(people, placements)

    for code, indicator in (
        ("exit_status", "O1"),
        ("exit_class", "O3"),
        ("end_kind", "O8"),
        ("follow_up", "O2"),
    ):
        cohort = INDICATORS[indicator].cohort(frames.as_of(QUARTER.end), QUARTER)
        assert (gaps[code].n, gaps[code].unknown) == (len(cohort), int(cohort.unknown.sum()))
    assert gaps["exit_status"].unknown == gaps["exit_class"].unknown == gaps["end_kind"].unknown == 1
    assert (gaps["follow_up"].n, gaps["follow_up"].unknown) == (1, 1)


def test_places_without_a_first_day_and_offers_without_alternatives_are_counted():
    people = [participation(number, **KNOWN) for number in (1, 2)]
    placements = [
        placement(1, DAY, agreed_on=DAY, alternatives_shown=None),
        placement(2, DAY, agreed_on=DAY, starts_on=DAY, alternatives_shown=0),
    ]

    frames, gaps = told(people, placements)

    assert people_missing(frames, "start_day", QUARTER) == [1]
    assert people_missing(frames, "alternatives", QUARTER) == [1]
    assert (gaps["start_day"].n, gaps["alternatives"].n) == (2, 2)


def test_who_had_left_before_the_period_is_not_asked_about():
    gone = {"gender": "unknown", "referred_on": BEFORE, "withdrawn_on": date(2025, 12, 31)}
    still = {"gender": "unknown", "referred_on": BEFORE, "withdrawn_on": date(2026, 1, 1)}

    _frames, gaps = told([participation(1, **KNOWN | gone), participation(2, **KNOWN | still)])

    assert (gaps["gender"].n, gaps["gender"].unknown) == (1, 1)
    assert (gaps["gender"].n_before, gaps["gender"].share_before) == (2, 100)


def test_towns_add_up_to_all_and_nobody_gives_no_share():
    people = [
        participation(1, **KNOWN | {"gender": "unknown"}),
        participation(2, **KNOWN | {"gender": "unknown", "municipality": "422"}),
        participation(3, **KNOWN | {"gender": "unknown", "municipality": "091"}),
    ]

    frames, gaps = told(people)

    counts = dict(gaps["gender"].by_municipality)
    assert {code: count for code, count in counts.items() if count} == {"167": 1, "422": 1, "unknown": 1}
    assert people_missing(frames, "gender", QUARTER, "422") == [2]
    assert people_missing(frames, "gender", QUARTER, "unknown") == [3]
    assert (gaps["follow_up"].n, gaps["follow_up"].share) == (0, None)


@pytest.fixture
def people(referral):
    """One in Joensuu whose gender is not known, one in Lieksa of whom it is, who has told her hours."""
    here = referral("167")
    Participant.objects.filter(pk=here.participant_id).update(gender="unknown")
    there = referral("422", weekly_hours_max=10, accepted_on=date(2026, 1, 6))
    WorkProfile.objects.create(participant=there.participant, travel_km=20)
    return here, there


@pytest.mark.django_db
def test_the_page_leads_to_the_people_and_the_look_is_on_record(client, people):
    here, there = people
    client.force_login(manager())

    page = client.get("/reports/data-quality/", {"period": "2026-Q1"}).content.decode()
    address = reverse("reports:not_known", args=["gender"])
    shown = client.get(address, {"period": "2026-Q1"}).content.decode()

    assert f'href="{address}?period=2026-Q1"' in page
    assert f'href="{address}?period=2026-Q1&amp;municipality=167"' in page
    assert f'href="{address}?period=2026-Q1&amp;municipality=422"' not in page
    assert here.reference in shown
    assert there.reference not in shown
    assert [read.page for read in Read.objects.order_by("pk")] == ["reports:not_known"]


@pytest.mark.django_db
def test_what_was_said_is_read_from_the_database(client, people):
    client.force_login(manager())
    query = {"period": "2026-Q1"}

    for code in ("hours", "travel"):
        shown = client.get(reverse("reports:not_known", args=[code]), query)
        assert not shown.context["rows"]


@pytest.mark.django_db
def test_a_coordinator_sees_the_own_area_alone(client, people):
    here, _there = people
    client.force_login(coordinator("422"))

    shown = client.get(reverse("reports:not_known", args=["gender"]), {"period": "2026-Q1"})

    assert not shown.context["rows"]
    assert here.reference not in shown.content.decode()
    assert client.get(reverse("reports:not_known", args=["shoe_size"])).status_code == 404


@pytest.mark.django_db
def test_wide_tables_move_sideways_on_a_phone_and_the_others_are_cards(client, people):
    client.force_login(manager())

    page = client.get("/reports/data-quality/", {"period": "2026-Q1"}).content.decode()

    frames = re.findall(r'class="table-frame([^"]*)"', page)
    assert frames[:5] == [" table-cards", *[" table-wide"] * 4]
