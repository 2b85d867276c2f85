"""What was counted is kept until something may have changed it, in the area that it was counted for."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from audit.selectors import Mark, events_since, mark_of
from audit.services import append, record, undo_event
from programmes.catalogue.models import Intake, ProgrammeType
from programmes.participants.models import Participation
from reports.kept import kept, still_holds
from reports.selectors import counted_kinds, frames_for
from tests.factories.programmes import coordinator, manager
from tests.reports.conftest import place

KINDS = frozenset({"participation"})
IS_SQLITE = connection.vendor == "sqlite"


@pytest.fixture
def two_towns(referral):
    """One person in Joensuu and one in Lieksa, both known to the trail."""
    rows = referral("167"), referral("422")
    for row in rows:
        record("participation.referred", row, by=None)
    return rows


def anew(viewer) -> bool:
    """Whether a question asked in the viewer's area is counted anew now."""
    counted = []
    kept(viewer, ("question",), lambda: counted.append(1) or len(frames_for(viewer).participations))
    return bool(counted)


def test_it_is_counted_once_for_the_same_question(two_towns):
    assert anew(manager())
    assert not anew(manager())
    assert not anew(None)  # the console follows the same area


def test_an_act_in_another_municipality_leaves_the_own_figures_as_they_were(two_towns):
    here, there = two_towns
    own, other, whole = coordinator("167"), coordinator("422"), manager()
    assert [anew(viewer) for viewer in (own, other, whole)] == [True] * 3

    record("participation.called", there, by=None, from_state="referred", to_state="referred")

    assert [anew(viewer) for viewer in (own, other, whole)] == [False, True, True]
    assert [anew(viewer) for viewer in (own, other, whole)] == [False] * 3

    record("participation.called", here, by=None, from_state="referred", to_state="referred")

    assert [anew(viewer) for viewer in (own, other, whole)] == [True, False, True]


def test_a_seat_that_somebody_from_elsewhere_takes_here_counts_here(two_towns):
    _here, there = two_towns
    intake = Intake.objects.create(municipality_id="167", starts_on=date(2025, 1, 1), seats=5)
    row = place(there, date(2026, 2, 2))
    row.intake = intake
    row.save()
    own = coordinator("167")
    anew(own)

    record("placement.offered", row, by=None)

    assert anew(own)


@pytest.mark.parametrize("data", [{"fields": ["municipality"]}, {"file": "participations", "source": "x"}])
def test_what_may_have_moved_a_row_counts_everywhere(two_towns, data):
    _here, there = two_towns
    own = coordinator("167")
    anew(own)

    record("participation.mended", there, by=None, data=data)

    assert anew(own)


def test_a_row_that_is_gone_and_what_was_taken_back_count_everywhere(two_towns):
    _here, there = two_towns
    own = coordinator("167")
    anew(own)
    event = record("participation.called", there, by=None)
    assert not anew(own)

    undone = undo_event(event, by=None, data={})
    append([undone])
    assert anew(own)

    record("participation.called", there, by=None)
    Participation.objects.filter(pk=there.pk).delete()
    assert anew(own)


def test_what_holds_for_everybody_counts_everywhere(two_towns, reference):
    own = coordinator("167")
    anew(own)

    record("programmetype.changed", ProgrammeType.objects.first(), by=None)

    assert anew(own)


def test_more_than_can_be_looked_at_counts_everywhere(two_towns, monkeypatch):
    _here, there = two_towns
    own = coordinator("167")
    anew(own)
    monkeypatch.setattr("reports.kept.EVENTS_LOOKED_AT", 2)
    for _ in range(2):
        record("participation.called", there, by=None)
    assert not anew(own)

    for _ in range(3):
        record("participation.called", there, by=None)
    assert anew(own)


def test_how_far_the_trail_has_come_is_read_from_its_end(two_towns):
    """However many events there are: no question puts them in order, or reads them by their kinds."""
    with CaptureQueriesContext(connection) as asked:
        mark = mark_of(counted_kinds())
        events_since(mark, counted_kinds(), at_most=9)

    for one in asked.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {one['sql']}" if IS_SQLITE else f"EXPLAIN {one['sql']}")
            plan = str(cursor.fetchall())
        assert "audit_event_object" not in plan
        assert "TEMP B-TREE" not in plan


def test_a_mark_of_another_database_says_nothing(two_towns):
    mark = mark_of(counted_kinds())
    record("participation.called", two_towns[1], by=None)

    assert events_since(mark, counted_kinds(), at_most=9) is not None
    assert events_since(mark._replace(seal="00" * 32), counted_kinds(), at_most=9) is None
    assert not still_holds(coordinator("167"), mark._replace(seal="00" * 32))


def test_an_act_that_ends_late_under_an_earlier_number_is_noticed(two_towns):
    """As if a number below the newest had been free when the mark was taken."""
    record("participation.called", two_towns[1], by=None)
    now = mark_of(KINDS)

    earlier = Mark(now.newest, now.taken - 1, now.seal)

    assert earlier != now
    assert events_since(earlier, KINDS, at_most=9) is None


def test_another_database_with_the_same_numbers_has_another_mark(two_towns):
    newest = Event.objects.filter(object_type="participation").latest("pk")

    assert mark_of(KINDS) == Mark(newest.pk, 2, bytes(newest.hash).hex())
