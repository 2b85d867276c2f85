"""The person's page: header, notes, protected address, one line, quick acts, text for the plan."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Event, Read
from programmes.participants.models import Participation, WorkerMessage, WorkerNote
from programmes.participants.notes import write_note
from programmes.personal import conversation
from programmes.workspace.plan_text import PLANS, plan_text
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def url(row, name="work:person"):
    return reverse(name, args=[row.reference])


def text_of(answer):
    return answer.content.decode()


def test_the_header_tells_next_step_day_90_channel_and_who_cares(desk, worker):
    row = make.participation("active", by=worker)
    day = timezone.localdate() - timedelta(days=78)
    Participation.objects.filter(pk=row.pk).update(referred_on=day, accepted_on=day, started_on=day)

    told = dict(desk.get(url(row)).context["head_facts"])

    assert "12" in told["90 päivää ilman ehdotusta"]
    assert row.next_steps.get(done_on=None).what in told["Seuraava askel"]
    assert told["Vastuutyöntekijä"] == str(worker)
    assert told["Yhteydenotto"]


def test_an_internal_note_is_sealed_stands_in_the_line_and_is_taken_back(desk, worker):
    row = make.participation("active", by=worker)

    answer = desk.post(url(row, "work:note"), {"text": "Soitti: bussi ei kulje.", "reader": "workers"})
    page = text_of(desk.get(answer.url))

    note = WorkerNote.objects.get()
    raw = WorkerNote.objects.extra(select={"raw": "text"}).values_list("raw", flat=True)[0]
    assert ("bussi" in raw, "bussi ei kulje" in page, note.by) == (False, True, worker)
    event = Event.objects.get(verb="participation.note_written")
    assert "bussi" not in str(event.data)
    desk.post(f"/act/participation/{row.reference}/undo/{event.pk}/")
    assert WorkerNote.objects.count() == 0


def test_a_note_to_the_person_is_a_message(desk, worker):
    row = make.participation("active", by=worker)

    desk.post(url(row, "work:note"), {"text": "Nähdään tiistaina.", "reader": "person"})

    assert WorkerMessage.objects.get().text == "Nähdään tiistaina."
    assert WorkerNote.objects.count() == 0


def test_a_note_sent_twice_is_one_and_an_empty_one_is_asked_for(desk, worker):
    row = make.participation("active", by=worker)
    for _time in range(2):
        desk.post(url(row, "work:note"), {"text": "Sama", "reader": "workers", "token": "t-1"})

    assert WorkerNote.objects.count() == 1
    assert desk.post(url(row, "work:note"), {"text": " ", "reader": "workers"}).status_code == 422


def test_a_colleague_writes_notes_and_no_messages_and_a_manager_reads_no_note(client, worker):
    row = make.participation("active", by=worker)
    write_note(row, by=worker, text="Vain työntekijöille")
    client.force_login(make.coordinator(first_name="Toinen"))
    assert "Vain työntekijöille" in text_of(client.get(url(row)))
    assert client.post(url(row, "work:note"), {"text": "Hei", "reader": "person"}).status_code == 422
    client.force_login(make.manager())

    assert "Vain työntekijöille" not in text_of(client.get(url(row)))
    assert client.get(url(row, "work:note")).status_code == 403


@pytest.fixture
def protected(worker):
    person = make.participant(
        restricted=True, street_address="Salatie 1", postal_code="80100", post_office="Joensuu"
    )
    return make.participation("active", by=worker, person=person)


def test_a_protected_address_is_shown_by_a_press_with_a_reason_on_record(desk, worker, protected):
    assert "Salatie" not in text_of(desk.get(url(protected)))
    assert "Salatie" not in text_of(desk.get(url(protected, "work:address")))
    assert desk.post(url(protected, "work:address"), {}).status_code == 422
    assert not Event.objects.filter(verb="participation.address_shown").exists()

    answer = desk.post(url(protected, "work:address"), {"reason": "letter"})

    event = Event.objects.get(verb="participation.address_shown")
    assert ("Salatie 1" in text_of(answer), event.actor, event.data) == (True, worker, {"reason": "letter"})
    assert "no-store" in answer["Cache-Control"]
    assert Read.objects.filter(page="work:address", reader=worker).exists()
    assert "Salatie" not in text_of(desk.get(url(protected, "work:address")))


def test_whoever_does_not_care_for_the_person_never_has_the_address(client, protected):
    client.force_login(make.manager())

    assert client.post(url(protected, "work:address"), {"reason": "letter"}).status_code == 403


def test_the_line_has_messages_with_the_person_and_costs_the_same_with_many(desk, worker):
    row = make.participation("active", by=worker)

    def count():
        with CaptureQueriesContext(connection) as asked:
            desk.get(url(row))
        return len(asked)

    conversation.write(row, by=worker, text="Hei")
    assert "Työntekijä kirjoitti osallistujalle" in text_of(desk.get(url(row)))
    first = count()
    for number in range(3):
        conversation.write(row, by=worker, text=f"Hei {number}")
        write_note(row, by=worker, text=f"Muistiinpano {number}")

    assert count() <= first + 1


def test_quick_acts_have_a_key_each_and_none_twice(desk, worker):
    row = make.participation("active", by=worker)

    keys = re.findall(r'accesskey="(\d)"', text_of(desk.get(url(row))))

    assert len(keys) == len(set(keys)) >= 5


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_text_for_the_plan_is_whole_and_names_nobody(worker, plan, language):
    placement = make.placement("active", by=worker)
    row = placement.participation

    told = plan_text(row, [placement], plan, language)

    assert told
    assert not re.search(r"[%{}]|None|&\w+;", told)
    assert row.participant.last_name not in told
    assert row.participant.phone not in told


def test_the_text_of_a_place_has_its_type_and_legal_basis(desk, worker):
    placement = make.placement("active", by=worker)

    page = text_of(desk.get(url(placement.participation, "work:plan_text")))

    assert str(placement.programme_type) in page
    assert "L 380/2023" in page
    assert Read.objects.filter(page="work:plan_text").exists()
