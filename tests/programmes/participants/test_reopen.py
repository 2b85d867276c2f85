"""A time in the service that was over goes on from where it stood."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import User
from areas.periods import after_months
from audit.selectors import last_event
from notifications.models import Message
from programmes.models import FollowUp, Hold, Participation, ReasonCode
from programmes.participants import services
from programmes.participants.codes import ExitClass, ExitStatus
from programmes.participants.follow_ups import ask_who_is_due
from programmes.placements.services import close_referral, end_participation, withdraw_participation
from tests.factories import programmes as make
from workflow.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def worker() -> User:
    return make.coordinator()


def ended(worker: User, state: str = "active", **fields: Any) -> Participation:
    row = make.participation(state, by=worker, **fields)
    end_participation(
        row,
        by=worker,
        on=timezone.localdate(),
        exit_status=ExitStatus.EMPLOYED_OPEN,
        exit_class=ExitClass.OPEN_JOB,
        next_destination="Kaupan varasto",
    )
    return row


def reopen(row: Participation, by: User, **fields: Any) -> Participation:
    asked: dict[str, Any] = {"reason": ReasonCode.objects.get(machine="participation", code="fell_through")}
    if row.started_on:
        asked |= {"next_step": "Soitto", "next_step_due_on": timezone.localdate() + timedelta(days=7)}
    services.reopen(row, by=by, **(asked | fields))
    return Participation.objects.get(pk=row.pk)


def days_ago(row: Participation, days: int) -> Participation:
    """The row as if it had been over for so many days."""
    day = timezone.localdate() - timedelta(days=days)
    Participation.objects.filter(pk=row.pk).update(
        referred_on=day, accepted_on=day, started_on=day, ended_on=day
    )
    return Participation.objects.get(pk=row.pk)


@pytest.mark.parametrize("state", ["referred", "returned", "waiting", "active", "on_hold"])
def test_it_goes_on_from_where_it_stood(worker: User, state: str) -> None:
    row = make.participation(state, by=worker)
    if state == "returned":
        close_referral(row, by=row.referrer)
    else:
        withdraw_participation(row, by=worker, on_word="phone")

    again = reopen(row, worker)

    assert again.state == state
    assert (again.withdrawn_on, again.ended_on, again.reason) == (None, None, None)
    if state == "on_hold":
        assert again.due_on == Hold.objects.get(participation=row).look_again_on
    event = last_event(again)
    assert event is not None
    assert (event.verb, event.data["reason"]) == ("participation.reopened", "fell_through")


def test_what_the_end_said_is_taken_away_and_a_next_step_stands(worker: User) -> None:
    again = reopen(ended(worker), worker)

    assert (again.exit_status, again.exit_class, again.next_destination) == ("", "", "")
    assert [step.what for step in again.next_steps.filter(done_on=None)] == ["Soitto"]
    assert Message.objects.filter(template="participation_reopened").count() == 1


def test_taken_back_it_is_over_again_as_it_was(worker: User) -> None:
    row = ended(worker)
    again = reopen(row, worker)

    undo(again, last_event(again), by=worker)  # type: ignore[arg-type]

    back = Participation.objects.get(pk=row.pk)
    assert (back.state, back.exit_status, back.next_destination) == (
        "ended",
        "employed_open",
        "Kaupan varasto",
    )
    assert not back.next_steps.filter(done_on=None).exists()


def test_its_worker_opens_it_for_28_days_then_a_manager(worker: User) -> None:
    in_time, late = days_ago(ended(worker), 28), days_ago(ended(worker), 29)

    reopen(in_time, worker)
    with pytest.raises(PermissionDenied):
        reopen(late, worker)

    assert reopen(late, make.manager()).state == "active"


def test_another_time_that_has_begun_is_not_passed_by(worker: User) -> None:
    row = ended(worker)
    make.participation("active", person=row.participant, by=worker)

    with pytest.raises(ValidationError, match="uudelleen"):
        reopen(row, worker)


def test_nobody_is_asked_how_they_are_after_an_end_that_is_none(worker: User) -> None:
    row = ended(worker, person=make.participant(email="aino@example.net", contact_channel="email"))
    FollowUp.objects.filter(participation=row, months=1).update(ask_on=timezone.localdate())

    reopen(row, worker)

    assert ask_who_is_due() == 0


def test_the_next_end_counts_its_questions_from_its_own_day(worker: User) -> None:
    row = ended(worker)
    today = timezone.localdate()
    FollowUp.objects.filter(participation=row).update(ask_on=today, due_on=today)
    FollowUp.objects.filter(participation=row, months=1).update(
        asked_on=today, answered_on=today, status="employed"
    )

    again = reopen(row, worker)
    end_participation(
        again,
        by=worker,
        on=today,
        exit_status=ExitStatus.UNEMPLOYED,
        exit_class=ExitClass.UNEMPLOYMENT,
        next_destination="TE-palvelut",
    )

    asked = {one.months: one for one in FollowUp.objects.filter(participation=row)}
    assert (asked[1].status, asked[1].ask_on) == ("employed", today)
    assert [asked[months].ask_on for months in (3, 6, 12)] == [after_months(today, one) for one in (3, 6, 12)]
