"""Start and exit data in EURA: due days, one press, one way back, and nobody forgotten."""

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
from programmes.models import EuraRecord, Participation
from programmes.participants.eura import eura_of, record_eura
from tests.factories import programmes as make
from workflow.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def worker() -> User:
    return make.coordinator()


@pytest.fixture
def desk(client: Client, worker: User) -> Client:
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def started(worker: User, days: int, name: str = "Aalto") -> Participation:
    """Somebody who has been in the service for so many days."""
    row = make.participation("active", by=worker, person=make.participant(last_name=name))
    day = timezone.localdate() - timedelta(days=days)
    Participation.objects.filter(pk=row.pk).update(referred_on=day, accepted_on=day, started_on=day)
    return Participation.objects.get(pk=row.pk)


def page(row: Participation) -> str:
    return reverse("work:eura", args=[row.reference])


def asked(state: str = "done", day: date | None = None, **more: Any) -> dict[str, Any]:
    on = day or timezone.localdate()
    return {"kind": "start", "state": state, "on": f"{on:%d.%m.%Y}", "token": "t-1"} | more


@pytest.mark.parametrize(("days", "late"), [(14, False), (15, True)])
def test_start_data_are_late_after_fourteen_days_until_they_are_given_or_refused(
    worker: User, days: int, late: bool
) -> None:
    row, today = started(worker, days), timezone.localdate()
    (line,) = eura_of(row)
    assert (line.kind, line.due_on, line.is_late) == ("start", row.started_on + timedelta(days=14), late)  # type: ignore[operator]

    record_eura(row, kind="start", state="asked", on=today, by=worker)
    assert eura_of(row)[0].is_late is late
    record_eura(row, kind="start", state="done", on=today, by=worker)

    assert eura_of(row)[0].is_late is False
    assert EuraRecord.objects.count() == 1


def test_exit_data_come_with_the_end(worker: User) -> None:
    row = started(worker, 60)
    Participation.objects.filter(pk=row.pk).update(ended_on=timezone.localdate() - timedelta(days=29))

    start, leave = eura_of(Participation.objects.get(pk=row.pk))

    assert (leave.kind, leave.is_late) == ("exit", True)
    assert start.kind == "start"


def test_one_press_records_it_and_one_takes_it_back_to_what_stood(desk: Client, worker: User) -> None:
    row = started(worker, 3)
    record_eura(row, kind="start", state="asked", on=timezone.localdate(), by=worker)

    for _time in range(2):
        assert desk.post(page(row), asked()).status_code == 303

    assert EuraRecord.objects.get().state == "done"
    event = last_event(row)
    assert event is not None
    undo(row, event, by=worker)
    assert EuraRecord.objects.get().state == "asked"


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "refused"},
        {"kind": "exit"},
        {"on": "1.1.2020"},
        {"on": "31.12.2099"},
        {"state": ""},
    ],
)
def test_what_cannot_be_is_told_with_what_was_typed(
    desk: Client, worker: User, wrong: dict[str, str]
) -> None:
    row = started(worker, 3)

    answer = desk.post(page(row), asked(**{"why": ""} | wrong))

    assert answer.status_code == 422
    assert all(value in answer.content.decode() for value in wrong.values())
    assert not EuraRecord.objects.exists()


def test_a_refusal_says_how_it_was_tried(desk: Client, worker: User) -> None:
    row = started(worker, 3)

    assert desk.post(page(row), asked("refused", why="Kysytty kahdesti.")).status_code == 303

    assert "Kysytty kahdesti." in desk.get(page(row)).content.decode()
    assert Read.objects.filter(page="work:eura").exists()


@pytest.mark.parametrize(("choice", "found"), [("late", ["Late"]), ("start", ["Late", "Soon"]), ("exit", [])])
def test_the_caseload_finds_whose_data_are_missing(
    desk: Client, worker: User, choice: str, found: list[str]
) -> None:
    for name, days in (("Late", 20), ("Soon", 3), ("Given", 20)):
        row = started(worker, days, name)
        if name == "Given":
            record_eura(row, kind="start", state="done", on=timezone.localdate(), by=worker)

    shown = desk.get(f"/work/people/?eura={choice}").context["people"]

    assert [row.participant.last_name for row, _cells in shown] == found


def test_who_has_ended_is_found_by_the_exit_data(desk: Client, worker: User) -> None:
    row = started(worker, 60, "Mennyt")
    Participation.objects.filter(pk=row.pk).update(ended_on=timezone.localdate() - timedelta(days=2))

    shown = desk.get("/work/people/?eura=exit").context["people"]

    assert [one.participant.last_name for one, _cells in shown] == ["Mennyt"]
