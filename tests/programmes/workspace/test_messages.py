"""The outbox: only messages about rows in scope, sent again or told by a worker."""

import pytest
from django.db import connection
from django.urls import reverse

from accounts.roles import Role
from accounts.services import assign_role
from audit.models import Event
from notifications.models import Delivery, Message
from programmes.workspace.outbox import messages_for
from tests.factories import programmes as make
from tests.markup import problems_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def message_of(row, state):
    """A message about the participation, in the delivery state."""
    message = Message.objects.filter(event__object_type="participation", event__object_id=row.pk)[0]
    Message.objects.filter(pk=message.pk).update(state=state)
    return Message.objects.get(pk=message.pk)


def test_messages_about_people_out_of_scope_are_not_shown(worker):
    make.participation("referred", person=make.participant(municipality=make.LIEKSA))
    row = make.participation("referred")

    found = messages_for(worker)

    assert Message.objects.count() > found.count() > 0
    assert {message.event.object_id for message in found} == {row.pk}


@pytest.mark.parametrize("state", [Delivery.FAILED, Delivery.IN_DOUBT])
def test_a_message_that_did_not_arrive_is_sent_again(desk, state):
    message = message_of(make.participation("referred"), state)
    page = desk.get("/work/messages/").content.decode()

    desk.post(reverse("work:message_again", args=[message.pk]))

    assert reverse("work:message_again", args=[message.pk]) in page
    assert Message.objects.get(pk=message.pk).state == Delivery.PENDING


def test_a_sent_message_is_not_sent_twice(desk):
    message = message_of(make.participation("referred"), Delivery.SENT)

    desk.post(reverse("work:message_again", args=[message.pk]))

    assert Message.objects.get(pk=message.pk).state == Delivery.SENT


def test_what_a_worker_tells_is_told_once_and_on_record(desk, worker):
    message = message_of(make.participation("referred"), Delivery.BY_HAND)

    for _time in range(2):
        desk.post(reverse("work:message_told", args=[message.pk]))

    assert Message.objects.get(pk=message.pk).state == Delivery.SENT
    assert [event.actor for event in Event.objects.filter(verb="message.told")] == [worker]


def test_page_with_words_to_say_is_valid(desk):
    message_of(make.participation("referred"), Delivery.BY_HAND)

    page = desk.get("/work/messages/").content.decode()

    assert 'class="what-to-say"' in page
    assert problems_of(page) == []
    assert " hx-headers=" not in page  # htmx reads data-hx-headers, which a validator knows


@pytest.mark.parametrize("name", ["work:message_again", "work:message_told"])
def test_a_message_out_of_scope_is_not_found(desk, name):
    row = make.participation("referred", person=make.participant(municipality=make.LIEKSA))
    message = message_of(row, Delivery.FAILED)

    assert desk.post(reverse(name, args=[message.pk])).status_code == 404
    assert Message.objects.get(pk=message.pk).state == Delivery.FAILED


SENTENCES = {
    "SMTPRecipientsRefused": {
        "fi": "Osoitetta ei ole",
        "sv": "Adressen finns inte",
        "en": "The address does not exist",
    },
    "TimeoutError": {"fi": "palvelin ei vastannut", "sv": "svarade inte", "en": "did not answer"},
    "SMTPDataError": {"fi": "ei ottanut viestiä", "sv": "tog inte emot", "en": "did not take"},
    "TemplateSyntaxError": {"fi": "meni vikaan", "sv": "gick fel", "en": "went wrong"},
}


@pytest.mark.parametrize("error", SENTENCES)
def test_why_a_message_failed_is_a_sentence_and_its_technical_name_for_administrators_only(
    desk, worker, error
):
    make.participation(by=worker)
    Message.objects.update(state=Delivery.FAILED, error=error)

    def page(language):
        return desk.get("/work/messages/", headers={"Accept-Language": language}).content.decode()

    shown = {
        language: (words in page(language), error in page(language))
        for language, words in SENTENCES[error].items()
    }
    assign_role(worker, Role.ADMINISTRATOR, by=None)

    assert shown == dict.fromkeys(SENTENCES[error], (True, False))
    assert error in page("en")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's plans have a test of their own")
def test_the_messages_are_gone_through_and_not_the_trail(worker):
    """The trail is a thousand times as long; SQLite would begin at its index of kinds."""
    plan = messages_for(worker).explain()

    assert "notifications_message" in plan
    assert "audit_event_object" not in plan
