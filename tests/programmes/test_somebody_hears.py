"""When who is responsible is gone, somebody else has the messages; who said yes hears what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from notifications.models import Delivery, Message
from notifications.services import send_due
from programmes.messages import MESSAGES
from programmes.models import (
    Participation,
    Placement,
)
from programmes.telling import told_by
from programmes.workspace.tasks import waiting_for
from tests.factories import programmes as make
from tests.programmes.test_somebody_acts import away, deactivated, role_ended
from workflow.services import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

# Messages ---------------------------------------------------------------------------------------------------


def send(mailoutbox: Any) -> list[tuple[str, ...]]:
    Message.objects.filter(state=Delivery.PENDING).update(not_before=timezone.now())
    for _round in range(2):
        send_due()
    return [tuple(mail.to) for mail in mailoutbox]


@pytest.mark.parametrize("gone", [role_ended, deactivated, away])
@pytest.mark.parametrize("when", ["before the act", "while it waits"])
def test_messages_go_to_who_cares_for_the_person_now(gone, when, mailoutbox):
    worker, colleague = make.coordinator(), make.coordinator()
    row = make.placement("proposed", by=worker)
    Message.objects.all().delete()
    if when == "before the act":
        gone(worker)
    by = worker if when != "before the act" else acting(worker, colleague)
    act(row, "want", by=by, on_word="phone")
    if when == "while it waits":
        gone(worker)

    sent = send(mailoutbox)

    expected = worker.assignments.get().substitute if gone is away else colleague
    assert (expected.email,) in sent
    assert (worker.email,) not in sent


def acting(worker: User, colleague: User) -> User:
    substitute = worker.assignments.get().substitute
    return User.objects.get(pk=(substitute or colleague).pk)


def test_new_referrals_come_as_one_message_to_those_whose_area_it_is(mailoutbox):
    here, also_here = make.coordinator(), make.coordinator()
    make.account(Role.COORDINATOR)
    make.coordinator(make.LIEKSA)
    for _number in range(5):
        make.participation("referred", by=here)

    sent = send(mailoutbox)

    assert sorted(sent) == sorted([(here.email,), (also_here.email,)])
    assert "/work/?view=new" in mailoutbox[0].body
    states = list(Message.objects.filter(template="new_referral").values_list("state", flat=True))
    assert (states.count(Delivery.SENT), states.count(Delivery.GATHERED)) == (2, 8)


def test_a_referral_soon_after_waits_for_its_time_and_one_that_was_taken_up_tells_nothing(mailoutbox):
    worker = make.coordinator()
    make.participation("referred", by=worker)
    send(mailoutbox)
    later = make.participation("referred", by=worker)

    sent = send(mailoutbox)
    waiting = Message.objects.filter(template="new_referral", state=Delivery.PENDING).get()
    act(later, "accept", by=worker, coordinator=worker)
    Message.objects.filter(pk=waiting.pk).update(not_before=timezone.now())
    Message.objects.filter(state=Delivery.SENT).update(sent_at=timezone.now() - timedelta(hours=5))
    send_due()

    assert sent == [(worker.email,)]
    assert waiting.not_before > timezone.now() + timedelta(hours=3)
    assert Message.objects.get(pk=waiting.pk).state == Delivery.CANCELLED


def test_where_nobody_coordinates_the_managers_hear_and_act():
    manager = make.manager()
    make.participation("referred", by=manager)
    row = Participation.objects.get()

    found = [one.user for told in MESSAGES["participation.referred"][1:] for one in told_by(told, row)]

    assert found == [manager]
    assert User.objects.get(pk=manager.pk).has_perm("programmes.accept_participation", row)
    assert [task.row for task in waiting_for(User.objects.get(pk=manager.pk)).tasks] == [row]


# Who said yes hears what became of it -----------------------------------------------------------------------


def told_of(row: Placement) -> set[tuple[str, str]]:
    """Which part has which message, of everything queued after now."""
    parts = {}
    person = row.participation.participant
    parts[person.email] = "person"
    for membership in row.vacancy.host.memberships.all():
        parts[membership.user.email] = "host"
    if row.participation.referrer:
        parts[row.participation.referrer.email] = "referrer"
    return {
        (parts[message.address], message.template)
        for message in Message.objects.all()
        if message.address in parts
    }


def said_yes(state: str) -> Placement:
    worker = make.coordinator()
    person = make.participant(email="oodi@example.net", contact_channel="email")
    row = make.participation("active", person=person, by=worker)
    host = make.host(by=worker)
    make.host_person(host)
    found = make.placement(state, row=row, place=make.vacancy(employer=host, by=worker))
    Message.objects.all().delete()
    return found


def services() -> Any:
    return make.placement_services


ENDINGS: dict[str, Callable[[Placement, User], Any]] = {
    "declined": lambda row, by: act(row, "decline", by=by, on_word="phone"),
    "released": lambda row, by: act(row, "release", by=by),
    "cancelled": lambda row, by: act(row, "cancel", by=by, reason=make.a_reason("placement", "cancel")),
    "withdrawn": lambda row, by: services().withdraw_participation(row.participation, by=by, on_word="phone"),
    "ended": lambda row, by: services().end_participation(
        row.participation, by=by, exit_status="unknown", exit_class="unknown", next_destination="Ei tiedossa"
    ),
    "vacancy closed": lambda row, by: services().close_vacancy(
        row.vacancy, by=by, reason=make.a_reason("vacancy", "close")
    ),
}
HEARS = {
    "declined": {("host", "person_not_coming")},
    "released": {("person", "place_let_go"), ("host", "person_not_coming")},
    "cancelled": {("person", "called_off"), ("host", "called_off")},
    "withdrawn": {
        ("person", "participation_stopped"),
        ("host", "person_not_coming"),
        ("referrer", "referral_progress"),
    },
    "ended": {
        ("person", "participation_ended"),
        ("host", "person_not_coming"),
        ("referrer", "referral_progress"),
    },
    "vacancy closed": {("host", "vacancy_closed")},
}


@pytest.mark.parametrize("state", ["introduced", "accepted"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_each_party_hears_by_whichever_door_it_ended(ending, state):
    row = said_yes(state)

    ENDINGS[ending](row, row.participation.coordinator)

    assert told_of(row) == HEARS[ending]
    calls = row.participation.call_requests.filter(called_at=None).count()
    assert calls == (1 if ending == "vacancy closed" else 0)


def test_a_host_that_was_told_nothing_hears_nothing():
    row = said_yes("wanted")

    act(row, "decline", by=row.participation.coordinator, on_word="phone")

    assert told_of(row) == set()


def test_the_last_signature_tells_the_other_host_that_the_person_is_not_coming():
    row = said_yes("signing")
    other = made_beside(row)
    Message.objects.all().delete()

    make.sign_all(row, row.participation.coordinator)
    other = Placement.objects.get(pk=other.pk)

    assert other.state == "released"
    assert ("host", "person_not_coming") in told_of(other)


def made_beside(row: Placement) -> Placement:
    """Another suggestion of the same round, introduced to another host."""
    host = make.host()
    make.host_person(host, email="other.host@example.net")
    other = make.placement(
        "introduced",
        row=row.participation,
        place=make.vacancy(employer=host, by=row.participation.coordinator),
    )
    Placement.objects.filter(pk=other.pk).update(offer_round=row.offer_round)
    return Placement.objects.get(pk=other.pk)


def test_a_place_that_ends_and_a_referral_that_is_closed_are_told():
    row = said_yes("active")
    today = timezone.localdate()
    Placement.objects.filter(pk=row.pk).update(starts_on=today, ends_on=today)
    row = Placement.objects.get(pk=row.pk)
    services().end(row, by=row.participation.coordinator, ended_on=today, end_kind="completed")
    assert told_of(row) == {("person", "place_ended"), ("host", "place_over")}

    person = make.participant(email="aino@example.net", contact_channel="email")
    back = make.participation("returned", person=person)
    act(back, "close_referral", by=back.referrer)
    assert Message.objects.filter(address="aino@example.net", template="referral_closed").count() == 1
