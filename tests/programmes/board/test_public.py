"""What readers see of a group: its days, its times, and the seats that are free at them."""

from __future__ import annotations

from datetime import date

import pytest

from cms.cards import times_of
from programmes.board.calling_off import call_off
from programmes.board.meetings import put_on_days
from programmes.catalogue.loading import ensure_catalogue
from programmes.catalogue.selectors import reasons
from programmes.models import Placement, Programme
from programmes.placements.public import open_groups
from publicdata.models import PublicChange
from tests.programmes.board.conftest import NINE, ONE
from tests.programmes.machines import cast as made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

WEDNESDAY, MONDAY = (2, NINE), (0, NINE)


@pytest.fixture(autouse=True)
def _service(group):
    ensure_catalogue()
    group.programme = Programme.objects.filter(is_active=True).first()
    group.save()


def shown():
    return {one.reference: one for one in open_groups(made.HERE)}


def test_the_days_and_the_least_free_seats_of_each_are_told(group, meet, come):
    meet(seats=2)
    come(WEDNESDAY)

    told = shown()[group.reference]

    assert [(one.weekday, one.starts_at, one.ends_at, one.free_seats) for one in told.times] == [
        (0, NINE, ONE, 2),
        (2, NINE, ONE, 1),
    ]
    assert told.free_seats == 2
    assert times_of(told) == "Mon, Wed 9:00–13:00"


def test_a_full_day_is_marked_and_a_group_full_on_every_day_leaves_the_list(group, meet, come):
    meet(seats=1)
    come(WEDNESDAY)
    marked = times_of(shown()[group.reference])
    come(MONDAY)

    assert marked == "Mon, Wed (full) 9:00–13:00"
    assert group.reference not in shown()


def test_a_group_without_meetings_is_told_as_before(group):
    told = shown()[group.reference]

    assert (told.times, told.free_seats) == ((), 3)


def test_a_change_of_seats_makes_only_the_pages_of_its_municipality_old(cast, group, meet, come):
    sessions = meet()
    row = come()
    before = PublicChange.objects.count()

    put_on_days(row, {WEDNESDAY}, by=cast["instructor"], first=date(2027, 3, 10))
    call_off(sessions[1], by=cast["instructor"], reason=reasons("session", "cancel").get(code="rooms"))

    changes = PublicChange.objects.order_by("pk")[before:]
    assert {one.municipality for one in changes} == {made.HERE}
    assert Placement.objects.get(pk=row.pk).intake == group
