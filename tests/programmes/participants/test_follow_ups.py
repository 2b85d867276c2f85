"""How are things? Asked 1, 3, 6 and 12 months after the end, one tap to answer, three tries, one a week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import signing
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from areas.periods import after_months
from audit.models import Event
from notifications.models import Message
from programmes.models import FollowUp, Participation
from programmes.participants.codes import ExitClass, ExitStatus
from programmes.participants.follow_ups import TRIES, answer, ask_who_is_due, close_unanswered, to_ring
from programmes.participants.links import address_of
from programmes.placements.services import end_participation
from tests.factories import programmes as make
from workflow.errors import CannotUndo
from workflow.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _forget_attempts() -> None:
    cache.clear()


@pytest.fixture
def worker() -> User:
    return make.coordinator()


def over(worker: User, **person: Any) -> Participation:
    """A time in the service that ended today."""
    told = {"email": "aino@example.net", "contact_channel": "email"} | person
    row = make.participation("active", person=make.participant(**told), by=worker)
    end_participation(
        row,
        by=worker,
        on=timezone.localdate(),
        exit_status=ExitStatus.UNEMPLOYED,
        exit_class=ExitClass.UNEMPLOYMENT,
        next_destination="TE-palvelut",
    )
    return row


def asked_days_ago(row: Participation, days: int, *, months: int = 1) -> FollowUp:
    """The question, as if the service had ended so long ago that its day was `days` ago."""
    day = timezone.localdate() - timedelta(days=days)
    row.follow_ups.filter(months=months).update(ask_on=day, due_on=day + timedelta(days=14))
    return row.follow_ups.get(months=months)


def take_back(row: Participation, worker: User) -> None:
    undo(row, Event.objects.get(verb="participation.ended"), by=worker)


def fresh(row: FollowUp) -> FollowUp:
    return FollowUp.objects.get(pk=row.pk)


def test_the_end_sets_the_four_days(worker):
    row = over(worker)
    today = timezone.localdate()

    assert list(row.follow_ups.values_list("months", "ask_on")) == [
        (months, after_months(today, months)) for months in (1, 3, 6, 12)
    ]


def test_an_end_taken_back_takes_its_questions_along(worker):
    row = over(worker)

    take_back(row, worker)

    assert not row.follow_ups.exists()


def test_an_end_of_which_the_person_was_asked_is_not_taken_back(worker):
    row = over(worker)
    asked_days_ago(row, 0)
    ask_who_is_due()

    with pytest.raises(CannotUndo):
        take_back(row, worker)


def test_who_has_e_mail_is_written_to_once_and_then_once_a_week(worker, monkeypatch):
    row = over(worker)
    question = asked_days_ago(row, 0)
    today = timezone.localdate()
    sent = {}

    for day in range(30):
        monkeypatch.setattr(timezone, "localdate", lambda *_at, now=today + timedelta(days=day): now)
        if ask_who_is_due():
            sent[day] = Message.objects.filter(template="how_are_you").count()
        assert ask_who_is_due() == 0

    assert sent == {0: 1, 7: 2, 14: 3}
    assert fresh(question).tries == TRIES


def test_an_unanswered_question_is_closed_as_not_reached_a_fortnight_after_the_third(worker):
    row = over(worker)
    question = asked_days_ago(row, 28)
    today = timezone.localdate()
    row.follow_ups.filter(pk=question.pk).update(
        asked_on=today - timedelta(days=28), tries=3, last_tried_on=today - timedelta(days=13)
    )
    assert close_unanswered() == 0

    row.follow_ups.filter(pk=question.pk).update(last_tried_on=today - timedelta(days=14))
    assert close_unanswered() == 1
    assert close_unanswered() == 0
    assert (fresh(question).status, fresh(question).answered_on) == ("not_reached", today)


def test_one_question_a_week_whatever_is_due(worker):
    row = over(worker)
    asked_days_ago(row, 1, months=1)
    asked_days_ago(row, 0, months=3)

    assert ask_who_is_due() == 1
    assert row.follow_ups.filter(asked_on__isnull=False).count() == 1


@pytest.mark.parametrize(
    "person",
    [{"contact_channel": "phone"}, {"contact_channel": "letter"}, {"contact_channel": "email", "email": ""}],
)
def test_whom_no_mail_reaches_a_worker_rings(worker, person):
    row = over(worker, phone="040 555 0142", **person)
    question = asked_days_ago(row, 0)
    client = Client()
    client.force_login(worker, backend=BACKEND)

    ask_who_is_due()
    morning = client.get("/work/").content.decode()

    assert not Message.objects.filter(template="how_are_you").exists()
    assert list(to_ring(timezone.localdate())) == [question]
    assert f"/work/people/{row.reference}/follow-up/1/" in morning
    assert "040 555 0142" in morning


def test_a_worker_who_rings_in_vain_on_three_days_closes_it(worker, monkeypatch):
    row = over(worker, contact_channel="phone", phone="040 555 0142")
    question = asked_days_ago(row, 0)
    ask_who_is_due()
    client = Client()
    client.force_login(worker, backend=BACKEND)
    page = f"/work/people/{row.reference}/follow-up/1/"

    today = timezone.localdate()
    for tries in (1, 2, 3):
        monkeypatch.setattr(timezone, "localdate", lambda *_at, now=today + timedelta(days=tries): now)
        client.post(page, {"not_reached": "1"})
        assert fresh(question).tries == tries
        assert not to_ring(timezone.localdate()).exists()

    assert fresh(question).status == "not_reached"


def test_three_presses_within_a_day_are_one_try(worker):
    row = over(worker, contact_channel="phone", phone="040 555 0142")
    question = asked_days_ago(row, 0)
    client = Client()
    client.force_login(worker, backend=BACKEND)
    page = f"/work/people/{row.reference}/follow-up/1/"

    told = [client.post(page, {"not_reached": "1"}, follow=True).content.decode() for _press in range(3)]

    assert (fresh(question).tries, fresh(question).answered_on) == (1, None)
    assert ["Tältä päivältä on jo kirjattu yritys" in page for page in told] == [False, True, True]
    assert Event.objects.filter(verb="followup.not_reached").count() == 1


def test_who_has_answered_meanwhile_is_not_marked_as_not_reached(worker):
    row = over(worker)
    question = asked_days_ago(row, 0)
    client = Client()
    client.force_login(worker, backend=BACKEND)
    answer(question, "employed", by=None)

    told = client.post(f"/work/people/{row.reference}/follow-up/1/", {"not_reached": "1"}, follow=True)

    assert fresh(question).status == "employed"
    assert "ei vastannut" not in told.content.decode().split("<main")[1].split("Mitä on tapahtunut")[0]
    assert "Kysymykseen on jo vastattu: Olen töissä" in told.content.decode()


@pytest.mark.parametrize("sent", [{"not_reached": "1"}, {"status": "employed", "on_word": "phone"}])
def test_of_the_dead_and_before_its_day_nothing_is_recorded(worker, sent):
    gone, early = over(worker), over(worker, email="bertta@example.net")
    question = asked_days_ago(gone, 0)
    died(gone)
    client = Client()
    client.force_login(worker, backend=BACKEND)

    of_the_dead = client.post(f"/work/people/{gone.reference}/follow-up/1/", sent)
    too_early = client.post(f"/work/people/{early.reference}/follow-up/6/", sent)

    assert (of_the_dead.status_code, too_early.status_code) == (422, 422)
    assert "Henkilö on kuollut" in of_the_dead.content.decode()
    assert "On liian aikaista" in too_early.content.decode()
    assert fresh(question).answered_on is None
    assert early.follow_ups.get(months=6).answered_on is None


def died(row: Participation) -> None:
    row.participant.deceased_on = date(2026, 1, 1)
    row.participant.save()


def test_a_worker_records_the_answer_on_the_persons_word(worker):
    row = over(worker, contact_channel="phone", phone="040 555 0142")
    question = asked_days_ago(row, 0)
    client = Client()
    client.force_login(worker, backend=BACKEND)
    page = f"/work/people/{row.reference}/follow-up/1/"

    empty = client.post(page, {"on_word": "phone"})
    client.post(page, {"status": "employed", "on_word": "phone"})

    assert empty.status_code == 422
    assert (fresh(question).status, fresh(question).on_word) == ("employed", "phone")
    assert Event.objects.get(verb="followup.answered").on_word == "phone"
    assert "Kertoi, mitä kuuluu" in client.get(f"/work/people/{row.reference}/").content.decode()


# The link ---------------------------------------------------------------------------------------------------


def test_one_tap_answers_without_signing_in_and_looking_records_nothing(worker):
    question = asked_days_ago(over(worker), 0)
    ask_who_is_due()
    page, client = address_of(question), Client()

    looked = client.get(page)
    client.head(page)
    assert fresh(question).answered_on is None
    told = client.post(page, {"answer": "employed"}, follow=True)

    assert (looked.status_code, told.status_code) == (200, 200)
    assert fresh(question).status == "employed"
    assert "Kiitos" in told.content.decode()


def test_the_page_names_nobody_and_neither_does_its_address(worker):
    row = over(worker, first_name="Kerttu", last_name="Väänänen")
    question = asked_days_ago(row, 0)

    answer_page = Client().get(address_of(question)).content.decode()

    for word in ("Kerttu", "Väänänen", row.reference, "aino@example.net"):
        assert word not in answer_page + address_of(question)


def test_a_later_tap_holds_and_an_answer_stops_the_asking(worker, monkeypatch):
    row = over(worker)
    question = asked_days_ago(row, 0)
    ask_who_is_due()
    page, client = address_of(question), Client()

    client.post(page, {"answer": "unemployed"})
    client.post(page, {"answer": "education"})

    now = timezone.localdate() + timedelta(days=9)
    monkeypatch.setattr(timezone, "localdate", lambda *_at: now)
    assert fresh(question).status == "education"
    assert ask_who_is_due() == 0


@pytest.mark.parametrize("answer_given", ["", "not_reached", "deceased", "employed;drop"])
def test_what_is_no_answer_is_not_recorded(worker, answer_given):
    question = asked_days_ago(over(worker), 0)

    reply = Client().post(address_of(question), {"answer": answer_given})

    assert reply.status_code == 200
    assert fresh(question).status == ""


def test_a_link_that_was_changed_or_is_too_old_opens_nothing(worker, monkeypatch):
    question = asked_days_ago(over(worker), 0)
    page = address_of(question)

    assert Client().get(page[:-3] + "xy/").status_code == 404
    monkeypatch.setattr("programmes.participants.links.LINK_DAYS", 0)
    in_a_minute = signing.time.time() + 60
    monkeypatch.setattr(signing.time, "time", lambda: in_a_minute)
    assert Client().get(page).status_code == 404


@pytest.mark.parametrize("language", ["fi", "sv", "en", "fi-simple"])
def test_who_was_not_reached_is_thanked_for_nothing_and_can_still_answer(worker, language):
    question = asked_days_ago(over(worker), 40)
    FollowUp.objects.filter(pk=question.pk).update(
        asked_on=question.ask_on, tries=3, answered_on=timezone.localdate(), status="not_reached"
    )
    client = Client()
    client.cookies["language"] = language
    page = address_of(question)

    looked = client.get(page)
    client.post(page, {"answer": "education"})

    assert looked.context["given"] == ""
    assert "<details" not in looked.content.decode().split("<main")[1].split("</main")[0]
    assert fresh(question).status == "education"


def test_a_link_of_somebody_who_has_died_is_over(worker):
    row = over(worker)
    question = asked_days_ago(row, 0)
    died(row)

    answers = [
        Client().get(address_of(question)),
        Client().post(address_of(question), {"answer": "employed"}),
    ]

    assert [one.status_code for one in answers] == [404, 404]
    assert fresh(question).status == ""


def test_a_link_before_its_day_says_when_and_records_nothing(worker):
    question = over(worker).follow_ups.get(months=6)

    looked = Client().get(address_of(question))
    told = Client().post(address_of(question), {"answer": "employed"})

    assert (looked.status_code, told.status_code) == (404, 404)
    assert "Vielä ei ole aika vastata" in looked.content.decode()
    assert fresh(question).status == ""


def test_the_persons_own_page_asks_the_question_until_it_is_answered(worker):
    user = make.account(Role.PARTICIPANT)
    row = over(worker, user=user)
    question = asked_days_ago(row, 0)
    client = Client()
    client.force_login(user, backend=BACKEND)
    before = client.get("/my/").content.decode()
    ask_who_is_due()

    asked = client.get("/my/").content.decode()
    client.post(address_of(question), {"answer": "employed"})
    after = client.get("/my/").content.decode()

    assert ["/how/" in page for page in (before, asked, after)] == [False, True, False]
    assert "turn-mine" in asked


def test_a_waiting_message_goes_to_nobody_once_the_person_has_answered(worker, mailoutbox, monkeypatch):
    question = asked_days_ago(over(worker), 0)
    ask_who_is_due()
    answer(question, "employed", by=None)
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr(timezone, "now", lambda: later)

    call_command("worker", "--once")

    assert not [mail for mail in mailoutbox if "Mitä sinulle kuuluu" in mail.subject]


def test_the_message_has_the_link_and_asks_nobody_to_sign_in(worker, mailoutbox, monkeypatch):
    asked_days_ago(over(worker), 0)
    ask_who_is_due()
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr(timezone, "now", lambda: later)

    call_command("worker", "--once")

    mail = next(mail for mail in mailoutbox if "kuuluu" in mail.subject)
    assert "/how/" in mail.body
    path = "/how/" + mail.body.split("/how/")[1].split()[0]
    assert Client().get(path).status_code == 200


def test_nobody_who_has_died_or_is_in_the_service_again_is_asked(worker):
    gone, back = over(worker), over(worker, email="bertta@example.net")
    asked_days_ago(gone, 0)
    asked_days_ago(back, 0)
    gone.participant.deceased_on = date(2026, 1, 1)
    gone.participant.save()
    make.participation("referred", person=back.participant)

    assert ask_who_is_due() == 0
