"""The officer's referrals: two minutes, once, and nobody twice."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from audit.selectors import reads_of
from programmes.participants.models import Participant, Participation
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

NEW = "/refer/new/"


@pytest.fixture
def officer(reference, db):
    return make.referrer()


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def typed(**values):
    fields = {
        "token": "a-token", "first_name": "Toivo", "last_name": "Kettunen", "birth_date": "3.3.1980",
        "municipality": "167", "phone": "040 555 0100", "email": "", "contact_channel": "phone",
        "aim": "Työtä ulkona", "weekly_hours_min": "8", "weekly_hours_max": "16",
        "earliest_start_on": f"{timezone.localdate() + timedelta(days=2):%-d.%-m.%Y}",
        "grounds": "long_term_unemployed", "in_plan": "no", "labour_status_at_referral": "unemployed",
        "unemployed_since": "",
    }  # fmt: skip
    return fields | values


def test_a_referral_stands_and_its_officer_follows_it(desk, officer):
    answer = desk.post(NEW, typed())

    row = Participation.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("refer:detail", args=[row.reference]))
    assert (str(row.participant), row.state, row.referrer, row.in_plan) == (
        "Toivo Kettunen", "referred", officer, False,
    )  # fmt: skip


def test_the_same_form_sent_twice_refers_once(desk):
    for _time in range(2):
        answer = desk.post(NEW, typed())

    assert (answer.status_code, Participation.objects.count(), Participant.objects.count()) == (302, 1, 1)


def test_a_mistake_keeps_what_was_typed(desk):
    answer = desk.post(NEW, typed(phone="", aim="Keittiötyötä"))

    assert (answer.status_code, Participation.objects.count()) == (422, 0)
    assert "Keittiötyötä" in answer.content.decode()


def test_an_own_person_with_the_same_name_and_birth_date_is_shown_first(desk, officer):
    known = make.participation(
        "ended",
        referred_by=officer,
        person=make.participant(first_name="Toivo", last_name="kettunen", birth_date=date(1980, 3, 3)),
    )

    answer = desk.post(NEW, typed())

    assert (answer.status_code, [one.person for one in answer.context["seen"]]) == (422, [known.participant])
    assert Participation.objects.count() == 1


def test_picking_the_known_person_refers_them_again(desk, officer):
    person = make.participant(first_name="Toivo", last_name="Kettunen", birth_date=date(1980, 3, 3))
    make.participation("ended", referred_by=officer, person=person)

    answer = desk.post(NEW, typed(known=person.reference))

    assert (answer.status_code, person.participations.count(), Participant.objects.count()) == (302, 2, 1)


def test_a_person_with_an_open_time_in_the_service_is_not_referred_again(desk, officer):
    person = make.participant(first_name="Toivo", last_name="Kettunen", birth_date=date(1980, 3, 3))
    make.participation("active", referred_by=officer, person=person)

    answer = desk.post(NEW, typed(known=person.reference))

    assert (answer.status_code, person.participations.count()) == (422, 1)


def test_confirmed_as_another_person_the_referral_goes(desk, officer):
    person = make.participant(last_name="Kettunen", birth_date=date(1980, 3, 3))
    make.participation("ended", referred_by=officer, person=person)

    answer = desk.post(NEW, typed(confirmed_new="on"))

    assert (answer.status_code, Participant.objects.count()) == (302, 2)


def test_nothing_is_told_of_a_known_person_out_of_scope(desk):
    person = make.participant(
        first_name="Salattu", last_name="Kettunen", birth_date=date(1980, 3, 3), municipality=make.LIEKSA
    )
    make.participation("ended", person=person)

    answer = desk.post(NEW, typed(known=person.reference))

    page = answer.content.decode()
    assert (answer.status_code, answer.context["seen"], answer.context["unseen"]) == (422, [], 1)
    assert "Salattu" not in page
    assert person.reference not in page.replace(f'value="{person.reference}"', "")


def test_asking_whether_a_person_is_known_leaves_a_trace_with_that_person(desk, officer):
    person = make.participant(last_name="Kettunen", birth_date=date(1980, 3, 3), municipality=make.LIEKSA)
    make.participation("ended", person=person)

    desk.post(NEW, typed())

    assert [(read.reader, read.page) for read in reads_of(person)] == [(officer, "refer:new")]


def test_an_officer_refers_only_from_their_own_municipality(desk):
    assert desk.post(NEW, typed(municipality=make.LIEKSA)).status_code == 422


def test_another_officers_referral_is_not_found(desk):
    row = make.participation("referred", referred_by=make.referrer())

    assert desk.get(reverse("refer:detail", args=[row.reference])).status_code == 404


@pytest.mark.parametrize(
    "state", ["referred", "returned", "waiting", "active", "on_hold", "withdrawn", "ended"]
)
def test_an_own_referral_opens_in_every_state(desk, officer, state):
    row = make.participation(state, referred_by=officer)
    view = "?view=done" if state in {"withdrawn", "ended"} else ""

    assert desk.get(reverse("refer:detail", args=[row.reference])).status_code == 200
    assert [one.pk for one, _tone, _words in desk.get(f"/refer/{view}").context["rows"]] == [row.pk]


def test_what_came_back_is_first(desk, officer):
    returned = make.participation("returned", referred_by=officer)
    make.participation("referred", referred_by=officer)

    rows = desk.get("/refer/").context["rows"]

    assert next(row.pk for row, _tone, _words in rows) == returned.pk


def test_a_coordinator_refers_too_and_lands_on_the_persons_page(client):
    client.force_login(make.coordinator())

    answer = client.post(NEW, typed())

    row = Participation.objects.get()
    assert (answer.url, row.referrer) == (reverse("work:person", args=[row.reference]), None)


def test_a_host_does_not_refer(client):
    client.force_login(make.host_person(make.host()))

    assert (client.get(NEW).status_code, client.get("/refer/").status_code) == (403, 403)


def test_whom_to_ring_is_who_stands_in_while_the_coordinator_is_away(desk, officer):
    today = timezone.localdate()
    stand_in = make.account(first_name="Sijainen", last_name="Aalto", phone="050 111 2222")
    away = make.coordinator(first_name="Poissa", last_name="Aalto", phone="050 333 4444")
    away.assignments.update(
        substitute=stand_in, substitute_from=today, substitute_until=today + timedelta(days=3)
    )
    row = make.participation("referred", referred_by=officer)

    answer = desk.get(reverse("refer:detail", args=[row.reference]))

    assert answer.context["to_ask"][0] == stand_in
    assert away not in answer.context["to_ask"]


def test_the_question_whether_it_is_the_same_person_does_not_say_that_the_words_are_lost(desk, officer):
    make.participation("ended", referred_by=officer, person=make.participant(phone="040 555 0100"))

    answer = desk.post(NEW, typed(), headers={"origin": "http://testserver"})

    page = answer.content.decode()
    assert (answer.status_code, len(answer.context["seen"])) == (422, 1)
    assert "data-typed" not in page
    assert "Työtä ulkona" in page


@pytest.fixture
def moved(officer):
    """A known person, whose time is over, with another telephone than in the new referral."""
    person = make.participant(
        first_name="Toivo", last_name="Kettunen", birth_date=date(1980, 3, 3),
        phone="050 999 8888", email="toivo@example.net", contact_channel="email",
    )  # fmt: skip
    make.participation("ended", referred_by=officer, person=person)
    return person


def test_contact_data_that_differ_from_the_known_persons_are_shown_beside_and_asked_about(desk, moved):
    answer = desk.post(NEW, typed(known=moved.reference))

    page = answer.content.decode()
    assert (answer.status_code, moved.participations.count()) == (422, 1)
    assert "050 999 8888" in page
    assert "Valitse, kummat yhteystiedot ovat oikein." in page


@pytest.mark.parametrize(
    ("contact", "phone", "channel", "told"),
    [("new", "040 555 0100", "phone", 1), ("old", "050 999 8888", "email", 0)],
)
def test_chosen_contact_data_stand_and_an_empty_field_takes_nothing_away(
    desk, moved, contact, phone, channel, told
):
    answer = desk.post(NEW, typed(known=moved.reference, contact=contact))

    moved.refresh_from_db()
    events = Event.objects.filter(verb="participation.data_corrected")
    assert (answer.status_code, moved.participations.count(), events.count()) == (302, 2, told)
    assert (moved.phone, moved.contact_channel, moved.email) == (phone, channel, "toivo@example.net")
