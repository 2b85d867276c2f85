"""What people told, as the workers meet it: on the morning page, in the list, on its own page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from audit.models import Read
from programmes.models import Complaint, Feedback, SafetyReport
from programmes.servicepoints import services
from tests.factories import programmes as make
from workflow.services import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def worker():
    return make.coordinator(make.LIEKSA)


@pytest.fixture
def desk(worker) -> Client:
    return signed_in(worker)


def signed_in(user) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies["django_language"] = "en"
    return client


def complaint(**changes) -> Complaint:
    row = Complaint(**{"text": "Kukaan ei soittanut.", "municipality_id": make.LIEKSA} | changes)
    services.receive(row, token=f"token-{Complaint.objects.count()}")
    return row


def danger(**changes) -> SafetyReport:
    values = {"text": "Tikkaat ovat rikki.", "phone": "040 555 0199", "municipality_id": make.LIEKSA}
    return services.report_danger(
        SafetyReport(**values | changes), token=f"danger-{SafetyReport.objects.count()}"
    )


def morning(client: Client) -> str:
    return client.get("/work/").content.decode()


def test_complaint_is_taken_up_and_answered_from_the_morning(desk, worker):
    row = complaint()
    assert "Take it up and name who looks into it" in morning(desk)

    taken = desk.post(
        f"/act/complaint/{row.reference}/acknowledge/",
        {"token": "a1", "handler": worker.pk, "next": "/work/"},
    )
    page = morning(desk)
    desk.post(f"/act/complaint/{row.reference}/answer/", {"token": "a2", "answer_text": "Soitimme tänään."})

    assert taken.status_code == 303
    assert "Answer in plain words" in page
    assert "Answer in plain words" not in morning(desk)
    row = Complaint.objects.get()
    assert (row.state, row.handler, row.answer_text) == ("answered", worker, "Soitimme tänään.")


def test_one_that_a_colleague_looks_into_is_not_on_my_morning(desk):
    colleague = make.coordinator(make.LIEKSA)
    row = complaint()
    act(row, "acknowledge", by=colleague, handler=colleague)

    assert "Answer in plain words" not in morning(desk)
    assert "Answer in plain words" in morning(signed_in(colleague))


def test_page_that_is_wrong_waits_with_its_day_until_it_is_put_right(desk):
    row = Feedback(kind="page", text="Väärä numero.", page="/fi/kunnat/", municipality_id=make.LIEKSA)
    services.give_feedback(row, token="f1")
    assert "Put the page right" in morning(desk)

    page = desk.get(f"/work/feedback/messages/{row.reference}/").content.decode()
    desk.post(f"/work/feedback/messages/{row.reference}/answered/")

    assert 'href="/fi/kunnat/"' in page
    assert "Put the page right" not in morning(desk)
    assert Feedback.objects.get().answered_on == timezone.localdate()


def test_address_that_is_no_page_of_ours_is_no_link(desk):
    row = Feedback(kind="page", text="x", page="javascript:alert(1)", municipality_id=make.LIEKSA)
    services.give_feedback(row, token="f1")

    page = desk.get(f"/work/feedback/messages/{row.reference}/").content.decode()

    assert 'href="javascript' not in page


def test_danger_stands_on_top_until_somebody_has_rung(desk):
    row = danger()
    before = morning(desk)

    empty = desk.post(f"/work/feedback/safety/{row.reference}/", {"what_was_done": ""})
    rung = desk.post(f"/work/feedback/safety/{row.reference}/", {"what_was_done": "Tauko."})
    again = desk.post(f"/work/feedback/safety/{row.reference}/", {"what_was_done": "Toinen."})

    assert "040 555 0199" in before
    assert (empty.status_code, rung.status_code, again.status_code) == (422, 302, 409)
    assert "Toinen." in again.content.decode()
    assert "040 555 0199" not in morning(desk)
    assert SafetyReport.objects.get().what_was_done == "Tauko."


def test_danger_elsewhere_is_not_on_my_morning(desk):
    danger(municipality_id=make.JOENSUU)

    assert "Ring today" not in morning(desk)


def test_what_waits_comes_first_in_the_list_and_late_is_marked(desk, worker):
    late = complaint(received_on=timezone.localdate() - timedelta(days=30))
    Complaint.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    done = complaint()
    act(done, "close", by=worker, reason=make.ReasonCode.objects.filter(machine="complaint").first())

    page = desk.get("/work/feedback/").content.decode()

    assert page.index(late.reference) < page.index(done.reference)
    assert page.count("row-late") == 1


@pytest.mark.parametrize("view", ["complaints", "messages", "safety", "nonsense"])
def test_three_rows_cost_as_many_queries_as_one(desk, worker, view, django_assert_max_num_queries):
    for number in range(3):
        complaint()
        danger()
        row = Feedback(kind="message", text="Moi", municipality_id=make.LIEKSA)
        services.give_feedback(row, token=f"m{number}")
    desk.get("/work/feedback/")

    with django_assert_max_num_queries(14):
        assert desk.get(f"/work/feedback/?view={view}").status_code == 200


def test_each_look_is_on_record(desk, worker):
    rows = [("complaints", complaint()), ("safety", danger())]

    for kind, row in rows:
        desk.get(f"/work/feedback/{kind}/{row.reference}/")

    assert sorted(Read.objects.filter(reader=worker).values_list("object_type", flat=True)) == [
        "complaint",
        "safetyreport",
    ]
