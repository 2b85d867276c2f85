"""Frames hold what the viewer may follow, and no more, in one read of each table."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.catalogue.models import ProgrammeTypeRule
from programmes.catalogue.selectors import rule_on
from reports.figures import count_figures
from reports.periods import Period
from reports.selectors import frames_for
from tests.factories.programmes import account, coordinator, manager
from tests.reports.conftest import place, step

YEAR = Period.named("2026")


def offers(viewer) -> tuple:
    figure = count_figures(frames_for(viewer), YEAR, indicators=["P3"])[0]
    return figure.n, figure.k


@pytest.fixture
def two_areas(referral):
    """One person in Joensuu with an offer, two in Lieksa without."""
    referral("167", offered=10)
    referral("422")
    referral("422")


def test_manager_and_the_console_follow_the_whole_area(two_areas):
    assert offers(manager()) == (3, 1)
    assert offers(None) == (3, 1)


def test_coordinator_follows_the_own_area_only(two_areas):
    assert offers(coordinator("167")) == (1, 1)
    assert offers(coordinator("422")) == (2, 0)


def test_coordinator_of_a_service_area_follows_its_municipalities(two_areas):
    viewer = account("coordinator", service_area="PIE")

    frames = frames_for(viewer)

    assert len(frames.participations) == 2
    assert {fact.code for fact in frames.reference.municipalities} == {"176", "422", "541"}
    assert frames.reference.service_areas == ("PIE",)


def test_someone_of_the_own_caseload_who_lives_elsewhere_is_not_of_the_own_area(referral):
    worker = coordinator("167")
    referral("422", coordinator=worker)

    assert offers(worker) == (0, 0)


def test_next_steps_breaks_and_placements_of_others_are_left_out(referral):
    row = referral("422", offered=5)
    step(row, date(2026, 2, 2))
    row.holds.create(from_on=date(2026, 2, 1), look_again_on=date(2026, 3, 1))

    frames = frames_for(coordinator("167"))

    assert [
        len(each) for each in (frames.participations, frames.placements, frames.next_steps, frames.holds)
    ] == [0] * 4
    whole = frames_for(None)
    assert [
        len(each) for each in (whole.participations, whole.placements, whole.next_steps, whole.holds)
    ] == [1] * 4


def test_paid_is_the_flag_of_the_type_on_the_start_day(referral):
    row = referral()
    kind = place(row, date(2026, 1, 6), programme_type="open_job", starts_on=date(2026, 2, 1)).programme_type
    place(row, date(2026, 1, 6), programme_type="open_job", starts_on=date(2026, 3, 1))
    place(row, date(2026, 1, 6), programme_type="open_job")
    ProgrammeTypeRule.objects.create(programme_type=kind, paid=False, valid_from=date(2026, 3, 1))

    paid = frames_for(None).placements.sort_values("starts_on").paid.tolist()

    assert paid == [True, False, False]


def test_paid_says_the_same_as_the_rule_of_the_day(referral):
    kind = rule_on_kind()
    ProgrammeTypeRule.objects.create(programme_type=kind, paid=False, valid_from=date(2026, 3, 1))
    days = [date(2000, 1, 1), date(2026, 2, 28), date(2026, 3, 1), date(2030, 1, 1)]
    row = referral()
    for day in days:
        place(row, date(2026, 1, 6), programme_type=kind.code, starts_on=day)

    paid = frames_for(None).placements.sort_values("starts_on").paid.tolist()

    assert paid == [rule_on(kind, day).paid for day in days]


def rule_on_kind():
    return ProgrammeTypeRule.objects.filter(paid=True).select_related("programme_type")[0].programme_type


def test_reading_takes_as_many_queries_for_three_as_for_one(referral):
    counts = []
    for _ in range(3):
        referral(offered=3)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            frames_for(None)
        counts.append(len(queries))

    assert counts == [18, 18, 18]
