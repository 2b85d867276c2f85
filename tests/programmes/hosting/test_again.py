""" "Host again?" by one press, the hosting certificate, and whether a place displaces anybody."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from audit.models import Event
from notifications.models import Message
from programmes.employers.additionality import QUESTIONS
from programmes.hosting.certificate import people_words, years_of
from programmes.models import HostAgain, Placement, Vacancy
from programmes.placements.links import again_of
from programmes.placements.services import close_vacancy
from tests.factories import programmes as make
from tests.programmes.hosting.conftest import hosted_place
from tests.programmes.personal.conftest import signed_in

TODAY = timezone.localdate


def visitor() -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.fixture
def closed(reference, db):
    employer = make.host()
    member = make.host_person(employer)
    row = make.placement("closed", place=make.vacancy(employer=employer))
    return Placement.objects.get(pk=row.pk), employer, member


def test_the_mail_after_the_closing_talk_leads_to_the_question(closed):
    row, _employer, member = closed

    message = Message.objects.get(template="host_again", recipient=member)

    assert message.context["path"] == again_of(row)


def test_looking_changes_nothing_and_it_names_nobody(closed):
    row, _employer, _member = closed
    person = row.participation.participant

    page = visitor().get(again_of(row)).content.decode()

    assert row.title in page
    assert person.first_name not in page
    assert not HostAgain.objects.exists()


def test_a_yes_leaves_an_open_place_open_and_is_given_once(closed):
    row, _employer, _member = closed
    until = row.vacancy.valid_until

    for answer in ("yes", "no"):
        visitor().post(again_of(row), {"answer": answer})

    told = HostAgain.objects.get()
    assert (told.is_yes, told.vacancy) == (True, row.vacancy)
    assert Vacancy.objects.get(pk=row.vacancy_id).valid_until == until
    event = Event.objects.get(verb="placement.host_again")
    assert (event.actor, event.on_word, event.data) == (None, "link", {"yes": True})


def test_a_yes_renews_a_place_whose_day_is_near(closed):
    row, _employer, _member = closed
    Vacancy.objects.filter(pk=row.vacancy_id).update(valid_until=TODAY() + timedelta(days=3))

    visitor().post(again_of(row), {"answer": "yes"})

    assert Vacancy.objects.get(pk=row.vacancy_id).valid_until == TODAY() + timedelta(days=93)


def test_a_yes_to_a_closed_place_makes_a_draft_that_the_host_looks_through(closed):
    row, employer, member = closed
    worker = make.coordinator()
    close_vacancy(row.vacancy, by=worker, reason=make.a_reason("vacancy", "close"))

    visitor().post(again_of(row), {"answer": "yes"})

    draft = HostAgain.objects.get().vacancy
    assert (draft.state, draft.host, draft.title) == ("draft", employer, row.title)
    assert list(draft.programme_types.all()) == list(row.vacancy.programme_types.all())
    assert draft.missing() == []
    assert signed_in(member).get(f"/host/vacancies/{draft.reference}/").status_code == 200


def test_a_no_makes_nothing_and_the_page_of_the_place_asks_no_more(closed):
    row, _employer, member = closed
    page = signed_in(member).get(f"/host/places/{row.reference}/")
    assert page.context["again_url"] == again_of(row)

    visitor().post(again_of(row), {"answer": "no"})

    assert not HostAgain.objects.get().is_yes
    assert Vacancy.objects.count() == 1
    assert signed_in(member).get(f"/host/places/{row.reference}/").context["again_url"] == ""


@pytest.mark.parametrize("link", ["x", "x:y", ""])
def test_any_other_text_leads_to_nothing(closed, link):
    assert visitor().get(f"/again/{link}a/").status_code == 404


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fi", "Todistus paikan tarjoamisesta"),
        ("sv", "Intyg över erbjudna platser"),
        ("en", "Hosting certificate"),
    ],
)
def test_the_certificate_tells_years_and_a_number_and_nothing_of_anybody(closed, language, title):
    row, employer, member = closed

    answer = signed_in(member, language).get(f"/documents/hosting/{employer.reference}/")
    reader = PdfReader(io.BytesIO(answer.content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    person = row.participation.participant
    assert title in text
    assert employer.name in text
    assert str(TODAY().year) in text
    assert person.first_name not in text
    assert person.last_name not in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_few_people_are_not_counted_out_loud():
    assert people_words(4) == people_words(1)
    assert "5" in people_words(5)
    assert years_of([(TODAY().replace(year=TODAY().year - 2), None)]) == [
        TODAY().year - 2,
        TODAY().year - 1,
        TODAY().year,
    ]


def test_before_anybody_has_worked_there_is_no_certificate(reference, db):
    employer = make.host()
    member = make.host_person(employer)

    assert signed_in(member).get(f"/documents/hosting/{employer.reference}/").status_code == 404


@pytest.mark.parametrize("question", list(QUESTIONS))
def test_a_yes_to_any_question_keeps_the_place_back_with_words(reference, db, question):
    hosted = hosted_place()
    draft = make.vacancy("draft", employer=hosted.host)
    address = f"/act/vacancy/{draft.reference}/submit/"
    answers = dict.fromkeys(QUESTIONS, "no")
    form = hosted.at_host().get(address).context["form"]
    typed = {"token": form["token"].value()}

    unanswered = hosted.at_host().post(address, typed)
    stopped = hosted.at_host().post(address, typed | answers | {question: "yes"})

    assert (unanswered.status_code, stopped.status_code) == (422, 422)
    assert list(stopped.context["form"].errors) == [question]
    assert Vacancy.objects.get(pk=draft.pk).state == "draft"
    hosted.at_host().post(address, typed | answers)
    row = Vacancy.objects.get(pk=draft.pk)
    assert (row.state, row.additional_on) == ("submitted", TODAY())


def test_a_host_asks_to_talk_once_a_day(reference, db):
    hosted = hosted_place()
    draft = make.vacancy("draft", employer=hosted.host)

    for _press in range(2):
        hosted.at_host().post(f"/host/vacancies/{draft.reference}/talk/")

    assert Event.objects.filter(verb="vacancy.talk_asked").count() == 1
    assert Message.objects.filter(template="talk_asked", recipient=hosted.worker).count() == 1
