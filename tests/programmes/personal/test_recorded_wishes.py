"""How messages come, recorded by a worker on the word of somebody who has no account."""

import pytest
from bs4 import BeautifulSoup

from audit.models import Event
from notifications.models import Delivery, Message
from programmes.models import Participant
from programmes.telling import enqueue_messages
from tests.factories import programmes as make
from tests.programmes.personal.conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def time():
    person = make.participant(email="", phone="040 555 0909", contact_channel="letter")
    return make.participation("active", person=person)


def at(row) -> str:
    return f"/work/people/{row.reference}/wishes/"


def sent(client, row, **told):
    """The form as it stands, with what is told."""
    page = BeautifulSoup(client.get(at(row)).content, "html.parser")
    form = page.find("form", attrs={"data-guard": True})
    stood = {one["name"]: one.get("value", "") for one in form.find_all("input", type="hidden")}
    chosen = {
        one["name"]: one["value"] for one in form.find_all("input", type="radio") if one.has_attr("checked")
    }
    for one in form.find_all("select"):
        option = one.find("option", selected=True)
        chosen[one["name"]] = option["value"] if option else ""
    return client.post(at(row), stood | chosen | told)


def test_a_worker_records_the_channel_and_what_is_not_told(time):
    answer = sent(
        signed_in(time.coordinator), time, contact_channel="sms", how_talks="none", how_suggestions="worker"
    )

    person = Participant.objects.get(pk=time.participant_id)
    assert answer.status_code == 302
    assert person.contact_channel == "sms"
    assert person.message_choices == {"talks": "none", "suggestions": "worker"}
    event = Event.objects.get(verb="participation.settings_recorded")
    assert event.data == {"fields": ["contact_channel", "message_choices"]}
    assert Message.objects.get(event=event).template == "data_corrected"


def test_messages_follow_the_wishes(time):
    sent(signed_in(time.coordinator), time, contact_channel="sms", how_talks="none")
    placement = make.placement("active", row=time)
    Message.objects.all().delete()
    event = Event.objects.latest("pk")

    enqueue_messages(event, placement, verb="placement.reviewed")
    enqueue_messages(event, placement, verb="placement.paused")

    told = {one.template: (one.channel, one.state) for one in Message.objects.filter(address="040 555 0909")}
    assert told == {"place_paused": ("sms", Delivery.BY_HAND)}


def test_what_cannot_reach_the_person_is_not_offered_nor_taken(time):
    desk = signed_in(time.coordinator)
    page = desk.get(at(time)).content.decode()
    answer = sent(desk, time, contact_channel="email")

    assert 'value="email"' not in page
    assert answer.status_code == 422
    assert Participant.objects.get(pk=time.participant_id).contact_channel == "letter"


def test_what_has_to_be_told_cannot_be_left_out(time):
    answer = sent(signed_in(time.coordinator), time, how_service="none")

    assert answer.status_code == 422


def test_nothing_changed_is_told_and_nobody_hears_of_it(time):
    sent(signed_in(time.coordinator), time)

    assert not Event.objects.filter(verb="participation.settings_recorded").exists()
    assert not Message.objects.filter(template="data_corrected").exists()
