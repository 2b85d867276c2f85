"""Quiet hours: by the clock on the wall, over nights in which it is changed, and what may not wait."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail

from audit.services import record
from notifications.models import Channel, Message
from notifications.quiet import is_quiet, when_it_may_go
from notifications.services import Recipient, enqueue, retry, send_due
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference", "quiet")]
FINLAND = ZoneInfo("Europe/Helsinki")
SOMEBODY = Recipient(None, "Aino", Channel.EMAIL, "aino@example.org", "fi")


@pytest.fixture
def quiet(settings):
    settings.QUIET_HOURS = (21, 7)


def on_the_wall(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=FINLAND)


@pytest.mark.parametrize(
    ("at", "goes"),
    [
        ("2026-12-01T20:59:59", "2026-12-01T20:59:59"),
        ("2026-12-01T21:00", "2026-12-02T07:00"),
        ("2026-12-01T23:59", "2026-12-02T07:00"),
        ("2026-12-02T00:00", "2026-12-02T07:00"),
        ("2026-12-02T06:59:59", "2026-12-02T07:00"),
        ("2026-12-02T07:00", "2026-12-02T07:00"),
        # The clock goes forward in one night and back in another: the morning comes at seven in both.
        ("2026-03-28T22:00", "2026-03-29T07:00"),
        ("2026-10-24T22:00", "2026-10-25T07:00"),
        ("2026-10-25T03:30", "2026-10-25T07:00"),
    ],
)
def test_what_comes_at_night_waits_until_seven_on_the_wall(at, goes):
    assert when_it_may_go(on_the_wall(at)) == on_the_wall(goes)


def test_the_night_in_which_the_clock_is_changed_is_as_long_as_it_is():
    forward = when_it_may_go(on_the_wall("2026-03-28T21:00")).astimezone(UTC)
    back = when_it_may_go(on_the_wall("2026-10-24T21:00")).astimezone(UTC)

    assert forward == datetime(2026, 3, 29, 4, tzinfo=UTC)
    assert back == datetime(2026, 10, 25, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "goes"),
    [
        ("2026-12-05T12:00", "2026-12-05T12:00"),  # a Saturday
        ("2026-12-05T22:00", "2026-12-07T07:00"),  # the night before Independence Day, which is a Sunday
        ("2026-12-06T12:00", "2026-12-07T07:00"),
        ("2026-12-24T12:00", "2026-12-28T07:00"),  # Christmas Eve, both days after it, a Sunday
        ("2026-12-23T12:00", "2026-12-23T12:00"),
    ],
)
def test_what_reminds_waits_for_a_day_that_is_no_rest(at, goes):
    assert when_it_may_go(on_the_wall(at), rests=True) == on_the_wall(goes)
    assert when_it_may_go(on_the_wall("2026-12-06T12:00")) == on_the_wall("2026-12-06T12:00")


def queued(**kind: bool) -> Message:
    row = make.participation()
    return enqueue(record("participation.called", row, by=None), SOMEBODY, "break_over", **kind)


def test_an_act_of_the_evening_is_told_in_the_morning():
    with time_machine.travel(on_the_wall("2026-12-01T20:55"), tick=False):
        message = queued()

    assert message.not_before == on_the_wall("2026-12-02T07:00")


def test_what_was_held_up_until_night_waits_and_what_may_not_wait_goes():
    with time_machine.travel(on_the_wall("2026-12-01T20:30"), tick=False):
        waits, urgent = queued(), queued(at_once=True)
        Message.objects.exclude(pk__in=[waits.pk, urgent.pk]).delete()

    with time_machine.travel(on_the_wall("2026-12-01T21:05"), tick=False):
        sent_at_night = send_due()
        gone_at_night = Message.objects.get(state="sent")
        retry(Message.objects.get(pk=waits.pk))
        sent_again = send_due()
    with time_machine.travel(on_the_wall("2026-12-02T07:00"), tick=False):
        sent_in_the_morning = send_due()

    assert (sent_at_night, sent_again, sent_in_the_morning) == (1, 0, 1)
    assert gone_at_night.pk == urgent.pk
    assert len(mail.outbox) == 2


def test_what_rests_does_not_go_on_a_sunday_though_it_was_due_before():
    with time_machine.travel(on_the_wall("2026-12-05T20:30"), tick=False):
        reminds, tells = queued(rests=True), queued()
        Message.objects.exclude(pk__in=[reminds.pk, tells.pk]).delete()

    with time_machine.travel(on_the_wall("2026-12-06T10:00"), tick=False):
        on_sunday = send_due()
        left = Message.objects.get(state="pending")
    with time_machine.travel(on_the_wall("2026-12-07T10:00"), tick=False):
        on_monday = send_due()

    assert (on_sunday, on_monday) == (1, 1)
    assert left.pk == reminds.pk


def test_without_quiet_hours_nothing_waits(settings):
    settings.QUIET_HOURS = None

    assert not is_quiet(on_the_wall("2026-12-06T03:00"))
    assert when_it_may_go(on_the_wall("2026-12-06T03:00"), rests=True) == on_the_wall("2026-12-06T03:00")


def test_danger_is_told_at_once():
    with time_machine.travel(on_the_wall("2026-12-06T03:00"), tick=False):
        urgent = queued(at_once=True)

    assert urgent.not_before == on_the_wall("2026-12-06T03:10")
