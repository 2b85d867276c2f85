"""What is over and asks nothing of anybody leaves the lists; it comes back when something is to be done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.selectors import last_event
from programmes.placements.models import Placement
from programmes.placements.over import ARCHIVED_AFTER, archive_over
from tests.factories import programmes as make
from workflow.services import act
from workflow.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def long_ago(*rows, days=15):
    """The places stand as if they had been where they are for so many days, and offered before."""
    since = timezone.now() - timedelta(days=days)
    for row in rows:
        Placement.objects.filter(pk=row.pk).update(state_since=since, offered_on=since.date())


def archived(row) -> bool:
    return Placement.objects.get(pk=row.pk).archived_on is not None


def test_a_no_after_which_something_newer_was_suggested_is_archived(worker):
    row = make.placement("declined", by=worker)
    newer = make.placement("proposed", by=worker, row=row.participation)
    long_ago(row, newer)

    assert (archive_over(), archived(row), archived(newer)) == (1, True, False)


def test_a_no_that_nobody_has_taken_care_of_is_never_archived(worker):
    row = make.placement("refused", by=worker)
    long_ago(row, days=400)

    assert (archive_over(), archived(row)) == (0, False)


@pytest.mark.parametrize(("state", "goes"), [("agreed", False), ("active", True)])
def test_a_no_rests_while_another_place_is_agreed_and_goes_when_it_has_begun(worker, state, goes):
    first = make.placement(state, by=worker)
    row = make.placement("refused", by=worker, row=first.participation)
    long_ago(row, first)

    assert (archive_over(), archived(row)) == (int(goes), goes)


def test_what_came_to_nothing_and_waits_for_nobody_is_archived(worker):
    row = make.placement("wanted", by=worker)
    act(row, "release", by=worker)
    long_ago(row)

    assert (archive_over(), archived(row)) == (1, True)


def test_nothing_is_archived_within_the_days_in_which_it_may_be_taken_back(worker):
    row = make.placement("wanted", by=worker)
    act(row, "release", by=worker)
    long_ago(row, days=ARCHIVED_AFTER.days - 1)

    assert archive_over() == 0


def test_a_place_that_waits_for_its_closing_talk_is_not_archived(worker):
    row = make.placement("ended", by=worker)
    long_ago(row, days=400)

    assert archive_over() == 0


def test_a_no_comes_back_when_the_suggestion_that_followed_it_is_taken_back(worker):
    row = make.placement("declined", by=worker)
    newer = make.placement("proposed", by=worker, row=row.participation)
    Placement.objects.filter(pk=row.pk).update(archived_on=timezone.localdate())

    undo(newer, last_event(newer), by=worker)

    assert archived(row) is False
