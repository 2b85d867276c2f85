"""Where a person stands on the labour market: recorded in one press, read as one line of days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import Read
from audit.selectors import last_event
from programmes.models import FollowUp, Participation, StatusChange
from programmes.participants.codes import ExitStatus, FollowUpAnswer, LabourStatus
from programmes.participants.follow_ups import answer
from programmes.participants.labour import AT_THE_END, SAYS_NOTHING, positions, record_status
from programmes.placements.services import end_participation
from tests.factories import programmes as make
from workflow.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
WELL_BEFORE = timedelta(days=60)


@pytest.fixture
def worker() -> User:
    return make.coordinator()


@pytest.fixture
def desk(client: Client, worker: User) -> Client:
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def referred_long_ago(worker: User) -> Participation:
    row = make.participation("active", by=worker)
    Participation.objects.filter(pk=row.pk).update(
        referred_on=timezone.localdate() - WELL_BEFORE, labour_status_at_referral="unemployed"
    )
    return Participation.objects.get(pk=row.pk)


def page(row: Participation) -> str:
    return reverse("work:labour_status", args=[row.reference])


def asked(day: date, status: str = "employed", **more: Any) -> dict[str, Any]:
    return {"status": status, "on": f"{day:%d.%m.%Y}", "token": "t-1"} | more


def test_one_press_records_it_and_one_takes_it_back(desk: Client, worker: User) -> None:
    row, day = referred_long_ago(worker), timezone.localdate() - timedelta(days=3)

    answer = desk.post(page(row), asked(day))

    assert answer.status_code == 303
    assert StatusChange.objects.values_list("on", "status").get() == (day, "employed")
    event = last_event(row)
    assert event is not None
    assert (event.verb, event.on, event.data["status"]) == ("participation.status_recorded", day, "employed")
    undo(row, event, by=worker)
    assert not StatusChange.objects.exists()


def test_the_same_form_twice_is_one_change(desk: Client, worker: User) -> None:
    row = referred_long_ago(worker)

    for _time in range(2):
        assert desk.post(page(row), asked(timezone.localdate())).status_code == 303

    assert StatusChange.objects.count() == 1


@pytest.mark.parametrize("days", [-1, WELL_BEFORE.days + 1])
def test_a_day_to_come_or_before_the_referral_is_refused_with_what_was_typed(
    desk: Client, worker: User, days: int
) -> None:
    row, day = referred_long_ago(worker), timezone.localdate() - timedelta(days=days)

    answer = desk.post(page(row), asked(day))

    assert answer.status_code == 422
    assert (
        f'value="{day:%-d.%-m.%Y}"' in answer.content.decode() or f"{day:%d.%m.%Y}" in answer.content.decode()
    )
    assert not StatusChange.objects.exists()


def test_what_stands_for_the_day_already_is_told(desk: Client, worker: User) -> None:
    row, today = referred_long_ago(worker), timezone.localdate()
    record_status(row, status="employed", on=today, by=worker)

    assert desk.post(page(row), asked(today)).status_code == 422
    assert StatusChange.objects.count() == 1


def test_all_that_was_told_is_one_line_the_newest_first(worker: User) -> None:
    row, today = referred_long_ago(worker), timezone.localdate()
    record_status(row, status="education", on=today - timedelta(days=30), by=worker)
    Participation.objects.filter(pk=row.pk).update(
        started_on=today - timedelta(days=50), accepted_on=today - timedelta(days=50),
        ended_on=today - timedelta(days=20), exit_status="employed_open",
    )  # fmt: skip
    row = Participation.objects.get(pk=row.pk)
    for months, status in ((1, "unemployed"), (3, "not_reached")):
        FollowUp.objects.create(
            participation=row, months=months, ask_on=today, due_on=today, answered_on=today, status=status
        )

    told = [one.status for one in positions(row)]

    assert told == ["unemployed", "employed", "education", "unemployed"]


def test_an_end_is_a_change_and_taken_back_it_is_none(worker: User) -> None:
    row = referred_long_ago(worker)
    event = end_participation(
        row,
        by=worker,
        on=timezone.localdate(),
        exit_status=ExitStatus.EMPLOYED_SUBSIDISED,
        exit_class="open_job",
        next_destination="Kaupan varasto",
    )

    assert StatusChange.objects.values_list("on", "status").get() == (timezone.localdate(), "employed")
    newest = positions(Participation.objects.get(pk=row.pk))[0]
    assert str(newest.told) == "Palvelun päättyminen"
    undo(row, event, by=worker)
    assert not StatusChange.objects.exists()


def test_an_answer_is_a_change_and_corrected_it_says_the_later_word(worker: User) -> None:
    row, today = referred_long_ago(worker), timezone.localdate()
    asked = FollowUp.objects.create(participation=row, months=1, ask_on=today, due_on=today)

    for status in ("employed", "education"):
        answer(asked, status, by=worker, on_word="phone")
        assert StatusChange.objects.values_list("status", flat=True).get() == status

    assert [one.status for one in positions(row)] == ["education", "unemployed"]
    answer(asked, "unknown", by=worker, on_word="phone")
    assert not StatusChange.objects.exists()


def test_every_end_and_every_answer_says_where_the_person_stands_or_is_named_as_silent() -> None:
    assert set(AT_THE_END) | {ExitStatus.UNKNOWN} == set(ExitStatus.values)
    assert set(FollowUpAnswer.values) - SAYS_NOTHING <= set(LabourStatus.values)


def test_the_page_says_what_is_known_and_the_look_is_on_record(desk: Client, worker: User) -> None:
    row = referred_long_ago(worker)

    answer = desk.get(page(row)).content.decode()

    assert str(LabourStatus.UNEMPLOYED.label) in answer
    assert Read.objects.filter(page="work:labour_status").count() == 1
