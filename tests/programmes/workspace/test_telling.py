"""Before an act over many people: by which way each hears of it, and who hears nothing and why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from notifications.models import Delivery, Message
from notifications.rounds import do_steps
from programmes.models import Participant, Participation
from programmes.workspace.batches.telling import telling_of
from programmes.workspace.models import Batch
from tests.factories import programmes as make
from tests.markup import problems_of

WORKER = "Työntekijä kertoo sen"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def somebody(worker, channel, state="active", **more):
    values = {"contact_channel": channel, "phone": "040 555 0100"} | more
    if channel == "email":
        values.setdefault("email", f"aino{Participant.objects.count()}@example.org")
    return make.participation(state, by=worker, person=make.participant(**values))


@pytest.fixture
def five(worker):
    rows = [somebody(worker, way) for way in ("email", "email", "sms", "letter", "phone")]
    Participant.objects.filter(pk=rows[1].participant_id).update(message_choices={"worker": "none"})
    return rows


def draft(desk, rows, act):
    desk.post("/work/people/together/", {"chosen": [row.reference for row in rows], "act": act})
    batch = Batch.objects.latest("pk")
    return batch, desk.get(reverse("work:batch", args=[batch.reference]))


def facts(answer):
    return dict(answer.context["report"].telling.facts)


def test_a_message_shows_each_way_and_who_hears_nothing_and_why(desk, five):
    _batch, answer = draft(desk, five, "message")

    assert facts(answer) == {
        "Sähköpostilla": "1",
        "Tekstiviestillä, jonka työntekijä lähettää": "1",
        "Kirjeellä, jonka työntekijä lähettää": "1",
        WORKER: "1",
        "Ei saa viestiä": "1: On valinnut, että lukee asian omalta sivultaan.",
    }
    page = answer.content.decode()
    assert "3 viestiä tulee Viestit-sivulle" in page
    assert problems_of(page) == []


def test_what_was_shown_is_what_goes(desk, five):
    batch, answer = draft(desk, five, "message")
    shown = answer.context["report"].telling.ways
    Message.objects.all().delete()

    desk.post(reverse("work:batch", args=[batch.reference]), {"text": "Ryhmä alkaa maanantaina."})
    while do_steps():  # what the request had no time for
        pass

    went = Message.objects.filter(template="worker_wrote")
    assert went.count() == sum(shown.values()) == 4
    assert went.filter(state=Delivery.PENDING).count() == shown["email"]
    assert went.filter(state=Delivery.BY_HAND).count() == answer.context["report"].telling.by_hand


def test_with_a_gateway_a_text_message_goes_by_itself(desk, five, settings):
    settings.SMS_URL = "https://sms.example.net/send"

    _batch, answer = draft(desk, five, "message")

    assert facts(answer)["Tekstiviestillä"] == "1"


def test_accepting_tells_the_officers_too(desk, worker):
    rows = [
        somebody(worker, "phone", "referred", first_name="Veikko", last_name="Aalto", phone="040 555 0111"),
        somebody(worker, "email", "referred", first_name="Maija", last_name="Kettunen", phone="040 555 0222"),
    ]

    _batch, answer = draft(desk, rows, "accept")

    assert facts(answer)["Viestejä asiakasvastaaville"] == "2"


@pytest.mark.parametrize("act", ["step", "archive"])
def test_an_act_that_tells_nobody_says_so(desk, five, act):
    _batch, answer = draft(desk, five, act)

    assert ("Kukaan ei saa tästä viestiä." in answer.content.decode()) is bool(answer.context["report"].waits)


@pytest.mark.parametrize(("act", "state"), [("message", "active"), ("accept", "referred")])
def test_the_page_before_asks_as_much_for_two_people_as_for_six(desk, worker, act, state):
    names = ["Aalto", "Björk", "Cederqvist", "Dahl", "Eskola", "Fors"]
    rows = []
    for number, name in enumerate(names):
        officer = make.account("referrer", municipality=make.JOENSUU, email=f"ohjaaja{number}@example.org")
        rows.append(somebody(worker, "email", state, last_name=name, phone=f"040 555 1{number:03}"))
        Participation.objects.filter(pk=rows[-1].pk).update(referrer=officer)
    User.objects.create(email=rows[4].participant.email, is_active=False)  # its account is closed
    two, _answer = draft(desk, rows[3:5], act)
    six, _answer = draft(desk, rows, act)

    asked = []
    for batch in (two, six):
        with CaptureQueriesContext(connection) as queries:
            answer = desk.get(reverse("work:batch", args=[batch.reference]))
        asked.append(len(queries))

    assert len(answer.context["report"].waits) == 6
    assert asked[0] == asked[1]


def test_nobody_is_told_of_the_dead(worker):
    row = somebody(worker, "email")
    Participant.objects.filter(pk=row.participant_id).update(
        deceased_on=timezone.localdate() - timedelta(days=1)
    )
    row.participant = Participant.objects.get(pk=row.participant_id)

    assert dict(telling_of([row], "worker_changed").silent) == {"Henkilö on kuollut.": 1}


def test_a_handover_shows_it_too(desk, five):
    people = ",".join(row.reference for row in five)

    answer = desk.get(f"/work/handovers/new/?people={people}")

    assert dict(answer.context["telling"].facts)["Sähköpostilla"] == "2"
    assert "Kuka kuulee asiasta" in answer.content.decode()
