"""The public forms: kept by the service, never by a cache; robots are stopped, people lose nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import signing
from django.test import Client

from programmes.models import Complaint, Feedback, SafetyReport
from programmes.servicepoints import guard
from tests.cms.conftest import LANGUAGES

pytestmark = pytest.mark.usefixtures("site")

CONTACT = "/fi/ota-yhteytta/"
COMPLAINT = "/fi/mika-on-oikea-tie/jokin-meni-vaarin/"
CORRECTION = "/fi/mika-on-oikea-tie/virhe-tiedoissa/"
DANGER = "/fi/mika-on-oikea-tie/vaara/"
ACCESSIBILITY = "/fi/saavutettavuuspalaute/"
ANSWER = "/fi/vastaus/"
DOORS = [CONTACT, COMPLAINT, CORRECTION, DANGER, ACCESSIBILITY]
TEXT = "Ovella ei ollut ketään, ja puhelin soi turhaan."


def sent(**changes: str) -> dict[str, str]:
    """A form that a person has had open for a minute."""
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=1)):
        opened = signing.dumps("", salt=guard.SALT)
    return {"text": TEXT, "token": "a-token", "opened": opened, "answer_by": "none"} | changes


def code_in(html: str) -> str:
    return re.search(r'class="code-shown">([^<]+)<', html)[1]


@pytest.mark.parametrize("address", [*DOORS, ANSWER])
def test_page_with_a_form_is_kept_by_nobody(client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "csrftoken" in response.cookies
    assert "sessionid" not in response.cookies


@pytest.mark.parametrize("address", ["/fi/", "/fi/mika-on-oikea-tie/", "/fi/palvelupisteet/"])
def test_other_pages_set_no_cookie(client, address):
    client.get(address)

    assert not client.cookies


def test_form_asks_for_its_secret():
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(CONTACT, sent()).status_code == 403
    strict.get(CONTACT)
    secret = strict.cookies["csrftoken"].value
    assert strict.post(CONTACT, sent(csrfmiddlewaretoken=secret)).status_code == 200


def test_message_is_kept_by_the_service(client):
    response = client.post(CONTACT, sent(municipality="422", answer_by="phone", phone="040 555 0101"))

    row = Feedback.objects.get()
    assert response.status_code == 200
    assert (row.kind, row.text, row.municipality_id, row.phone) == ("message", TEXT, "422", "040 555 0101")
    assert row.due_on is not None
    assert f"{row.due_on.day}.{row.due_on.month}." in response.content.decode()


def test_page_that_is_wrong_comes_along_with_the_link(client):
    html = client.get("/sv/tjanster/").content.decode()
    link = re.search(r'href="(/sv/kontakta-oss/\?page=[^"]+)"', html)[1]

    form = client.get(link).content.decode()
    client.post("/sv/kontakta-oss/", sent(page="/sv/tjanster/"))

    assert 'value="/sv/tjanster/"' in form
    row = Feedback.objects.get()
    assert (row.kind, row.page, row.language) == ("page", "/sv/tjanster/", "sv")


@pytest.mark.parametrize("page", ["javascript:alert(1)", "//evil.example/", "/fi/\x00", "/" + "x" * 400])
def test_odd_address_is_not_taken_over(client, page):
    response = client.get(CONTACT, {"page": page})

    assert response.status_code == 200
    assert 'name="page" maxlength="300"' in response.content.decode()
    form = re.search(r"<form[^>]*method=\"post\".*</form>", response.content.decode(), re.S)[0]
    assert page[:30] not in form


def test_number_makes_it_an_experience(client):
    client.post(CONTACT, sent(score="9"))

    row = Feedback.objects.get()
    assert (row.kind, row.score, row.due_on) == ("experience", 9, None)


@pytest.mark.parametrize(
    ("address", "kind", "extra"),
    [
        (COMPLAINT, "complaint", {}),
        (CORRECTION, "correction_request", {"name": "Aino", "phone": "040 555 0101"}),
        (ACCESSIBILITY, "accessibility", {"page": "/fi/kunnat/"}),
    ],
)
def test_complaint_has_a_code_that_shows_where_it_stands(client, address, kind, extra):
    html = client.post(address, sent(**extra)).content.decode()
    code = code_in(html)

    answer = client.post(ANSWER, {"code": code})

    row = Complaint.objects.get()
    assert row.kind == kind
    assert row.text.endswith(TEXT)
    assert "Viestisi on tullut meille" in answer.content.decode()
    assert code not in answer.request["QUERY_STRING"] + answer.request["PATH_INFO"]


def test_same_form_twice_shows_the_same_code(client):
    first = client.post(COMPLAINT, sent()).content.decode()
    second = client.post(COMPLAINT, sent()).content.decode()

    assert code_in(first) == code_in(second)
    assert Complaint.objects.count() == 1


def test_danger_stands_at_once_for_who_rings(client):
    response = client.post(DANGER, sent(phone="040 555 0101", municipality="422", accident="on"))

    row = SafetyReport.objects.get()
    assert response.status_code == 200
    assert (row.phone, row.municipality_id, row.accident, row.called_at) == (
        "040 555 0101",
        "422",
        True,
        None,
    )


@pytest.mark.parametrize(
    ("address", "changes", "words"),
    [
        (CONTACT, {"text": ""}, "Kirjoita tähän, mitä haluat kertoa."),
        (CONTACT, {"answer_by": "phone"}, "Kirjoita numero, johon soitamme."),
        (CONTACT, {"answer_by": "email"}, "Kirjoita osoite, johon vastaamme."),
        (CONTACT, {"email": "aino@"}, "Kirjoita koko sähköpostiosoite"),
        (CONTACT, {"phone": "soita"}, "Kirjoita numero numeroin"),
        (CONTACT, {"municipality": "999"}, "999"),
        (CONTACT, {"score": "11"}, "11"),
        (CONTACT, {"text": "a" * 10_000}, "Teksti on liian pitkä"),
        (CONTACT, {"text": "Moi\x00"}, "field-wrong"),
        (CORRECTION, {"name": "", "phone": "040 555 0101"}, "Kirjoita nimesi."),
        (CORRECTION, {"name": "Aino"}, "varmistamme, että se olet sinä"),
        (DANGER, {}, "Kirjoita numero, johon voimme soittaa."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_on_top(client, address, changes, words):
    response = client.post(address, sent(**{"name": "Säilyvä Nimi"} | changes | {"website": ""}))
    html = response.content.decode()

    assert response.status_code == 422
    assert "error-summary" in html
    assert words in html
    assert changes.get("text", TEXT)[:1000].replace("\x00", "") in html
    assert not Feedback.objects.exists()
    assert not Complaint.objects.exists()


def test_robot_that_fills_in_everything_is_stopped(client):
    response = client.post(COMPLAINT, sent(website="https://spam.example"))

    assert response.status_code == 422
    assert TEXT in response.content.decode()
    assert not Complaint.objects.exists()


def test_robot_that_is_too_quick_is_stopped_and_a_person_sends_again(client):
    now = {"opened": signing.dumps("", salt=guard.SALT)}
    response = client.post(COMPLAINT, sent(**now))
    html = response.content.decode()
    kept = re.search(r'name="opened" value="([^"]+)"', html)[1]

    assert response.status_code == 422
    assert TEXT in html
    assert kept == now["opened"]
    assert not Complaint.objects.exists()
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=10)):
        assert client.post(COMPLAINT, sent(opened=kept)).status_code == 200
    assert Complaint.objects.get().text == TEXT


@pytest.mark.parametrize("opened", ["", "made-up", "MTIz:abc:def"])
def test_stamp_that_is_not_ours_is_asked_for_anew(client, opened):
    html = client.post(COMPLAINT, sent(opened=opened)).content.decode()
    fresh = re.search(r'name="opened" value="([^"]+)"', html)[1]

    assert TEXT in html
    assert signing.loads(fresh, salt=guard.SALT) == ""
    assert not Complaint.objects.exists()


def test_who_sends_too_much_keeps_what_was_typed(client):
    for number in range(10):
        client.post(COMPLAINT, sent(token=f"token-{number}"))

    response = client.post(COMPLAINT, sent(token="one-more", text="Yhdestoista viesti."))

    assert response.status_code == 429
    assert "Yhdestoista viesti." in response.content.decode()
    assert "013 000 000" in response.content.decode()
    assert Complaint.objects.count() == 10


def test_slips_are_not_counted_as_sending(client):
    slips = [client.post(COMPLAINT, sent(text="")).status_code for _slip in range(12)]

    assert set(slips) == {422}
    assert client.post(COMPLAINT, sent()).status_code == 200


def test_codes_cannot_be_tried_without_end(client):
    code = code_in(client.post(COMPLAINT, sent()).content.decode())
    tries = [client.post(ANSWER, {"code": f"aaaa-bbbb-cccc-{number}"}).status_code for number in range(20)]

    assert set(tries) == {404}
    assert client.post(ANSWER, {"code": code}).status_code == 429


@pytest.mark.parametrize("code", ["", "\x00", "a" * 10_000, "ÄÄÄ", "'; DROP TABLE", "٣٣٣٣"])
def test_odd_code_is_no_code(client, code):
    assert client.post(ANSWER, {"code": code}).status_code == 404


@pytest.mark.parametrize("address", [*DOORS, ANSWER])
def test_body_in_another_encoding_is_refused_plainly(client, address):
    for kind, body in (
        ("application/x-www-form-urlencoded", b"text=%ff%fe&code=%ff&token=%00&opened=\xff"),
        ("application/json", b'{"text": "x"}'),
        ("multipart/form-data; boundary=x", b"--y broken"),
    ):
        assert client.generic("POST", address, body, content_type=kind).status_code in {400, 404, 422}
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_doors_each_in_its_own_words(client, language):
    html = client.get(f"/{language}/mika-on-oikea-tie/", follow=True).content.decode()
    doors = re.findall(r'<h2 class="card-title"><a href="([^"]+)">', html)

    assert len(set(doors)) == 4
    assert all(client.get(door).status_code == 200 for door in doors)
    assert "112" in html


def test_point_says_when_it_opens_and_why_a_day_differs(client):
    html = client.get("/fi/palvelupisteet/joensuu/").content.decode()

    assert html.count('<tr class="hours-today"') == 1
    assert len(re.findall(r'<th scope="row">', html)) == 14
    assert 'href="tel:013000003"' in html


def test_town_shows_its_point(client):
    html = client.get("/fi/kunnat/lieksa/").content.decode()

    assert 'href="/fi/palvelupisteet/lieksa/"' in html
