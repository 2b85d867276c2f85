"""Complaints: received without an account, answered in time, never seen by whom they are about."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.http import Http404

from audit.models import Event
from notifications.models import Message
from programmes.models import Complaint, Feedback, SafetyReport
from programmes.servicepoints import doors, selectors, services
from tests.programmes.machines import cast as made
from workflow.models import UndoNote
from workflow.services import act
from workflow.undo import can_undo, undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

WORDS = "Työnjohtaja Virtanen huusi minulle."
MONDAY = date(2026, 11, 23)


def received(**changes) -> tuple[Complaint, str]:
    values = {"text": WORDS, "municipality_id": made.HERE, "email": "aino@example.org"} | changes
    row = Complaint(**values)
    return row, services.receive(row, token=changes.get("reference", "t") + "-token")


def test_sender_reads_with_the_code_where_it_stands():
    cast = made.full_cast()
    row, code = received()

    first = doors.told_with(code)
    act(row, "acknowledge", by=cast["colleague"], handler=cast["responsible"])
    act(row, "answer", by=cast["responsible"], answer_text="Puhuimme työnjohtajan kanssa.")
    last = doors.told_with(code.upper().replace("-", " "))

    assert (first.state, first.handler, first.answer) == ("Your message has come to us", "", "")
    assert (last.state, last.handler, last.answer, last.due_on) == (
        "You have an answer",
        "Responsible Testi",
        "Puhuimme työnjohtajan kanssa.",
        None,
    )
    assert doors.told_with("k7m2") is None
    assert doors.told_with("") is None


def test_same_form_sent_twice_is_one_complaint_with_one_code():
    _row, code = received()
    _again, second = received()

    assert (code, Complaint.objects.count()) == (second, 1)
    assert Event.objects.filter(verb="complaint.received").count() == 1


def test_words_are_kept_encrypted_and_nowhere_else():
    cast = made.full_cast()
    row, code = received(name="Aino Karvinen", phone="040 555 0102")
    act(row, "acknowledge", by=cast["colleague"], handler=cast["responsible"])
    act(row, "answer", by=cast["responsible"], answer_text="Vastaus Ainolle.")

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM programmes_complaint")
        stored = str(cursor.fetchall())
    beside = str(list(Event.objects.values())) + str(list(UndoNote.objects.values()))
    told = " ".join(str(list(Message.objects.exclude(address="").values("context", "recipient_name"))))
    for secret in (WORDS, "Karvinen", "040 555 0102", "Vastaus Ainolle", code, code.replace("-", "")):
        assert secret not in stored + beside + told
    assert "aino@example.org" not in stored + beside


def test_answer_taken_back_and_given_anew_after_reopening_leaves_no_text_in_the_notes():
    cast = made.full_cast()
    row, code = received()
    act(row, "acknowledge", by=cast["responsible"], handler=cast["responsible"])
    act(row, "answer", by=cast["responsible"], answer_text="Ensimmäinen vastaus.")
    act(row, "reopen", by=cast["manager"], handler=cast["responsible"])
    act(row, "answer", by=cast["responsible"], answer_text="Toinen vastaus.")

    told = doors.told_with(code)

    assert (told.answer, told.earlier) == ("Toinen vastaus.", "Ensimmäinen vastaus.")
    assert "vastaus." not in str(list(UndoNote.objects.values()))


@pytest.mark.parametrize(
    ("came", "take_up_by", "answer_by"),
    [
        (date(2026, 11, 23), date(2026, 11, 25), date(2026, 12, 7)),
        (date(2026, 11, 27), date(2026, 12, 1), date(2026, 12, 11)),
        (date(2026, 12, 23), date(2026, 12, 29), date(2027, 1, 6)),
    ],
)
def test_two_working_days_to_take_up_and_fourteen_days_to_answer(came, take_up_by, answer_by):
    with time_machine.travel(came, tick=False):
        cast = made.full_cast()
        row, _code = received()
        first = row.due_on
        with time_machine.travel(came + timedelta(days=4), tick=False):
            act(row, "acknowledge", by=cast["responsible"], handler=cast["responsible"])

    assert (first, row.due_on) == (take_up_by, answer_by)


def test_reopened_has_fourteen_days_from_then():
    cast = made.full_cast()
    with time_machine.travel(MONDAY, tick=False):
        row = made.complaint(cast, "answered", received_on=MONDAY - timedelta(days=40))

        act(row, "reopen", by=cast["responsible"], handler=cast["colleague"])

    assert (row.state, row.due_on, row.handler) == ("acknowledged", date(2026, 12, 7), cast["colleague"])


def test_whom_it_is_about_neither_sees_nor_handles_it():
    cast = made.full_cast()
    row, _code = received(about_worker=True)
    with pytest.raises(ValidationError, match="does not look into it"):
        act(row, "acknowledge", by=cast["manager"], handler=cast["responsible"], subject=cast["responsible"])
    act(row, "acknowledge", by=cast["manager"], handler=cast["colleague"], subject=cast["responsible"])

    seen = {part for part in cast.people if selectors.complaints_for(cast[part]).exists()}
    assert seen == {"manager", "colleague"}
    with pytest.raises(PermissionDenied):
        act(row, "answer", by=cast["responsible"], answer_text="En huutanut.")
    assert cast["responsible"].email not in set(Message.objects.values_list("address", flat=True))


def test_one_about_a_worker_is_the_managers_until_a_handler_is_named():
    cast = made.full_cast()
    about, _code = received(about_worker=True)

    assert {part for part in cast.people if selectors.complaints_for(cast[part]).exists()} == {"manager"}
    assert set(Message.objects.values_list("address", flat=True)) == {cast["manager"].email}
    with pytest.raises(Http404):
        selectors.complaint_for(cast["colleague"], about.reference)


def test_one_without_a_municipality_is_every_workers():
    cast = made.full_cast()
    received(municipality_id=None)

    seen = {part for part in cast.people if selectors.complaints_for(cast[part]).exists()}

    assert seen == {"responsible", "stand_in", "colleague", "far_coordinator", "work_ability", "manager"}


def test_sender_with_an_address_hears_of_each_step_and_nothing_of_the_matter():
    cast = made.full_cast()
    row, _code = received()
    act(row, "acknowledge", by=cast["colleague"], handler=cast["responsible"])
    act(row, "answer", by=cast["responsible"], answer_text="Selvitetty.")

    told = Message.objects.filter(address="aino@example.org").values_list("template", "recipient_name")
    assert list(told) == [("complaint_taken_up", ""), ("complaint_answered", "")]


def test_answer_can_be_taken_back_before_anything_follows():
    cast = made.full_cast()
    row, code = received()
    act(row, "acknowledge", by=cast["responsible"], handler=cast["responsible"])
    event = act(row, "answer", by=cast["responsible"], answer_text="Liian aikaisin.")

    assert can_undo(row, event, cast["responsible"])
    undo(row, event, by=cast["responsible"])

    told = doors.told_with(code)
    assert (row.state, told.answer, told.answered_on) == ("acknowledged", "", None)
    assert Message.objects.get(template="complaint_answered").state == "cancelled"


def test_feedback_has_its_day_when_an_answer_is_wanted_or_a_page_is_wrong():
    def due(**changes):
        row = Feedback(**{"kind": "message", "text": "Moi.", "given_on": MONDAY} | changes)
        return services.give_feedback(row, token=f"token-{Feedback.objects.count()}").due_on

    with time_machine.travel(MONDAY, tick=False):
        assert due() is None
        assert due(answer_by="phone", phone="040 555 0101") == date(2026, 11, 25)
        assert due(kind="page", page="/fi/kunnat/") == date(2026, 12, 7)
        assert due(kind="experience", score=9) is None
        with pytest.raises(ValidationError, match="0 to 10"):
            due(kind="experience")


def test_feedback_is_answered_once_by_who_works_there():
    cast = made.full_cast()
    row = Feedback(kind="message", text="Soittakaa.", municipality_id=made.HERE, answer_by="phone")
    services.give_feedback(row, token="f1")

    services.mark_answered(row, by=cast["colleague"])
    services.mark_answered(row, by=cast["responsible"])

    assert row.answered_by == cast["colleague"]
    assert Event.objects.filter(verb="feedback.answered").count() == 1
    with pytest.raises(PermissionDenied):
        services.mark_answered(row, by=cast["far_coordinator"])


def test_danger_is_seen_by_workers_of_the_place_and_by_no_host():
    cast = made.full_cast()
    report = SafetyReport(text=WORDS, phone="040 555 0101", municipality_id=made.HERE)
    services.report_danger(report, token="s1")
    services.report_danger(SafetyReport(text=WORDS, municipality_id=made.HERE), token="s1")

    seen = {part for part in cast.people if selectors.safety_reports_for(cast[part]).exists()}

    assert SafetyReport.objects.count() == 1
    assert seen == {"responsible", "stand_in", "colleague", "work_ability", "manager"}
    assert Message.objects.filter(template="safety_reported", address=cast["colleague"].email).exists()


def test_who_rang_is_kept_and_the_first_word_stands():
    cast = made.full_cast()
    report = services.report_danger(SafetyReport(text=WORDS, municipality_id=made.HERE), token="s1")

    services.mark_called(report, by=cast["responsible"], what_was_done="Tauko perjantaihin.")
    with pytest.raises(ValidationError, match="rung already"):
        services.mark_called(report, by=cast["colleague"], what_was_done="Toinen.")

    report.refresh_from_db()
    assert (report.called_by, report.what_was_done) == (cast["responsible"], "Tauko perjantaihin.")
