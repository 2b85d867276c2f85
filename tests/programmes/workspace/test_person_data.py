"""Wrong contact data are put right by a worker; messages and the way in follow; what is no address."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.services import assign_role, ensure_account
from audit.models import Event
from letters.phones import written
from notifications.models import Delivery, Message
from notifications.services import retry, send_due
from programmes.doors import Door, door_of, open_way
from programmes.employers.registration_forms import RegistrationForm
from programmes.models import Participant, Participation
from programmes.participants.forms import ReferralForm
from programmes.servicepoints import public_forms
from programmes.workspace.forms import PersonDataForm, RegisterHostForm
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
OLD, NEW = "wrong@example.net", "right@example.net"


def typed(person: Participant, **changes: Any) -> dict[str, Any]:
    names = ("first_name", "last_name", "phone", "email", "contact_channel")
    told = {name: getattr(person, name) for name in names}
    born = f"{person.birth_date:%-d.%-m.%Y}"
    return told | {"birth_date": born, "municipality": person.municipality_id} | changes


def address_of(row: Participation, name: str = "work:person_data") -> str:
    return reverse(name, args=[row.reference])


def of_person(worker: User, **person: Any) -> Participation:
    values = {"email": OLD, "contact_channel": "email"} | person
    return make.participation("active", person=make.participant(**values), by=worker)


def test_a_worker_puts_contact_data_right_and_the_log_knows_only_what(desk, worker):
    row = of_person(worker)

    page = desk.get(address_of(row))
    answer = desk.post(
        address_of(row), typed(row.participant, email="Right@Example.NET ", phone="+358 (0)40 5550199")
    )

    person = Participant.objects.get(pk=row.participant_id)
    event = Event.objects.get(verb="participation.data_corrected")
    assert (page.status_code, answer["Location"]) == (200, f"/work/people/{row.reference}/")
    assert (person.email, person.phone) == (NEW, "040 555 0199")
    assert (event.actor, event.data) == (worker, {"fields": ["email", "phone"]})
    assert NEW in desk.get(f"/work/people/{row.reference}/").content.decode()
    assert Message.objects.get(template="data_corrected").address == NEW


def test_a_message_that_failed_goes_to_the_corrected_address(desk, worker, mailoutbox):
    row = of_person(worker)
    message = Message.objects.filter(template="participation_started").get()
    Message.objects.exclude(pk=message.pk).delete()
    Message.objects.filter(pk=message.pk).update(state=Delivery.FAILED, error="SMTPRecipientsRefused")
    desk.post(address_of(row), typed(row.participant, email=NEW))
    Message.objects.exclude(pk=message.pk).delete()

    desk.post(reverse("work:message_again", args=[message.pk]))
    send_due()

    assert [mail.to for mail in mailoutbox] == [[NEW]]
    assert Message.objects.get(pk=message.pk).address == NEW


def test_a_message_to_whom_now_wants_calls_is_told_by_the_worker(desk, worker, mailoutbox):
    row = of_person(worker)
    message = Message.objects.filter(template="participation_started").get()
    Message.objects.filter(pk=message.pk).update(state=Delivery.FAILED)
    desk.post(address_of(row), typed(row.participant, contact_channel="phone"))

    retry(message)
    Message.objects.exclude(pk=message.pk).delete()
    send_due()

    assert mailoutbox == []
    assert Message.objects.get(pk=message.pk).state == Delivery.BY_HAND


def test_the_way_in_follows_the_address_and_the_old_mailbox_is_out(desk, worker):
    row = of_person(worker)
    account = open_way(row.participant, by=worker)
    reader = Client()
    reader.force_login(account)
    assert reader.get("/my/").status_code == 200

    desk.post(address_of(row), typed(row.participant, email=NEW))

    account.refresh_from_db()
    assert account.email == NEW
    assert reader.get("/my/").status_code == 302
    assert not User.objects.filter(email=OLD).exists()


def test_an_address_taken_away_closes_the_account(desk, worker):
    row = of_person(worker)
    account = open_way(row.participant, by=worker)

    desk.post(address_of(row), typed(row.participant, email="", contact_channel="phone"))

    person = Participant.objects.get(pk=row.participant_id)
    account.refresh_from_db()
    assert (person.user, account.is_active, door_of(person)) == (None, False, Door.NO_ADDRESS)


def test_the_address_of_another_account_is_refused_at_the_field(desk, worker):
    row = of_person(worker)
    open_way(row.participant, by=worker)
    ensure_account(NEW)

    answer = desk.post(address_of(row), typed(row.participant, email=NEW, phone="040 1112223"))

    assert answer.status_code == 422
    assert answer.context["form"].errors["email"]
    assert "040 1112223" in answer.content.decode()
    assert Participant.objects.get(pk=row.participant_id).email == OLD


@pytest.mark.parametrize("phone", ["abc", "040 555 O101", "12", "soita äidille"])
def test_a_number_nobody_can_ring_is_refused_in_words(desk, worker, phone):
    row = of_person(worker)

    answer = desk.post(address_of(row), typed(row.participant, phone=phone))

    assert answer.status_code == 422
    assert answer.context["form"].errors["phone"]
    assert phone in answer.content.decode()


@pytest.mark.parametrize(
    ("spelled", "kept"),
    [
        ("0405550101", "040 555 0101"),
        ("040-555 0101", "040 555 0101"),
        ("+358 40 555 0101", "040 555 0101"),
        ("00358 (0)40 5550101", "040 555 0101"),
        ("(013) 555 0100", "013 555 0100"),
        ("09 123 4567", "09 123 4567"),
        ("+46 70 123 45 67", "+46701234567"),
        ("0046 70-123 45 67", "+46701234567"),
        ("405550101", "040 555 0101"),
    ],
)
def test_a_number_is_kept_in_one_form(spelled, kept):
    assert written(spelled) == kept
    assert written(kept) == kept


FORMS = {
    "referral": lambda: ReferralForm(municipalities=None).fields["phone"],
    "person": lambda: PersonDataForm(instance=make.participant()).fields["phone"],
    "host by a worker": lambda: RegisterHostForm().fields["contact_phone"],
    "host by itself": lambda: RegistrationForm(user=None).fields["contact_phone"],
    "feedback": lambda: public_forms.ComplaintForm().fields["phone"],
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_takes_numbers_by_the_one_rule(form):
    field = FORMS[form]()

    assert field.clean("+358 40 5550101") == "040 555 0101"
    with pytest.raises(Exception, match="040 555 0101"):
        field.clean("abc")


# A worker's address typed as the person's -------------------------------------------------------------------


def referral(**changes: Any) -> dict[str, Any]:
    return {
        "token": "t" * 30,
        "first_name": "Oodi",
        "last_name": "Traskelin",
        "birth_date": "3.4.1985",
        "municipality": make.JOENSUU,
        "phone": "040 555 0101",
        "email": "",
        "contact_channel": "phone",
        "aim": "Työtä keittiössä",
        "weekly_hours_min": "8",
        "weekly_hours_max": "20",
        "earliest_start_on": f"{timezone.localdate():%-d.%-m.%Y}",
        "grounds": "other",
        "in_plan": "no",
        "labour_status_at_referral": "unemployed",
    } | changes


@pytest.mark.parametrize(
    "whose", ["own", "coordinator's", "another officer's", "editor's", "former worker's"]
)
def test_a_workers_address_is_a_word_at_the_field_and_nothing_is_lost(client, whose):
    officer = make.referrer()
    others = {"coordinator's": Role.COORDINATOR, "another officer's": Role.REFERRER, "editor's": Role.EDITOR}
    address = officer.email
    if whose != "own":
        other = make.account()
        today = timezone.localdate()
        past = {"from_": today - timezone.timedelta(days=9), "until": today - timezone.timedelta(days=1)}
        assign_role(other, others.get(whose, Role.COORDINATOR), by=None, **({} if whose in others else past))
        address = other.email
    client.force_login(officer)

    answer = client.post("/refer/new/", referral(email=address.upper()))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["email"]
    assert "Työtä keittiössä" in answer.content.decode()
    assert not Participation.objects.exists()


def test_a_persons_mail_never_goes_to_a_worker_whose_address_an_import_brought(worker):
    row = make.participation("referred", person=make.participant(email=worker.email, contact_channel="email"))

    message = Message.objects.get(template="referral_received")

    assert (message.state, message.address) == (Delivery.BY_HAND, "")
    assert door_of(row.participant) == Door.WORKERS


# The way in on the person's page ----------------------------------------------------------------------------


def test_a_worker_opens_the_way_after_making_sure(desk, worker):
    row = of_person(worker)
    of_person(worker, first_name="Eino")
    person_page = desk.get(f"/work/people/{row.reference}/").content.decode()

    unsure = desk.post(address_of(row, "work:way_in"), {})
    sure = desk.post(address_of(row, "work:way_in"), {"checked": "on"})

    person = Participant.objects.get(pk=row.participant_id)
    assert address_of(row, "work:way_in") in person_page
    assert (unsure.status_code, sure.status_code) == (422, 302)
    assert person.user.email == OLD
    assert Event.objects.get(verb="participation.door_opened").actor == worker
    assert address_of(row, "work:way_in") not in desk.get(f"/work/people/{row.reference}/").content.decode()


def test_a_protected_persons_address_is_not_asked(desk, worker):
    row = of_person(worker, restricted=True)

    assert "street_address" not in desk.get(address_of(row)).context["form"].fields
