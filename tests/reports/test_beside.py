"""What is printed beside P3 and O8: counted by hand, told on the page and in the workbook."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from programmes.participants.models import WorkProfile
from programmes.placements.codes import EndKind
from reports.beside import Cause, OffersOutside, count_beside, ends_by_cause, offers_outside
from reports.beside_words import offers_words
from reports.cache import right_to_work_of
from reports.periods import Period
from reports.selectors import frames_for
from tests.factories.programmes import coordinator, manager
from tests.reports.bundle import NORTH_KARELIA
from tests.reports.conftest import place
from tests.reports.people import frames_of, participation, placement

QUARTER = Period.named("2026-Q1")
DAY = date(2026, 2, 10)
FAR = replace(NORTH_KARELIA, distances={("167", "422"): 80.5, ("422", "167"): 80.5})


def ended(on: date, kind: str) -> dict[str, object]:
    return placement("A", date(2025, 1, 10), agreed_on=date(2025, 1, 11), ended_on=on, end_kind=kind)


def offer(participation_id: str, **facts: object) -> dict[str, object]:
    return {"participation_id": participation_id, "offered_on": DAY, "vacancy_in": "167"} | facts


def said(participation_id: str, **facts: object) -> dict[str, object]:
    return {"participation_id": participation_id} | facts


def compared(offers, stated) -> OffersOutside:
    people = [participation(name) for name in sorted({row["participation_id"] for row in offers})]
    frames = frames_of(people, offers=offers, said=stated, reference=FAR)
    return offers_outside(frames.as_of(QUARTER.end), QUARTER)


def test_placements_are_told_by_cause_beside_the_year_before():
    frames = frames_of(
        [participation("A", referred_on=date(2024, 12, 1))],
        [
            ended(DAY, "early_host"),
            ended(DAY, "completed"),
            ended(DAY, "completed"),
            ended(DAY, ""),
            ended(date(2026, 4, 1), "early_service"),
            ended(date(2025, 2, 10), "early_participant"),
            ended(date(2025, 2, 10), "completed"),
        ],
    )

    assert ends_by_cause(frames.as_of(QUARTER.end), QUARTER) == (
        Cause("completed", 2, 1),
        Cause("", 1, 0),
        Cause("early_host", 1, 0),
        Cause("early_participant", 0, 1),
    )


@pytest.mark.parametrize(
    ("least", "most", "own_least", "own_most", "outside", "unknown"),
    [
        (20, 30, 8, 19.5, 1, 0),
        (20, 30, 8, 20, 0, 0),
        (4, 8, 10, None, 1, 0),
        (4, None, 10, None, 0, 1),
        (None, None, 10, 20, 0, 1),
        (20, 30, None, None, 0, 1),
    ],
)
def test_hours_are_outside_where_the_two_bounds_lie_apart(least, most, own_least, own_most, outside, unknown):
    found = compared(
        [offer("A", vacancy_least=least, vacancy_most=most)],
        [said("A", hours_least=own_least, hours_most=own_most)],
    )

    assert (found.n, found.outside, found.hours, found.travel) == (1, outside, outside, 0)
    assert found.unknown == unknown


@pytest.mark.parametrize(
    ("where", "km", "outside", "unknown"),
    [
        ("422", 80, 1, 0),
        ("422", 81, 0, 0),
        ("167", 0, 0, 0),
        ("422", None, 0, 1),
        ("999", 10, 0, 1),
    ],
)
def test_travel_is_outside_where_the_place_is_farther_than_was_said(where, km, outside, unknown):
    found = compared([offer("A", vacancy_in=where)], [said("A", travel_km=km)])

    assert (found.outside, found.travel, found.unknown) == (outside, outside, unknown)


def test_an_offer_in_a_group_goes_by_the_group_and_one_of_another_period_is_not_counted():
    offers = [
        offer("A", vacancy_in="", group_in="422", group_least=30, group_most=35),
        offer("B", offered_on=date(2025, 12, 31), vacancy_least=40),
    ]

    found = compared(offers, [said("A", hours_most=20, travel_km=10), said("B", hours_most=5)])

    assert found == OffersOutside(n=1, outside=1, hours=1, travel=1, unknown=0)


def test_a_share_is_told_only_where_something_could_be_compared():
    assert OffersOutside(0, 0, 0, 0, 0).share is None
    assert OffersOutside(3, 0, 0, 0, 3).share is None
    assert OffersOutside(4, 1, 1, 0, 2).share == 25
    assert "%" not in " ".join(offers_words(OffersOutside(3, 0, 0, 0, 3)))


@pytest.fixture
def told(referral):
    """One with an offer farther than she can travel, one who withdrew, and two places that ended."""
    far = referral("422", offered=10, weekly_hours_min=4, weekly_hours_max=10)
    WorkProfile.objects.create(participant=far.participant, travel_km=10)
    row = far.placements.get()
    row.intake.municipality_id = "167"
    row.intake.save()
    referral("167", withdrawn_on=date(2026, 2, 1))
    day = date(2026, 1, 20)
    place(far, day, agreed_on=day, starts_on=day, ended_on=DAY, end_kind="early_host")
    place(far, day, agreed_on=day, starts_on=day, ended_on=DAY, end_kind="completed")
    return far


@pytest.mark.django_db
def test_the_database_gives_what_person_and_place_have_said(told):
    frames = frames_for(None, beside=["said", "offers"])

    found = count_beside(frames.as_of(QUARTER.end), QUARTER)

    assert found.offers == OffersOutside(n=3, outside=1, hours=0, travel=1, unknown=0)
    assert {cause.kind: cause.count for cause in found.ends} == {"early_host": 1, "completed": 1}


@pytest.mark.django_db
def test_pages_and_workbook_print_it(client, told):
    client.force_login(manager())
    query = {"period": "2026-Q1"}

    o8 = client.get(reverse("reports:indicator", args=["O8"]), query).content.decode()
    p3 = client.get(reverse("reports:indicator", args=["P3"]), {"period": "2026-H1"}).content.decode()
    book = client.get(reverse("reports:download", args=["right-to-work", "xlsx"]), query).content

    assert str(EndKind.EARLY_HOST.label) in o8
    assert 'id="beside"' in p3
    sheets = openpyxl.load_workbook(io.BytesIO(book))
    rows = {(row[2], row[3]): row[5] for row in sheets.worksheets[1].iter_rows(min_row=2, values_only=True)}
    assert rows["O8", "early_host"] == 1
    assert rows["P3", "offers_outside_travel"] == 1


@pytest.mark.django_db
def test_a_coordinator_is_told_of_the_own_area_alone(told):
    elsewhere = right_to_work_of(coordinator("260"), QUARTER).beside
    here = right_to_work_of(coordinator("422"), QUARTER).beside

    assert (elsewhere.offers.n, elsewhere.ends) == (0, ())
    assert here.offers.n == 3
