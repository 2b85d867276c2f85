"""Codes by e-mail: the same work for everybody, at once, and nothing readable left behind."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.sealing import seal, unseal
from accounts.services import ensure_account
from notifications.codes import enqueue_code, none_is_late, send_codes
from notifications.models import SealedCode

pytestmark = pytest.mark.django_db
ADDRESS = "sirpa@example.fi"


class NoServer(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("away")


def written_by(address: str) -> list[str]:
    """The writes of one request for a code."""
    with CaptureQueriesContext(connection) as asked:
        Client().post("/accounts/login/", {"login": address, "password": ""})
    verbs = ("INSERT", "UPDATE", "DELETE")
    return [" ".join(query["sql"].split()[:3]) for query in asked if query["sql"].startswith(verbs)]


def test_the_request_sends_nothing_and_writes_the_same_for_a_stranger():
    ensure_account(ADDRESS, verified=True)

    known, unknown = written_by(ADDRESS), written_by("nobody@example.fi")

    assert known == unknown != []
    assert mail.outbox == []
    assert abs(len(SealedCode.objects.first().sealed) - len(SealedCode.objects.last().sealed)) <= 24
    assert (send_codes(), [letter.to for letter in mail.outbox]) == (1, [[ADDRESS]])
    assert SealedCode.objects.count() == 0


def test_a_new_code_writes_the_same_for_a_stranger():
    ensure_account(ADDRESS, verified=True)

    def resent(address):
        client = Client()
        client.post("/accounts/login/", {"login": address, "password": ""})
        before = SealedCode.objects.count()
        client.post("/accounts/login/code/confirm/", {"action": "resend"})
        return SealedCode.objects.count() - before

    assert (resent(ADDRESS), resent("nobody@example.fi")) == (1, 1)


def test_no_code_lies_readable_in_the_database():
    ensure_account(ADDRESS, verified=True)
    client = Client()
    client.post("/accounts/login/", {"login": ADDRESS, "password": ""})
    code = unseal(SealedCode.objects.get().sealed)["code"]

    kept = SealedCode.objects.get().sealed + Session.objects.get().session_data

    assert client.session["account_login"]
    assert [word for word in (code, code.replace("-", ""), ADDRESS) if word in kept] == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_data FROM django_session")
        from django.core import signing  # noqa: PLC0415 - as somebody with the database and SECRET_KEY reads it

        raw = signing.b64_decode(cursor.fetchone()[0].split(":")[0].lstrip(".").encode())
    assert code.encode() not in raw


def test_a_session_of_a_lost_key_is_empty_and_no_error(settings):
    client = Client()
    client.post("/accounts/login/", {"login": "nobody@example.fi", "password": ""})

    settings.FIELD_ENCRYPTION_KEYS = ["b3RoZXIta2V5LW90aGVyLWtleS1vdGhlci1rZXktMDA="]

    assert client.get("/accounts/login/").status_code == 200


def test_keys_rotate(settings):
    old = settings.FIELD_ENCRYPTION_KEYS
    sealed = seal({"code": "1"})

    settings.FIELD_ENCRYPTION_KEYS = ["b3RoZXIta2V5LW90aGVyLWtleS1vdGhlci1rZXktMDA=", *old]

    assert unseal(sealed) == {"code": "1"}


def test_a_mail_server_away_is_tried_again_and_shows(settings, client):
    settings.EMAIL_BACKEND = f"{__name__}.NoServer"
    enqueue_code(ADDRESS, "1234-5678", language="fi")

    first, at_once = send_codes(), send_codes()
    SealedCode.objects.update(created_at=timezone.now() - timedelta(minutes=2), not_before=timezone.now())

    assert (first, at_once, SealedCode.objects.count(), none_is_late()) == (0, 0, 1, False)
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["codes"]) == (503, False)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert (send_codes(), none_is_late()) == (1, True)


def test_an_old_code_is_not_sent_any_more():
    enqueue_code(ADDRESS, "1234-5678", language="fi")
    SealedCode.objects.update(created_at=timezone.now() - timedelta(minutes=16))

    assert (send_codes(), mail.outbox, SealedCode.objects.count()) == (0, [], 0)


def test_codes_that_have_waited_come_in_the_order_in_which_they_were_asked_for():
    """Only the newest holds, and a person reads the mail on top."""
    asked = [f"{number:08d}" for number in range(6)]
    for code in asked:
        enqueue_code(ADDRESS, code, language="fi")

    send_codes()

    assert [next(code for code in asked if code in letter.body) for letter in mail.outbox] == asked
