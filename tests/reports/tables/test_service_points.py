"""The service points: counted once, by the desk and the indicators; told beside what Luotsi stated."""

from datetime import date

import pytest
from django.utils.translation import override

from programmes.models import CoachingMeeting, EmployerContact, Feedback, Participation, VisitTally
from reports.periods import Period
from reports.selectors import area_of, frames_for
from reports.tables.founding import founding_of
from reports.tables.service_points import Points, at_the_points, count_service_points
from reports.tables.telling.service_points import tell_service_points
from reports.tables.words import cell_words
from tests.factories.programmes import coordinator, manager

PERIOD = Period(date(2026, 1, 1), date(2026, 6, 30))
INSIDE, OUTSIDE = date(2026, 6, 30), date(2026, 7, 1)


def lines_of(viewer=None):
    done = at_the_points(None if viewer is None else area_of(viewer), PERIOD.start, PERIOD.end)
    return {each.town: each for each in count_service_points(done, frames_for(viewer), PERIOD)}


@pytest.fixture
def work_done(referral, reference, db):
    """Visits, coaching, contacts and feedback on the last day of the period, and all of it a day later."""
    rows = [
        referral("167", labour_status_at_referral="unemployed"),
        referral("422", labour_status_at_referral="unemployed"),
    ]
    second = Participation.objects.create(
        participant=rows[0].participant, municipality_id="422", referred_on=date(2026, 1, 6)
    )
    for on in (INSIDE, OUTSIDE):
        for row in [*rows, rows[0], second]:
            CoachingMeeting.objects.create(participation=row, way="phone", on=on)
        for town, kind, count in (("167", "customer", 3), ("422", "customer", 4), ("167", "network", 2)):
            VisitTally.objects.create(municipality_id=town, channel="visit", kind=kind, count=count, on=on)
        for hidden in (True, False, False):
            EmployerContact.objects.create(
                name="Puuseppä", kind="call", hidden_job=hidden, on=on, municipality_id="167"
            )
        for score in (10, 9, 9, 10, 8, 7, 3):
            Feedback.objects.create(kind="experience", score=score, given_on=on, municipality_id="167")
    rows[0].status_changes.create(on=date(2026, 3, 1), status="employed")


def test_everything_is_counted_between_the_days_by_hand(work_done):
    found = lines_of()

    joensuu, everyone = found["167"], found[None]
    done = joensuu.done
    counts = (done.coached, done.visits, done.network, done.contacts, done.hidden_jobs)
    assert counts == (1, 3, 2, 3, 1)
    assert (everyone.done.visits, everyone.done.network, everyone.done.contacts) == (7, 2, 3)
    assert (joensuu.experience.n, joensuu.experience.mean) == (7, 8.0)
    assert joensuu.experience.value == pytest.approx(42.857, abs=0.001)
    assert (joensuu.broken.value, found["422"].broken.value, everyone.broken.n) == (100.0, 0.0, 2)


def test_a_person_coached_in_two_municipalities_is_one_in_all(work_done):
    found = lines_of()

    assert (found["167"].done.coached, found["422"].done.coached) == (1, 2)
    assert found[None].done.coached == 2


def test_the_desk_and_the_indicator_say_the_same_of_experience(work_done):
    for each in lines_of().values():
        assert (each.done.scores, each.done.mean, each.done.nps) == (
            each.experience.n,
            each.experience.mean,
            each.experience.value,
        )


def test_slow_reading_of_every_row_says_the_same(work_done):
    """Row by row in Python, beside the sums of the database."""
    found = lines_of()

    def inside(rows):
        return [row for row in rows if PERIOD.start <= row.on <= PERIOD.end]

    for town, line in found.items():
        here = [
            row for row in inside(VisitTally.objects.order_by("pk")) if town in (None, row.municipality_id)
        ]
        assert line.done.visits == sum(row.count for row in here if row.kind == "customer")
        assert line.done.network == sum(row.count for row in here if row.kind == "network")
        met = [
            row.participation
            for row in inside(CoachingMeeting.objects.select_related("participation").order_by("pk"))
            if town in (None, row.participation.municipality_id)
        ]
        assert line.done.coached == len({row.participant_id for row in met})
        spoken = [
            row
            for row in inside(EmployerContact.objects.order_by("pk"))
            if town in (None, row.municipality_id)
        ]
        assert (line.done.contacts, line.done.hidden_jobs) == (
            len(spoken),
            sum(row.hidden_job for row in spoken),
        )


def test_each_reads_the_own_area(work_done):
    own, whole = lines_of(coordinator("422")), lines_of(manager())

    assert set(own) == {None, "422"}
    assert (own[None].done.visits, own[None].done.contacts, own[None].experience.n) == (4, 0, 0)
    assert whole[None].done.visits == 7


def test_the_founding_figures_stand_beside_ours_as_they_were_stated(work_done):
    counted = list(lines_of().values())
    with override("fi"):
        told = tell_service_points(Points(counted, founding_of("service-points")), PERIOD, {})
        table = next(each for each in told.tables if each.name == "luotsi")
        words = {row.code: [cell_words(row, column) for column in table.columns] for row in table.rows}

    assert words["coached"] == ["2", "noin 4\u00a0900"]
    assert words["visits"] == ["7", "yli 33\u00a0000"]
    assert words["mean"] == ["8,00", "9,26"]
    assert words["nps"] == ["+42,9", "+79,0"]
    assert words["broken"] == ["50,0\u00a0%", "84,0\u00a0%"]
    assert words["hidden_jobs"] == ["1", "500"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_period_in_which_nothing_was_done_says_so(reference, db, language):
    with override(language):
        told = tell_service_points(Points(list(lines_of().values())), PERIOD, {})

    assert [each.name for each in told.tables] == ["municipality"]  # no earlier project to compare with
    everyone = next(row for row in told.tables[0].rows if row.code == "all")
    assert {everyone.values[key] for key in ("mean", "nps", "broken")} == {None}
    assert (everyone.values["visits"], everyone.values["coached"]) == (0, 0)
    assert len(told.summary) == 1
    assert "0" not in told.summary[0]
