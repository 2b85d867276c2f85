"""The outbox: only messages about rows in scope, sent again or told by a worker."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.services import assign_role
from audit.models import Event
from notifications.models import Channel, Delivery, Message
from notifications.services import send_due
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


# What has not arrived stands on the person; the log is sought through ---------------------------------------


def of_person(worker, **person):
    values = {"email": "wrong@example.net", "contact_channel": "email"} | person
    row = make.participation("active", person=make.participant(**values), by=worker)
    Message.objects.exclude(template="participation_started").delete()
    return row


def stuck(worker, state=Delivery.FAILED, **person):
    """Somebody one message has not reached."""
    row = of_person(worker, **person)
    Message.objects.update(state=state, error="SMTPRecipientsRefused")
    return row, Message.objects.get()


def page_of(desk, row):
    return desk.get(f"/work/people/{row.reference}/").content.decode()


@pytest.mark.parametrize("state", [Delivery.FAILED, Delivery.IN_DOUBT])
def test_what_has_not_arrived_stands_on_the_person_with_the_reason(desk, worker, state):
    row, message = stuck(worker, state)

    page = page_of(desk, row)

    assert "Viesti ei ole mennyt perille" in page
    assert "wrong@example.net" in page
    assert "Osoitetta ei ole" in page
    assert reverse("work:message_again", args=[message.pk]) in page
    assert [one for one in problems_of(page) if "id_token" not in one] == []


def test_nobody_elses_message_stands_on_the_person(desk, worker):
    _row, message = stuck(worker)
    namesake = make.participation(
        "active", by=worker, person=make.participant(last_name=message.recipient_name.split()[-1])
    )

    assert str(namesake.participant) == message.recipient_name
    assert "ei ole mennyt perille" not in page_of(desk, namesake)


def corrected(desk, row, **changes):
    person = row.participant
    names = ("first_name", "last_name", "phone", "email", "contact_channel")
    told = {name: getattr(person, name) for name in names} | {
        "birth_date": f"{person.birth_date:%-d.%-m.%Y}",
        "municipality": person.municipality_id,
    }
    return desk.post(reverse("work:person_data", args=[row.reference]), told | changes, follow=True)


def test_corrected_it_goes_again_at_once_to_the_new_address(desk, worker, mailoutbox):
    row, message = stuck(worker)

    page = corrected(desk, row, email="right@example.net").content.decode()
    Message.objects.exclude(pk=message.pk).delete()
    send_due()

    assert "1 viesti" in page
    assert [mail.to for mail in mailoutbox] == [["right@example.net"]]
    assert "ei ole mennyt perille" not in page_of(desk, row)
    assert Event.objects.filter(verb="message.sent_again").count() == 1


def test_a_new_channel_sends_it_again_too(desk, worker):
    row, message = stuck(worker)

    desk.post(reverse("work:wishes", args=[row.reference]), {"contact_channel": "phone"})
    send_due()

    assert Message.objects.get(pk=message.pk).state == Delivery.BY_HAND


@pytest.mark.parametrize(
    ("why", "state", "days", "changes"),
    [
        ("in doubt it may have arrived", Delivery.IN_DOUBT, 0, {"email": "right@example.net"}),
        ("overtaken by what came after", Delivery.FAILED, 15, {"email": "right@example.net"}),
        ("nothing that reaches them changed", Delivery.FAILED, 0, {"first_name": "Ainomaija"}),
    ],
)
def test_what_stays_for_a_worker_to_decide(desk, worker, why, state, days, changes):
    row, message = stuck(worker, state)
    Message.objects.update(created_at=timezone.now() - timedelta(days=days))

    corrected(desk, row, **changes)

    assert Message.objects.get(pk=message.pk).state == state, why


def test_what_did_not_arrive_can_be_told_and_is_done_with(desk, worker):
    row, message = stuck(worker)

    desk.post(reverse("work:message_told", args=[message.pk]))

    told = Message.objects.get(pk=message.pk)
    assert (told.state, told.channel) == (Delivery.SENT, Channel.WORKER)
    assert told.body
    assert "ei ole mennyt perille" not in page_of(desk, row)


def test_pressed_twice_it_goes_once_and_is_on_record_once(desk, worker):
    _row, message = stuck(worker)

    for _time in range(2):
        desk.post(reverse("work:message_again", args=[message.pk]))

    assert Event.objects.filter(verb="message.sent_again").count() == 1


def test_the_morning_page_says_that_a_message_did_not_arrive(desk, worker):
    stuck(worker)

    assert "1 ei mennyt perille" in desk.get("/work/").content.decode()


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("?channel=email", True),
        ("?channel=sms", False),
        ("?days=7", True),
        ("?days=1&state=failed", True),
        ("?state=sent", False),
        ("?person={own}", True),
        ("?person={other}", False),
    ],
)
def test_the_log_is_narrowed_by_its_address(desk, worker, address, seen):
    row, message = stuck(worker)
    other = make.participation("referred", person=make.participant())

    page = desk.get(f"/work/messages/{address.format(own=row.reference, other=other.reference)}")

    assert (reverse("work:message_again", args=[message.pk]) in page.content.decode()) is seen
    assert problems_of(page.content.decode()) == []


def test_the_log_of_a_person_out_of_scope_is_not_found(desk):
    far = make.participation("referred", person=make.participant(municipality=make.LIEKSA))

    assert desk.get(f"/work/messages/?person={far.reference}").status_code == 404


def test_the_log_goes_on_from_a_row(desk, worker):
    row = of_person(worker)
    message = Message.objects.get()
    Message.objects.bulk_create(
        Message(
            event=message.event, template=f"t{number}", state=Delivery.CANCELLED, not_before=timezone.now()
        )
        for number in range(60)
    )
    seen, address, pages = [], f"?state=cancelled&person={row.reference}", 0
    while address:
        answer = desk.get(f"/work/messages/{address}")
        seen += [line["message"].pk for line in answer.context["lines"]]
        address, pages = answer.context["next_url"], pages + 1

    assert (pages, len(seen)) == (3, 60)
    assert seen == sorted(set(seen), reverse=True)
    back = desk.get(f"/work/messages/{answer.context['previous_url']}")
    assert [line["message"].pk for line in back.context["lines"]] == seen[25:50]


def test_the_log_says_what_a_message_said_when_it_went(desk, worker):
    row = of_person(worker)
    Message.objects.update(state=Delivery.SENT, subject="Silloin", body="Näin sanottiin silloin.")

    assert "Näin sanottiin silloin." in desk.get(f"/work/messages/?person={row.reference}").content.decode()
