"""A death that is recorded silences every message at once, and can be taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.selectors import last_event
from notifications.models import Delivery, Message
from notifications.services import send_due
from programmes.models import CallRequest, Participant, Participation
from programmes.participants import services
from programmes.participants.death import record_death
from programmes.personal import conversation
from tests.factories import programmes as make
from workflow.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def worker() -> User:
    return make.coordinator()


def with_messages(worker: User, **person: str) -> Participation:
    """A person to whom two messages wait to be sent, or to be told."""
    row = make.participation("active", person=make.participant(**person), by=worker)
    conversation.write(row, by=worker, text="Nähdään tiistaina.", token=None)
    services.ask_for_a_call(row, by=worker)
    return row


def waiting() -> list[str]:
    return list(
        Message.objects.filter(state__in=[Delivery.PENDING, Delivery.BY_HAND]).values_list(
            "recipient_name", flat=True
        )
    )


@pytest.mark.parametrize("channel", ["email", "phone", "letter", "sms"])
def test_what_waited_for_the_person_goes_to_nobody(worker: User, channel: str, mailoutbox: list[Any]) -> None:
    row = with_messages(worker, email="aino@example.net", contact_channel=channel, phone="040 123 4567")
    name = str(row.participant)
    assert name in waiting()

    record_death(row, on=timezone.localdate(), by=worker)

    assert name not in waiting()
    Message.objects.update(not_before=timezone.now() - timedelta(minutes=1))
    send_due()
    assert "aino@example.net" not in {address for mail in mailoutbox for address in mail.to}
    assert not CallRequest.objects.filter(called_at=None).exists()


def test_a_namesake_still_hears(worker: User) -> None:
    row = with_messages(worker, first_name="Aino", last_name="Sama", contact_channel="phone")
    with_messages(worker, first_name="Aino", last_name="Sama", contact_channel="phone")
    told = waiting().count("Aino Sama")

    record_death(row, on=timezone.localdate(), by=worker)

    assert waiting().count("Aino Sama") == told - told // 2


def test_nobody_comes_in_by_the_account_and_taken_back_all_stands(worker: User, client: Client) -> None:
    user = make.account("participant")
    row = with_messages(worker, email=user.email, contact_channel="email")
    Participant.objects.filter(pk=row.participant_id).update(user=user)
    row = Participation.objects.get(pk=row.pk)
    before = waiting()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    record_death(row, on=timezone.localdate(), by=worker)

    assert client.get("/my/").status_code == 302
    undo(row, last_event(row), by=worker)  # type: ignore[arg-type]
    assert Participant.objects.get(pk=row.participant_id).deceased_on is None
    assert User.objects.get(pk=user.pk).is_active
    assert waiting() == before


@pytest.mark.parametrize("days", [-1, 366 * 120])
def test_a_day_that_cannot_be_is_told_with_what_was_typed(worker: User, client: Client, days: int) -> None:
    day = timezone.localdate() - timedelta(days=days)
    row = make.participation("active", by=worker)
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = client.post(reverse("work:death", args=[row.reference]), {"on": f"{day:%d.%m.%Y}"})

    assert answer.status_code == 422
    assert f"{day:%d.%m.%Y}" in answer.content.decode()
    assert Participant.objects.get(pk=row.participant_id).deceased_on is None
