"""Whoever may be known already is asked about: at the referral, and before it is accepted."""

from datetime import date

import pytest
from django.urls import reverse

from audit.selectors import reads_of
from programmes.participants.likeness import possible_duplicates
from programmes.participants.models import Participant, Participation
from tests.factories import programmes as make
from tests.programmes.participants.test_referrals import NEW, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

BORN = date(1990, 1, 2)
KNOWN = {"first_name": "Aino", "last_name": "Karppinen", "birth_date": BORN, "phone": "040 123 4567"}


@pytest.fixture
def officer():
    return make.referrer()


@pytest.fixture
def known(officer):
    return make.participation(
        "ended", person=make.participant(**KNOWN, email="aino@x.example"), referred_by=officer
    )


def one_like(**fields):
    return make.participant(**{"first_name": "Outi", "last_name": "Laine", "phone": "", "email": ""} | fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"birth_date": BORN, "first_name": "Aino", "last_name": "Karpinen"},
        {"birth_date": BORN, "first_name": "AINO", "last_name": "KARPPINEN"},
        {"birth_date": BORN, "first_name": "Karppinen", "last_name": "Aino"},
        {"birth_date": BORN, "first_name": "Aino", "last_name": "Virtanen"},
        {"birth_date": BORN, "last_name": "Karppinen-Laine"},
        {"phone": "+358 40 123 4567"},
        {"email": "AINO@x.example"},
        {"first_name": "Aino", "last_name": "karppinen", "birth_date": date(1990, 2, 1)},
    ],
)
def test_whoever_may_be_the_same_is_found(known, fields):
    assert [one.person for one in possible_duplicates(one_like(**fields))] == [known.participant]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"birth_date": BORN},
        {"first_name": "Aino", "last_name": "Karppinen", "birth_date": date(1972, 5, 6)},
        {"phone": "040"},
    ],
)
def test_whoever_is_another_is_not(known, fields):
    assert possible_duplicates(one_like(**fields)) == []


def ask(client, viewer, **values):
    client.force_login(viewer)
    fields = {"first_name": "Aino", "last_name": "Karpinen", "birth_date": "2.1.1990"}
    return client.post(NEW, typed(**fields | values))


def test_a_slip_in_the_name_is_asked_about_and_says_why(client, officer, known):
    answer = ask(client, officer, phone="+358401234567")

    assert (answer.status_code, Participation.objects.count()) == (422, 1)
    assert "sama syntymäaika, samankaltainen nimi, sama puhelinnumero" in answer.content.decode()


def test_a_telephone_alone_tells_an_officer_nothing_of_a_person_out_of_scope(client, officer):
    make.participation("active", person=make.participant(**KNOWN))

    answer = ask(
        client, officer, first_name="Outi", last_name="Laine", birth_date="3.3.1980", phone="0401234567"
    )

    assert (answer.status_code, Participant.objects.count()) == (302, 2)


def test_a_protected_person_out_of_scope_is_asked_of_the_coordinator_not_of_the_officer(client, officer):
    protected = make.participation("active", person=make.participant(**KNOWN, restricted=True))
    worker = make.coordinator()

    sent = ask(client, officer)
    row = Participation.objects.exclude(pk=protected.pk).get()
    client.force_login(worker)
    page = client.get(f"/act/participation/{row.reference}/accept/").content.decode()

    assert sent.status_code == 302
    assert reverse("work:person", args=[protected.reference]) in page
    assert [read.reader for read in reads_of(protected.participant)] == [worker]


def test_an_officer_hears_whom_to_ring_about_a_person_out_of_scope(client, officer):
    worker = make.coordinator(first_name="Sirpa", last_name="Hurme", phone="013 555 0177")
    make.participation("active", person=make.participant(**KNOWN), by=worker)

    page = ask(client, officer)

    assert page.context["unseen"] == 1
    assert "013 555 0177" in page.content.decode()


def test_the_same_person_in_the_service_leads_to_who_cares_for_them(client, officer):
    worker = make.coordinator(first_name="Sirpa", last_name="Hurme", phone="013 555 0177")
    row = make.participation("active", person=make.participant(**KNOWN), referred_by=officer, by=worker)

    page = ask(client, officer, known=row.participant.reference)

    told = page.content.decode()
    assert (page.status_code, row.participant.participations.count()) == (422, 1)
    assert all(words in told for words in ("Sirpa Hurme", "013 555 0177"))
    assert f'href="{reverse("refer:detail", args=[row.reference])}"' in told


def test_a_referral_like_a_known_person_is_accepted_when_one_has_compared(client, known):
    row = make.participation("referred", person=make.participant(**KNOWN | {"last_name": "Karpinen"}))
    worker = make.coordinator()
    client.force_login(worker)
    address = f"/act/participation/{row.reference}/accept/"
    given = {"token": "one", "coordinator": worker.pk}

    asked = client.post(address, given)
    done = client.post(address, given | {"token": "two", "compared": "on"})

    state = Participation.objects.get(pk=row.pk).state
    assert (asked.status_code, done.status_code, state) == (422, 303, "waiting")
    assert "Karppinen" in asked.content.decode()


def test_a_referral_like_nobody_asks_nothing_more(client):
    row = make.participation("referred", person=make.participant(**KNOWN))
    worker = make.coordinator()
    client.force_login(worker)

    page = client.get(f"/act/participation/{row.reference}/accept/")

    assert "compared" not in page.context["form"].fields
    assert "alike" not in page.context
