"""A host employer registers itself: the public door, the known business id, the same form twice."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.selectors import scope_of
from audit.models import Event
from notifications.codes import send_codes
from programmes.employers import services
from programmes.employers.models import HostEmployer, Membership
from tests.accounts.conftest import at_once
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
CODE = "/host/register/code/"
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


def code() -> str:
    """The code of the newest letter, when the worker has passed by."""
    send_codes()
    return re.search(r"\d{4}-\d{4}", mail.outbox[-1].body).group()


def test_a_visitor_makes_nothing_before_the_address_is_proven(client):
    answer = client.post("/host/register/", answers())

    assert (answer.status_code, answer.url) == (303, CODE)
    assert client.get(CODE).status_code == 200
    assert client.get("/host/register/finish/").status_code == 302
    assert (HostEmployer.objects.count(), User.objects.count(), EmailAddress.objects.count()) == (0, 0, 0)


def test_a_visitor_registers_after_the_code(client):
    client.post("/host/register/", answers())
    proven = client.post(CODE, {"code": code()})

    look = client.get("/host/register/finish/")
    done = client.post("/host/register/finish/")

    user = User.objects.get()
    host = HostEmployer.objects.get(business_id="0242746-2")
    assert (proven.status_code, proven.url) == (302, "/host/register/finish/")
    assert (user.email, user.get_full_name()) == ("raili@kylakauppa.example", "Raili Hirvonen")
    assert EmailAddress.objects.get(user=user).verified
    assert "Kyläkauppa Oy" in look.content.decode()
    assert done.status_code == 303
    assert Membership.objects.get(host=host).user == user


def test_an_address_with_an_account_is_answered_like_any_other(client):
    known = make.account(email="raili@kylakauppa.example", first_name="Oma", last_name="Nimi")

    def shown(email):
        client.cookies.clear()
        sent = client.post("/host/register/", answers(email=email))
        page = client.get(CODE).content.decode().replace(email, "")
        send_codes()
        return sent.status_code, sent.url, re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", page)

    assert shown(known.email) == shown("nobody@kylakauppa.example")
    assert [letter.to for letter in mail.outbox] == [[known.email], ["nobody@kylakauppa.example"]]


def test_who_has_an_account_keeps_it_and_their_name(client):
    known = make.account(email="raili@kylakauppa.example", first_name="Oma", last_name="Nimi")

    client.post("/host/register/", answers())
    client.post(CODE, {"code": code()})

    assert client.session["_auth_user_id"] == str(known.pk)
    assert User.objects.get().get_full_name() == "Oma Nimi"


def test_a_closed_account_is_not_entered_by_registering(client):
    User.objects.filter(pk=make.account(email="raili@kylakauppa.example").pk).update(is_active=False)

    client.post("/host/register/", answers())
    client.post(CODE, {"code": code()})

    assert "_auth_user_id" not in client.session


def test_three_wrong_codes_begin_again(client):
    client.post("/host/register/", answers())
    right = code()
    wrong = "1111-1111" if right != "1111-1111" else "2222-2222"

    tries = [client.post(CODE, {"code": wrong}).status_code for _try in range(3)]
    late = client.post(CODE, {"code": right})

    assert tries == [422, 422, 303]
    assert (late.url, User.objects.count()) == ("/host/register/", 0)


def test_guesses_that_come_at_once_are_counted_one_by_one(client):
    client.post("/host/register/", answers())
    right = code()
    wrong = "1111-1111" if right != "1111-1111" else "2222-2222"

    tries = at_once(client, CODE, [{"code": wrong}] * 3 + [{"code": right}])

    assert (tries, User.objects.count()) == ([422, 422, 303, 303], 0)


def test_a_code_is_too_old_after_a_quarter_of_an_hour(client, time_machine):
    time_machine.move_to("2026-03-03 09:00:00+02:00", tick=False)
    client.post("/host/register/", answers())
    late = code()
    time_machine.move_to("2026-03-03 09:16:00+02:00", tick=False)

    client.post(CODE, {"code": late})

    assert User.objects.count() == 0


def test_who_asks_to_join_proves_the_address_too(client):
    employer = make.host(business_id="0242746-2")
    before = User.objects.count()
    client.post("/host/register/join/", {"business_id": "0242746-2", "email": "uusi@kylakauppa.example"})
    made_early = User.objects.count() - before

    client.post(CODE, {"code": code()})
    client.get("/host/register/finish/")

    joined = Membership.objects.get(host=employer)
    assert (made_early, joined.user.email, joined.valid_from) == (0, "uusi@kylakauppa.example", None)


def test_one_address_gets_no_flood_of_codes(client):
    sent = [client.post("/host/register/", answers()).status_code for _press in range(6)]
    send_codes()

    assert (sent, len(mail.outbox)) == ([303] * 5 + [429], 5)


def test_who_waits_to_be_let_in_reads_whose_turn_it_is(client):
    user = make.account()
    services.ask_to_join(make.host(), by=user)
    client.force_login(user, backend=BACKEND)

    answer = client.get("/host/")

    assert answer.status_code == 200
    assert "asked_to_join" in str([template.name for template in answer.templates])
    assert client.get("/host/members/").status_code == 403


def test_who_once_belonged_to_a_host_asks_anew_and_who_belongs_is_led_to_its_page(client):
    employer = make.host(business_id="0242746-2")
    admin, member = make.host_person(employer), make.host_person(employer)
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=member).update(valid_from=yesterday, valid_until=yesterday, role="signer")
    asked = {}
    for user in (member, admin):
        client.force_login(user, backend=BACKEND)
        asked[user] = client.post("/host/register/join/", {"business_id": "0242746-2"})

    row = Membership.objects.get(user=member)
    assert (row.valid_from, row.valid_until, row.role) == (None, None, "contact")
    assert Event.objects.filter(verb="host.join_asked", actor=member).count() == 1
    assert [asked[user].status_code for user in (member, admin)] == [200, 303]
    client.force_login(admin, backend=BACKEND)
    client.post(f"/host/members/{row.pk}/accept/")
    row.refresh_from_db()
    assert (row.valid_from, row.valid_until, row.role) == (timezone.localdate(), None, "contact")


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
