""" "This is wrong about me": asked by the person, answered in words within fourteen days."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from notifications.models import Message
from programmes.participants.models import CorrectionRequest
from programmes.personal import corrections
from tests.programmes.personal.conftest import a_case, signed_in

ASK = "/my/data/wrong/"
TYPED = {"token": "one", "item": "contact", "wrong": "Kirkkokatu 1", "right": "Kirkkokatu 11"}
LANGUAGES = ["fi", "fi-simple", "sv", "en"]


def test_a_request_reaches_the_worker_with_its_day(case):
    answer = case.own().post(ASK, TYPED)

    row = CorrectionRequest.objects.get()
    assert (answer.status_code, answer.url) == (303, f"{ASK}{row.reference}/")
    assert (row.item, row.wrong, row.right) == ("contact", "Kirkkokatu 1", "Kirkkokatu 11")
    assert row.due_on == timezone.localdate() + timedelta(days=14)
    told = Message.objects.get(template="correction_sent")
    assert (told.recipient, told.context["path"]) == (case.worker, f"/work/corrections/{row.reference}/")
    assert f"/work/corrections/{row.reference}/" in case.desk().get("/work/").content.decode()


def test_the_same_form_twice_is_one_request(case):
    client = case.own()
    first = client.post(ASK, TYPED)

    second = client.post(ASK, TYPED)

    assert CorrectionRequest.objects.count() == 1
    assert first.url == second.url


def test_what_is_missing_is_told_and_nothing_typed_is_lost(case):
    page = case.own().post(ASK, TYPED | {"right": ""})

    assert page.status_code == 422
    assert "Kirjoita, mikä on oikein." in page.content.decode()
    assert page.context["form"]["wrong"].value() == "Kirkkokatu 1"
    assert not CorrectionRequest.objects.exists()


def test_an_identity_code_is_refused(case):
    page = case.own().post(ASK, TYPED | {"right": "Oikea on 131052-308T"})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["right"]


def test_the_words_lie_sealed(case):
    case.own().post(ASK, TYPED)

    with connection.cursor() as cursor:
        cursor.execute('SELECT wrong, "right" FROM programmes_correctionrequest')
        assert "Kirkkokatu" not in "".join(cursor.fetchone())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", ["corrected", "partly", "not_corrected"])
def test_the_answer_is_read_by_the_person(case, status, language):
    row = corrections.ask(case.time, by=case.user, item="name", right="Aino Karviainen")

    answer = case.desk().post(
        f"/work/corrections/{row.reference}/", {"status": status, "answer": "Nimi on nyt oikein."}
    )
    page = case.own(language).get(f"{ASK}{row.reference}/").content.decode()

    assert answer.status_code == 302
    assert "Nimi on nyt oikein." in page
    assert ("tietosuoja.fi" in page) is (status != "corrected")
    assert Message.objects.filter(template="correction_answered", recipient=case.user).count() == 1
    assert row.reference not in case.desk().get("/work/").content.decode()


def test_of_two_answers_the_first_holds_and_the_second_is_not_lost(case):
    row = corrections.ask(case.time, by=case.user, item="name", right="Aino Karviainen")
    address = f"/work/corrections/{row.reference}/"
    case.desk().post(address, {"status": "corrected", "answer": "Korjattu."})

    page = case.desk().post(address, {"status": "not_corrected", "answer": "Ei korjattu."})

    assert page.status_code == 422
    assert page.context["form"]["answer"].value() == "Ei korjattu."
    assert CorrectionRequest.objects.get().answer == "Korjattu."


def test_the_person_takes_it_back(case):
    row = corrections.ask(case.time, by=case.user, item="name", right="Aino Karviainen")
    client = case.own()

    client.post(f"{ASK}{row.reference}/take-back/")
    again = client.post(f"{ASK}{row.reference}/take-back/", follow=True)

    assert CorrectionRequest.objects.get().status == "taken_back"
    assert again.status_code == 200


def test_another_persons_request_is_not_there(case):
    other = a_case("Toinen")
    row = corrections.ask(other.time, by=other.user, item="name", right="Joku")

    assert case.own().get(f"{ASK}{row.reference}/").status_code == 404
    assert case.own().post(f"{ASK}{row.reference}/take-back/").status_code == 404
    assert CorrectionRequest.objects.get().is_open


def test_a_late_request_is_late_on_the_morning_page(case):
    row = corrections.ask(case.time, by=case.user, item="days", right="Olin paikalla 3.11.")
    CorrectionRequest.objects.filter(pk=row.pk).update(due_on=timezone.localdate() - timedelta(days=1))

    page = signed_in(case.worker).get("/work/?view=late")

    found = [task.kind for task in page.context["tasks"] if task.row.reference == row.reference]
    assert found == ["correction"]
    assert "days-late" in page.content.decode()
