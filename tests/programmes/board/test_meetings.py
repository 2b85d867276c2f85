"""Meetings are made, people come to them, and no meeting is overfilled."""

from __future__ import annotations

import threading
from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from audit.models import Event
from programmes.board.meetings import make_sessions, put_on_days
from programmes.models import Placement, Session, SessionSeat
from programmes.placements import services as places
from programmes.placements.groups import check_group
from programmes.placements.sessions import seats_taken_at
from tests.programmes.board.conftest import NINE, ONE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

MONDAY, WEDNESDAY = (0, NINE), (2, NINE)


def test_the_group_meets_on_its_days_and_closed_days_are_named(cast, group):
    made = make_sessions(
        group, by=cast["instructor"], weekdays={0, 4}, starts_at=NINE, ends_at=ONE,
        first=date(2027, 3, 22), last=date(2027, 4, 9),
    )  # fmt: skip

    assert [one.on for one in made.sessions] == [
        date(2027, 3, 22),
        date(2027, 4, 2),
        date(2027, 4, 5),
        date(2027, 4, 9),
    ]
    assert made.closed == [date(2027, 3, 26), date(2027, 3, 29)]  # Good Friday and Easter Monday
    assert {(one.seats, one.hours) for one in Session.objects.all()} == {(3, 4)}
    assert Event.objects.filter(verb="session.made").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_at": time(9)}, "ends_at"),
        ({"ends_at": time(8)}, "ends_at"),
        ({"first": date(2027, 1, 1)}, "first"),
        ({"last": date(2027, 7, 1)}, "last"),
        ({"last": date(2027, 3, 1)}, "last"),
        ({"seats": 4}, "seats"),
        ({"first": date(2027, 3, 26), "last": date(2027, 3, 26), "weekdays": {4}}, "weekdays"),
    ],
)
def test_what_does_not_fit_has_its_own_words(cast, group, changes, field):
    values: dict[str, Any] = {
        "weekdays": {0}, "starts_at": NINE, "ends_at": ONE,
        "first": date(2027, 3, 8), "last": date(2027, 3, 31),
    }  # fmt: skip

    with pytest.raises(ValidationError) as refused:
        make_sessions(group, by=cast["instructor"], **(values | changes))

    assert list(refused.value.error_dict) == [field]
    assert not Session.objects.exists()


def test_a_group_does_not_meet_twice_at_a_time(cast, group, meet):
    meet()

    with pytest.raises(ValidationError, match=r"Wed.*10.*Mar"):
        meet(weekdays=(2,), starts_at=time(12), ends_at=time(15))
    meet(weekdays=(2,), starts_at=ONE, ends_at=time(15))

    assert Session.objects.filter(starts_at=ONE).exists()


def test_only_who_runs_the_group_makes_its_meetings(cast, group):
    for part in ("participant", "host_admin", "referrer", "far_coordinator", "manager"):
        with pytest.raises(PermissionDenied):
            make_sessions(
                group, by=cast[part], weekdays={0}, starts_at=NINE, ends_at=ONE,
                first=date(2027, 3, 8), last=date(2027, 3, 9),
            )  # fmt: skip


def test_a_person_comes_on_days_of_the_week_within_their_agreement(cast, meet, come):
    meet()

    row = come(MONDAY, ends_on=date(2027, 3, 22))

    days = SessionSeat.objects.filter(placement=row).values_list("session__on", flat=True)
    assert list(days) == [date(2027, 3, 15), date(2027, 3, 22)]  # Monday of this week is over


def test_a_group_does_not_end_before_its_last_meeting(group, meet):
    meet()
    group.ends_on = date(2027, 4, 1)

    with pytest.raises(ValidationError) as refused:
        check_group(group)

    assert list(refused.value.error_dict) == ["ends_on"]


def test_a_full_day_is_named_and_nothing_is_changed(cast, meet, come):
    meet(seats=1)
    come(WEDNESDAY)
    other = come()

    with pytest.raises(ValidationError, match=r"Full: Wed.*10.*Mar.*Wed.*17.*Mar"):
        put_on_days(other, {MONDAY, WEDNESDAY}, by=cast["instructor"], first=timezone.localdate())

    assert not SessionSeat.objects.filter(placement=other).exists()


def test_other_days_take_the_place_of_the_former_ones(cast, meet, come):
    meet()
    row = come(WEDNESDAY)

    put = put_on_days(row, {MONDAY}, by=cast["instructor"], first=date(2027, 3, 15))

    days = set(SessionSeat.objects.filter(placement=row).values_list("session__on", flat=True))
    assert date(2027, 3, 10) in days  # before the change
    assert {day.weekday() for day in days if day > date(2027, 3, 14)} == {0}
    assert put.added
    assert put.left


def test_who_leaves_the_group_leaves_its_later_meetings(cast, meet, come):
    sessions = meet()
    row = come(WEDNESDAY)

    places.end(row, by=cast["responsible"], ended_on=timezone.localdate(), end_kind="moved_to_job")

    taken = seats_taken_at(sessions)
    came = {session.on for session in sessions if taken[session.pk]}
    assert came == {date(2027, 3, 10)}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's writers take turns anyhow")
@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_overfill_a_meeting(cast, meet, come):
    meet(seats=1)
    rows = [come(), come()]
    answers: list[str] = []

    def put(pk: int) -> None:
        try:
            put_on_days(
                Placement.objects.get(pk=pk), {WEDNESDAY}, by=cast["instructor"], first=timezone.localdate()
            )
            answers.append("put")
        except ValidationError:
            answers.append("full")
        finally:
            connection.close()

    threads = [threading.Thread(target=put, args=[row.pk]) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sorted(answers) == ["full", "put"]
    assert max(seats_taken_at(Session.objects.all()).values()) == 1
