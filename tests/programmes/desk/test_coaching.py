"""Coaching: a meeting in three presses, a job agent who may coach, and both taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import Read
from audit.selectors import last_event
from programmes.agents import name_agent, possible_agents
from programmes.models import CoachingMeeting, Participation
from programmes.participants.coaching import Coached, coached, keep_meeting, with_coaching
from programmes.relations import is_job_agent
from tests.factories import programmes as make
from workflow.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def row(worker: User) -> Participation:
    made = make.participation("active", by=worker)
    Participation.objects.filter(pk=made.pk).update(referred_on=timezone.localdate() - timedelta(days=30))
    return Participation.objects.get(pk=made.pk)


def typed(**more: Any) -> dict[str, Any]:
    return {"way": "workplace", "on": f"{timezone.localdate():%d.%m.%Y}", "token": "t-1"} | more


def page(row: Participation) -> str:
    return reverse("desk:coaching", args=[row.reference])


def test_two_presses_of_the_form_keep_one_meeting_and_it_can_be_taken_back(
    desk: Client, row: Participation, worker: User
) -> None:
    answers = [desk.post(page(row), typed()).status_code for _press in range(2)]

    assert answers == [303, 303]
    meeting = CoachingMeeting.objects.get()
    assert (meeting.way, meeting.on, meeting.by) == ("workplace", timezone.localdate(), worker)
    assert coached(with_coaching(Participation.objects).get(pk=row.pk)) == Coached(1, timezone.localdate())
    event = last_event(row)
    assert event is not None
    undo(row, event, by=worker)
    assert not CoachingMeeting.objects.exists()


def test_without_a_place_it_is_asked_for_and_the_look_is_logged(desk: Client, row: Participation) -> None:
    assert desk.get(page(row)).status_code == 200
    assert desk.post(page(row), typed(way="")).status_code == 422
    assert not CoachingMeeting.objects.exists()
    assert Read.objects.filter(page="desk:coaching", object_id=row.participant_id).exists()


@pytest.mark.parametrize("days", [1, -31])
def test_a_day_to_come_and_one_before_the_referral_are_refused(
    row: Participation, worker: User, days: int
) -> None:
    with pytest.raises(ValidationError):
        keep_meeting(row, way="phone", on=timezone.localdate() + timedelta(days=days), by=worker)


def test_the_job_agent_is_named_shown_and_may_coach(desk: Client, row: Participation, worker: User) -> None:
    agent = make.coordinator(last_name="Agentti")
    address = reverse("desk:agent", args=[row.reference])

    assert desk.post(address, {"agent": agent.pk}).status_code == 303
    row = Participation.objects.get(pk=row.pk)
    assert row.job_agent == agent
    assert is_job_agent(agent, row)
    assert "Agentti" in desk.get(reverse("work:person", args=[row.reference])).content.decode()
    assert name_agent(row, agent=agent, by=worker) is None
    event = last_event(row)
    assert event is not None
    undo(row, event, by=worker)
    assert Participation.objects.get(pk=row.pk).job_agent is None


def test_nobody_is_agent_who_does_not_coordinate_there_or_whom_it_is_about(
    row: Participation, worker: User, far: User
) -> None:
    itself = make.coordinator()
    row.participant.user = itself
    row.participant.save(update_fields=["user"])

    assert worker in possible_agents(row)
    for other in (far, itself, make.account("referrer", municipality=make.JOENSUU)):
        assert other not in possible_agents(row)
        with pytest.raises(ValidationError):
            name_agent(row, agent=other, by=worker)
    assert Participation.objects.get(pk=row.pk).job_agent is None


def test_a_worker_of_another_area_finds_nobody(row: Participation, far: User) -> None:
    client = Client()
    client.force_login(far, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.post(page(row), typed()).status_code == 404
    assert client.post(reverse("desk:agent", args=[row.reference]), {"agent": far.pk}).status_code == 404
    assert not CoachingMeeting.objects.exists()
