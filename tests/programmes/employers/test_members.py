"""Who acts for a workplace: parts and what they see, invitations, and that somebody may always sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from notifications.models import Message
from programmes.employers import members
from programmes.employers.member_links import address_of
from programmes.models import HostEmployer, MemberInvitation, Membership, Placement
from tests.access.people import client_of
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def host() -> HostEmployer:
    return make.host()


@pytest.fixture
def signer(host: HostEmployer) -> Any:
    return make.host_person(host)


def invited(host: HostEmployer, by: Any, email: str = "uusi@example.org", role: str = "contact") -> Any:
    return members.invite(host, by=by, email=email, role=role)


def page(user: Any, address: str) -> str:
    return client_of(user).get(address).content.decode()


def test_each_part_sees_its_own_people_and_no_others(host):
    place = make.vacancy(employer=host, seats=5)
    people = {}
    for state in ("introduced", "signing", "active"):
        person = make.participant(first_name=f"Toivo{state}")
        row = make.participation("active", person=person)
        people[state] = make.placement(state, row=row, place=place)
    users = {role: make.host_person(host, role=role) for role in ("signer", "contact", "guide")}

    seen = {
        role: {state for state, row in people.items() if client_of(user).get(address(row)).status_code == 200}
        for role, user in users.items()
    }
    home = {role: page(user, "/host/") for role, user in users.items()}

    assert seen == {
        "signer": {"introduced", "signing", "active"},
        "contact": {"introduced", "signing", "active"},
        "guide": {"active"},
    }
    assert {role for role, text in home.items() if "Toivointroduced" in text} == {"signer", "contact"}
    assert {role for role, text in home.items() if "Toivoactive" in text} == {"signer", "contact", "guide"}


def address(row: Placement) -> str:
    return reverse("host:placement", args=[row.reference])


def test_only_who_may_sign_signs_and_is_asked_to(host):
    row = make.placement("signing", place=make.vacancy(employer=host))
    users = {role: make.host_person(host, role=role) for role in ("signer", "contact", "guide")}
    sign = reverse("workflow:act", args=["placement", row.reference, "sign"])

    answers = {role: client_of(user).get(sign).status_code for role, user in users.items()}
    told = {role: "Lue sopimus ja allekirjoita" in page(user, "/host/") for role, user in users.items()}

    assert answers == {"signer": 200, "contact": 403, "guide": 404}
    assert told == {"signer": True, "contact": False, "guide": False}
    assert "Vuorossa on se, joka saa allekirjoittaa" in page(users["contact"], address(row))


def test_who_is_written_to_follows_the_part(host):
    users = {role: make.host_person(host, role=role) for role in ("signer", "contact", "guide")}
    make.placement("signing", place=make.vacancy(employer=host))

    told = {
        role: set(Message.objects.filter(recipient=user).values_list("template", flat=True))
        for role, user in users.items()
    }

    assert {role for role, found in told.items() if "person_introduced" in found} == {"signer", "contact"}
    assert {role for role, found in told.items() if "agreement_to_sign" in found} == {"signer"}


def test_a_guide_tells_days_and_answers_nothing(host):
    guide = make.host_person(host, role="guide")
    place = make.vacancy(employer=host, seats=3)
    running = make.placement("active", place=place)
    introduced = make.placement("introduced", place=place)

    assert guide.has_perm("programmes.tell_days", running)
    assert not guide.has_perm("programmes.accept_placement", introduced)
    assert not guide.has_perm("programmes.read_agreement", running)
    assert not guide.has_perm("programmes.change_vacancy", place)
    assert client_of(guide).get(reverse("host:vacancy_new")).status_code == 404


def test_the_last_who_may_sign_is_neither_removed_nor_given_another_part(host, signer):
    contact = make.host_person(host, role="contact")
    own = Membership.objects.get(host=host, user=signer)

    for act in (
        lambda: members.remove_member(own, by=signer),
        lambda: members.change_role(own, "guide", by=signer),
    ):
        with pytest.raises(ValidationError, match="Nobody else of the workplace may sign"):
            act()

    members.change_role(Membership.objects.get(host=host, user=contact), "signer", by=signer)
    members.remove_member(own, by=signer)
    assert host.name not in page(signer, reverse("host:members"))
    assert host.name in page(contact, reverse("host:members"))


def test_who_is_removed_sees_nothing_from_the_next_page_on(host, signer):
    contact = make.host_person(host, role="contact")
    row = make.placement("active", place=make.vacancy(employer=host))
    desk = client_of(contact)
    before = desk.get(address(row)).status_code

    answer = client_of(signer).post(
        reverse("host:member_remove", args=[host.reference, membership_of(host, contact).pk])
    )

    assert (before, answer.status_code) == (200, 303)
    assert desk.get(address(row)).status_code in {403, 404}


def membership_of(host: HostEmployer, user: Any) -> Membership:
    return Membership.objects.get(host=host, user=user)


def test_anybody_leaves_by_themself_and_removes_no_other(host, signer):
    contact = make.host_person(host, role="contact")

    with pytest.raises(PermissionDenied):
        members.remove_member(membership_of(host, signer), by=contact)
    members.remove_member(membership_of(host, contact), by=contact)

    assert membership_of(host, contact).valid_until == timezone.localdate() - timedelta(days=1)


def test_an_invitation_is_mailed_and_joins_whoever_proves_the_address(host, signer):
    answer = client_of(signer).post(
        reverse("host:invite", args=[host.reference]),
        {"token": "once", "email": "Uusi@Example.org", "role": "guide"},
    )
    row = MemberInvitation.objects.get()
    message = Message.objects.get(template="invited_to_host")
    visitor = Client()
    seen = visitor.get(address_of(row))
    visitor.post(address_of(row))
    code = visitor.session["address_to_prove"]["code"]
    visitor.post(reverse("host:confirm_address"), {"code": code}, follow=True)

    assert answer.status_code == 303
    assert (message.address, message.context["path"]) == ("uusi@example.org", address_of(row))
    assert host.name in seen.content.decode()
    found = Membership.objects.get(host=host, user__email="uusi@example.org")
    assert (found.role, found.valid_from) == ("guide", timezone.localdate())
    assert "uusi@example.org" not in address_of(row)


def test_looking_at_an_invitation_changes_nothing(host, signer):
    row = invited(host, signer)
    colleague = make.account(email="uusi@example.org")

    client_of(colleague).get(address_of(row))

    assert not Membership.objects.filter(user=colleague).exists()


def test_a_link_works_once_and_only_for_the_invited(host, signer):
    row = invited(host, signer)
    stranger, colleague = make.account(), make.account(email="uusi@example.org")

    other = client_of(stranger).get(address_of(row))
    pressed = client_of(stranger).post(address_of(row))
    joined = client_of(colleague).post(address_of(row))
    again = client_of(colleague).post(address_of(row))

    assert "toiseen osoitteeseen" in other.content.decode()
    assert (pressed.status_code, joined.status_code, again.status_code) == (409, 303, 409)
    assert not Membership.objects.filter(user=stranger).exists()
    assert Membership.objects.filter(user=colleague, host=host).count() == 1


def test_an_invitation_ends_with_its_day_is_sent_again_and_taken_back(host, signer, time_machine):
    row = invited(host, signer)
    old = address_of(row)
    time_machine.move_to(timezone.now() + timedelta(days=15))
    over = Client().get(old).content.decode()

    members.invite_again(row, by=signer)
    row.refresh_from_db()
    fresh, replaced = Client().get(address_of(row)), Client().get(old)
    members.withdraw(row, by=signer)
    gone = Client().post(address_of(row))

    assert "Tämä kutsu ei ole enää voimassa" in over
    assert row.valid_until == timezone.localdate() + timedelta(days=14)
    assert (fresh.status_code, replaced.status_code, gone.status_code) == (200, 404, 409)


def test_the_same_form_twice_is_one_invitation_and_a_member_is_not_invited(host, signer):
    first = members.invite(host, by=signer, email="a@example.org", role="guide", token="once")
    second = members.invite(host, by=signer, email="a@example.org", role="guide", token="once")

    with pytest.raises(ValidationError, match="already"):
        members.invite(host, by=signer, email=signer.email, role="guide")

    assert first == second
    assert Message.objects.filter(template="invited_to_host").count() == 1


def test_one_person_in_two_workplaces_has_a_part_in_each(host, signer):
    other = make.host()
    members.add_member(other, signer, role="guide", by=signer)
    row = make.placement("introduced", place=make.vacancy(employer=other))

    text = page(signer, reverse("host:members"))

    assert host.name in text
    assert other.name in text
    assert client_of(signer).get(address(row)).status_code == 404
    assert client_of(signer).get(reverse("host:invite", args=[other.reference])).status_code == 403


def test_ids_of_another_workplace_are_not_there(host, signer):
    other = make.host()
    theirs = make.host_person(other)
    row = invited(other, theirs)
    desk = client_of(signer)

    answers = [
        desk.get(reverse("host:invite", args=[other.reference])),
        desk.get(reverse("host:member", args=[other.reference, membership_of(other, theirs).pk])),
        desk.get(reverse("host:member", args=[host.reference, membership_of(other, theirs).pk])),
        desk.post(reverse("host:member_remove", args=[host.reference, membership_of(other, theirs).pk])),
        desk.post(reverse("host:invite_again", args=[host.reference, row.reference])),
        desk.post(reverse("host:invitation_withdraw", args=[other.reference, row.reference])),
    ]

    assert {answer.status_code for answer in answers} == {404}


def test_the_page_says_who_sees_what(host, signer):
    text = page(signer, reverse("host:members"))

    assert "Kuka näkee mitä" in text
    assert "Ei näe esittelyjä eikä sopimuksia" in text
