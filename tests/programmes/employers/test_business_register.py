"""The business register proposes; when it is down, slow or wrong, registering goes on without it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from programmes.employers.business_register import STAND_IN, Registered, RegisterUnreachableError, look_up
from programmes.models import HostEmployer
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
ID = "0112038-9"
COMPANY: dict[str, Any] = {
    "businessId": {"value": ID, "registrationDate": "1978-03-15", "source": "3"},
    "names": [
        {"name": "Entinen Nimi Oy", "type": "1", "endDate": "2001-01-01", "registrationDate": "1990-01-01"},
        {"name": "Rinnakkainen Ab", "type": "2", "registrationDate": "2001-01-01"},
        {"name": "Rannan Puutyö Oy", "type": "1", "registrationDate": "2001-01-01"},
    ],
    "companyForms": [
        {"type": "16", "registrationDate": "2001-01-01", "descriptions": [
            {"languageCode": "3", "description": "Limited company"},
            {"languageCode": "1", "description": "Osakeyhtiö"},
        ]},
    ],
    "addresses": [
        {"type": 2, "street": "Postikatu", "buildingNumber": "9",
         "postOffices": [{"city": "HELSINKI", "languageCode": "1", "municipalityCode": "091"}]},
        {"type": 1, "street": "Rantatie", "buildingNumber": "5", "entrance": "B",
         "postOffices": [{"city": "LIEKSA", "languageCode": "1", "municipalityCode": "422"}]},
    ],
    "tradeRegisterStatus": "1",
    "lastModified": "2026-01-01 00:00:00",
}  # fmt: skip


class Register:
    """A register on this machine: what it answers, how late, and what it was asked."""

    def __init__(self) -> None:
        self.status, self.body, self.waits = 200, b"{}", threading.Event()
        self.waits.set()
        self.asked: list[str] = []

    def says(self, *companies: dict[str, Any]) -> None:
        self.body = json.dumps({"totalResults": len(companies), "companies": companies}).encode()


@pytest.fixture
def register(settings: Any) -> Iterator[Register]:
    told = Register()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append(self.path)
            told.waits.wait(5)
            self.send_response(told.status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, *_told: Any) -> None:
            """Nothing on the test's page."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.BUSINESS_REGISTER_URL = f"http://127.0.0.1:{server.server_port}/v3/companies"
    settings.BUSINESS_REGISTER_SECONDS = 30  # a busy machine is not a slow register
    yield told
    told.waits.set()
    server.shutdown()
    server.server_close()


def test_what_the_register_says_is_read(register):
    register.says(COMPANY)

    found = look_up(ID)

    assert found == Registered("Rannan Puutyö Oy", "company", "Rantatie 5 B", "422")
    assert register.asked == [f"/v3/companies?businessId={ID}"]


@pytest.mark.parametrize(
    ("form", "kind"),
    [("Aatteellinen yhdistys", "association"), ("Evankelis-luterilainen seurakunta", "parish"),
     ("Kunta", "municipality"), ("Jokin muu", "")],
)  # fmt: skip
def test_the_kind_is_guessed_by_the_form_or_left_open(register, form, kind):
    forms = [{"descriptions": [{"languageCode": "1", "description": form}]}]
    register.says(COMPANY | {"companyForms": forms})

    assert look_up(ID).kind == kind


def test_an_unknown_id_is_none_and_another_company_in_the_answer_is_not_it(register):
    register.says(COMPANY | {"businessId": {"value": "0201256-6"}})

    assert look_up(ID) is None


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"companies": 3}', b'{"companies": [{"names": []}]}'])
def test_an_answer_that_cannot_be_read_is_no_answer(register, body):
    register.body = body

    with pytest.raises(RegisterUnreachableError):
        look_up(ID)


def test_a_register_that_is_down_or_slow_is_no_answer_in_time(register, settings):
    register.status = 503
    with pytest.raises(RegisterUnreachableError):
        look_up(ID)
    register.status = 200
    register.waits.clear()
    settings.BUSINESS_REGISTER_SECONDS = 0.2
    with pytest.raises(RegisterUnreachableError):
        look_up(ID)
    settings.BUSINESS_REGISTER_URL = "http://127.0.0.1:1/"
    with pytest.raises(RegisterUnreachableError):
        look_up(ID)


def page(number: str = ID, status: int = 200) -> str:
    answer = Client().get(reverse("host:register"), {"look_up": number})
    assert answer.status_code == status
    return answer.content.decode()


def test_the_form_comes_filled_and_can_be_changed(register):
    register.says(COMPANY)

    text = page("01120389")

    assert "Täytetty yritysrekisteristä" in text
    assert 'value="Rannan Puutyö Oy"' in text
    assert 'value="Rantatie 5 B"' in text
    assert f'name="business_id" value="{ID}"' in text
    assert '<option value="422" selected>' in text


def test_down_is_told_and_can_be_tried_again_and_registering_goes_on(register):
    register.status = 500
    down = page()
    register.status = 200
    register.says(COMPANY)
    again = page()
    visitor = Client()
    sent = {
        "token": "once", "business_id": ID, "name": "Oma nimi Oy", "kind": "company", "municipality": "422",
        "street_address": "Oma tie 1", "contact_name": "Raili Ranta", "contact_phone": "040 555 0100",
    }  # fmt: skip
    register.status = 500
    visitor.force_login(make.account(), backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = visitor.post(reverse("host:register"), sent)

    assert "Yritysrekisteri ei vastaa nyt" in down
    assert "Täytetty yritysrekisteristä" in again
    assert (answer.status_code, HostEmployer.objects.get(business_id=ID).name) == (303, "Oma nimi Oy")


def test_a_wrong_id_gets_its_own_words_and_asks_nobody(register):
    text = page("0112038-8")

    assert "Y-tunnus ei ole oikein" in text
    assert register.asked == []


def test_an_unknown_and_an_ended_business_get_words(register):
    register.says()
    unknown = page()
    register.says(COMPANY | {"endDate": "2025-01-01"})
    ended = page()

    assert "Rekisteri ei tunne tätä Y-tunnusta" in unknown
    assert "toiminta on loppunut" in ended


def test_without_a_register_the_stand_in_knows_its_own_and_says_so_of_others():
    text = page()

    assert "Rekisteristä ei kysytä täällä" in text
    assert look_up(ID) is None
    known = next(iter(STAND_IN))
    assert f'value="{STAND_IN[known].name}"' in page(known)


def test_the_worker_who_checks_reads_what_the_register_says(register):
    worker = make.coordinator()
    host = make.host("registered", by=worker, business_id=ID)
    desk = Client()
    desk.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    register.says(COMPANY)
    known = desk.get(f"/act/host/{host.reference}/verify/").content.decode()
    register.status = 503
    down = desk.get(f"/act/host/{host.reference}/verify/")

    assert "Rannan Puutyö Oy · Rantatie 5 B · 422" in known
    assert "Se ei vastaa nyt" in down.content.decode()
    assert down.status_code == 200
