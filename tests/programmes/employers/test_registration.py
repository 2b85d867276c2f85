"""A host employer registers itself: the public door, the known business id, the same form twice."""

import pytest
from django.core import mail

from accounts.models import User
from accounts.roles import Role
from accounts.selectors import scope_of
from programmes.employers.models import HostEmployer, Membership
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def answers(**changed):
    """A filled-in form."""
    told = {
        "token": "form-1",
        "business_id": "0242746-2",
        "name": "Kyläkauppa Oy",
        "kind": "company",
        "municipality": make.JOENSUU,
        "workplace_name": "Kyläkauppa",
        "street_address": "Kylätie 1",
        "contact_name": "Raili Hirvonen",
        "contact_phone": "040 123 4567",
        "email": "raili@kylakauppa.example",
    }
    return told | changed


def test_somebody_signed_in_registers_at_once_with_a_workplace(client):
    user = make.account()
    client.force_login(user, backend=BACKEND)

    answer = client.post("/host/register/", answers())

    host = HostEmployer.objects.get(business_id="0242746-2")
    assert (answer.status_code, answer.url) == (303, "/host/")
    assert (host.state, host.contact_email) == ("registered", user.email)
    assert host.workplaces.get().street_address == "Kylätie 1"
    assert scope_of(User.objects.get(pk=user.pk)).holds(Role.HOST_ADMIN)
    assert "Kyläkauppa Oy" in client.get("/host/").content.decode()


def test_the_same_form_twice_registers_once(client):
    client.force_login(make.account(), backend=BACKEND)

    sent = [client.post("/host/register/", answers()).status_code for _press in range(2)]

    assert sent == [303, 303]
    assert HostEmployer.objects.filter(business_id="0242746-2").count() == 1


def test_a_business_id_without_its_dash_is_understood(client):
    client.force_login(make.account(), backend=BACKEND)

    client.post("/host/register/", answers(business_id="02427462"))

    assert HostEmployer.objects.filter(business_id="0242746-2").exists()


def test_a_wrong_check_digit_is_told_and_nothing_typed_is_lost(client):
    client.force_login(make.account(), backend=BACKEND)

    answer = client.post("/host/register/", answers(business_id="0242746-3"))

    assert answer.status_code == 422
    assert "Kyläkauppa Oy" in answer.content.decode()
    assert not HostEmployer.objects.exists()


def test_a_visitor_makes_nothing_before_the_address_is_proven(client):
    answer = client.post("/host/register/", answers())

    assert answer.status_code == 200
    assert not HostEmployer.objects.exists()
    assert User.objects.filter(email="raili@kylakauppa.example").exists()


def test_a_visitor_registers_after_the_code(client):
    client.post("/host/register/", answers())
    client.post("/accounts/login/", {"login": "raili@kylakauppa.example", "next": "/host/register/finish/"})
    code = next(
        word for word in mail.outbox[-1].body.split() if sum(letter.isdigit() for letter in word) == 8
    )
    client.post("/accounts/login/code/confirm/", {"code": code})

    look = client.get("/host/register/finish/")
    done = client.post("/host/register/finish/")

    host = HostEmployer.objects.get(business_id="0242746-2")
    assert look.status_code == 200
    assert "Kyläkauppa Oy" in look.content.decode()
    assert done.status_code == 303
    assert Membership.objects.get(host=host).user.email == "raili@kylakauppa.example"


def test_a_known_business_id_leads_to_joining_and_tells_no_member(client):
    employer = make.host(business_id="0242746-2", contact_name="Salainen Henkilö")
    admin = make.host_person(employer, first_name="Piilotettu")
    user = make.account()
    client.force_login(user, backend=BACKEND)

    answer = client.post("/host/register/", answers())
    joined = client.post("/host/register/join/", {"business_id": "0242746-2"})

    page = answer.content.decode() + joined.content.decode()
    assert answer.status_code == 409
    assert [word for word in ("Salainen", "Piilotettu", admin.email) if word in page] == []
    assert Membership.objects.get(user=user, host=employer).valid_from is None


def test_too_many_tries_are_slowed_down(client):
    sent = [client.post("/host/register/", answers(business_id="x")).status_code for _press in range(11)]

    assert sent == [422] * 10 + [429]


def test_tries_behind_a_proxy_are_counted_by_the_visitor(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def knock(address):
        return client.post("/host/register/", {}, headers={"X-Forwarded-For": address}).status_code

    flood = [knock("198.51.100.1") for _try in range(11)]

    assert (flood[-1], knock("198.51.100.2")) == (429, 422)
