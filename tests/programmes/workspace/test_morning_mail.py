"""Five referrals, few mails; one mail a working morning for who wants it, none where nothing waits."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from audit.models import Event
from notifications.models import Delivery, Message, MorningMail
from notifications.services import rendered, send_due
from programmes.workspace.morning_mails import choose, counts_for, make_morning_mails
from tests.factories import programmes as make
from tests.programmes.test_somebody_acts import away, role_ended

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HOW = MorningMail.How
TOWNS = ("167", "422", "276", "309", "146", "541", "707", "848")


def at(time_machine, text):
    time_machine.move_to(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Helsinki")))


def mails():
    return Message.objects.filter(template="morning_mail")


def send():
    Message.objects.filter(state=Delivery.PENDING).update(not_before=timezone.now())
    send_due()


def test_five_referrals_make_one_mail_to_each_whose_town_it_is_and_none_to_the_others(mailoutbox):
    here = [make.coordinator(), make.coordinator()]
    far = [make.coordinator(town) for town in TOWNS[1:]] + [make.manager()]
    for _number in range(5):
        make.participation("referred", by=here[0])

    send()

    assert len(far) == 8
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(one.email for one in here)


def test_who_reads_queues_in_the_morning_has_no_mail_of_each(mailoutbox, time_machine):
    at(time_machine, "2026-12-02T10:00")
    worker, colleague = make.coordinator(), make.coordinator()
    choose(worker, HOW.INSTEAD)
    for _number in range(5):
        make.participation("referred", by=colleague)
    send()
    first = [mail.to[0] for mail in mailoutbox]

    at(time_machine, "2026-12-03T07:05")
    made = make_morning_mails()
    send()

    assert first == [colleague.email]
    assert made == 1
    assert [mail.to[0] for mail in mailoutbox[1:]] == [worker.email]
    assert "Uusia lähetteitä: 5" in mailoutbox[1].body
    assert "/work/" in mailoutbox[1].body


def test_what_is_about_ones_own_people_comes_whatever_one_chose():
    worker = make.coordinator()
    choose(worker, HOW.INSTEAD)
    make.placement("wanted", by=worker)

    assert Message.objects.filter(recipient=worker, template="participant_answered").exists()


def test_a_referral_taken_back_from_the_queue_by_choice_does_not_go(mailoutbox):
    worker = make.coordinator()
    make.participation("referred", by=worker)
    choose(worker, HOW.INSTEAD)

    send()

    assert [mail.to[0] for mail in mailoutbox] == []


@pytest.mark.parametrize(
    ("when", "made"),
    [
        ("2026-12-03T06:35", 1),
        ("2026-12-03T11:59", 1),
        ("2026-12-03T06:00", 0),
        ("2026-12-03T13:00", 0),
        ("2026-12-05T07:05", 0),  # a Saturday
        ("2026-12-06T07:05", 0),  # a Sunday, and a holiday
    ],
)
def test_it_is_made_on_working_mornings(time_machine, when, made):
    at(time_machine, "2026-12-02T10:00")
    worker = make.coordinator()
    choose(worker, HOW.BESIDE)
    make.participation("referred", by=worker)

    at(time_machine, when)

    assert make_morning_mails() == made


def test_at_most_one_a_morning_and_the_next_morning_again(time_machine):
    at(time_machine, "2026-12-03T07:05")
    worker = make.coordinator()
    choose(worker, HOW.BESIDE)
    make.participation("referred", by=worker)

    assert [make_morning_mails() for _time in range(3)] == [1, 0, 0]
    at(time_machine, "2026-12-04T07:05")
    assert make_morning_mails() == 1
    assert mails().count() == 2


def test_where_nothing_waits_none_comes(time_machine):
    at(time_machine, "2026-12-03T07:05")
    worker = make.coordinator()
    choose(worker, HOW.BESIDE)

    assert make_morning_mails() == 0
    assert not any(counts_for(worker).values())
    assert mails().count() == 0


@pytest.mark.parametrize("gone", [role_ended, away])
def test_who_is_not_at_work_has_none(time_machine, gone):
    at(time_machine, "2026-12-03T07:05")
    worker, colleague = make.coordinator(), make.coordinator()
    choose(worker, HOW.BESIDE)
    make.participation("referred", by=colleague)
    gone(worker)

    assert make_morning_mails() == 0


def test_nobody_who_has_not_chosen_has_one(time_machine):
    at(time_machine, "2026-12-03T07:05")
    make.participation("referred", by=make.coordinator())

    assert make_morning_mails() == 0


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_tells_numbers_and_nothing_of_anybody(time_machine, language):
    at(time_machine, "2026-12-03T07:05")
    worker = make.coordinator(language=language)
    choose(worker, HOW.BESIDE)
    row = make.participation("active", by=worker)
    Message.objects.filter(event__object_id=row.pk, template="participation_started").update(state="failed")
    make_morning_mails()

    subject, body = rendered(mails().get())

    words = {"fi": "eivät ole menneet perille: 1", "sv": "inte har kommit fram: 1", "en": "not arrived: 1"}
    assert words[language] in body
    assert row.participant.last_name not in subject + body
    assert row.reference not in body


def test_the_wish_is_ones_own_and_on_record(desk, worker):
    page = desk.get("/work/messages/morning/")
    answer = desk.post("/work/messages/morning/", {"how": "instead"})

    assert page.status_code == 200
    assert answer.status_code == 303
    assert MorningMail.objects.get().user == worker
    assert Event.objects.get(verb="morning_mail.chosen").actor == worker
    assert desk.post("/work/messages/morning/", {"how": "always"}).status_code == 422
