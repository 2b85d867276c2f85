"""Text messages by a gateway: one HTTPS request each, nothing personal anywhere else, by hand without one."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.core import mail
from django.test import override_settings
from django.utils import timezone

from audit.services import record
from config.environment import Environment
from notifications import sms
from notifications.failures import GATEWAY, NO_ANSWER, reason_of
from notifications.models import Delivery, Message
from notifications.services import Recipient, enqueue, send_due

NUMBER = "040 555 0101"


@dataclass
class Gateway:
    """A gateway on this machine, and what came to it."""

    url: str
    status: int = 202
    asked: list[dict[str, Any]] = field(default_factory=list)


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            here.asked.append(told | {"sign_in": self.headers.get("Authorization"), "path": self.path})
            self.send_response(here.status)
            if here.status == 302:
                self.send_header("Location", f"{here.url}/elsewhere")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    here = Gateway(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with override_settings(SMS_URL=f"http://user:p%40ss@127.0.0.1:{server.server_port}/send"):
        yield here
    server.shutdown()
    server.server_close()


def one_message(channel: str = "sms", address: str = NUMBER) -> Message:
    event = record("participation.reminded", None, by=None)
    message = enqueue(event, Recipient(None, "Aino Koe", channel, address, "fi"), "worker_wrote")
    Message.objects.filter(pk=message.pk).update(not_before=timezone.now())
    return message


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("040 555 0101", "+358405550101"),
        ("+358 40 555 0101", "+358405550101"),
        ("00358405550101", "+358405550101"),
        ("+46 70 123 45 67", "+46701234567"),
    ],
)
def test_numbers_go_as_a_gateway_reads_them(typed, read):
    assert sms.international(typed) == read


@pytest.mark.django_db
def test_without_a_gateway_a_worker_sends_it(reference):
    message = one_message()

    assert Message.objects.get(pk=message.pk).state == Delivery.BY_HAND
    assert send_due() == 0


@pytest.mark.django_db
def test_a_gateway_gets_number_and_text_once_and_the_sign_in_of_the_setting(reference, gateway):
    message = one_message()

    assert (send_due(), send_due()) == (1, 0)

    assert Message.objects.get(pk=message.pk).state == Delivery.SENT
    asked = gateway.asked[0]
    assert (asked["to"], asked["path"]) == ("+358405550101", "/send")
    assert asked["sign_in"] == "Basic dXNlcjpwQHNz"
    assert asked["text"].startswith("Sinulle on viesti")
    assert "\n\n" not in asked["text"]
    assert "Aino" not in asked["text"]
    assert len(gateway.asked) == 1
    assert mail.outbox == []


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 302, 500])
def test_what_the_gateway_refuses_waits_and_says_why_without_number_or_text(
    reference, gateway, caplog, status
):
    gateway.status = status
    message = one_message()

    with caplog.at_level(logging.DEBUG):
        send_due()

    row = Message.objects.get(pk=message.pk)
    assert (row.state, row.attempts, reason_of(row.error)) == (Delivery.PENDING, 1, GATEWAY)
    assert len(gateway.asked) == 1
    assert not any(one in caplog.text for one in ("5550101", "555 0101", "viesti", "p%40ss", "p@ss"))


@pytest.mark.django_db
@override_settings(SMS_URL="http://127.0.0.1:9/send")
def test_a_gateway_that_does_not_answer_is_tried_again(reference):
    message = one_message()

    send_due()

    row = Message.objects.get(pk=message.pk)
    assert (row.state, reason_of(row.error)) == (Delivery.PENDING, NO_ANSWER)


@pytest.mark.parametrize("value", ["ftp://x/y", "http://far.example/send", "gateway", "https://"])
def test_a_setting_that_would_send_in_the_open_stops_the_start(monkeypatch, value, capsys):
    monkeypatch.setenv("SMS_URL", value)

    with pytest.raises(SystemExit):
        Environment().sms()

    assert "SMS_URL" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["", "https://sms.example/v1/send", "http://127.0.0.1:8200/"])
def test_a_setting_that_is_right_is_taken(monkeypatch, value):
    monkeypatch.setenv("SMS_URL", value)

    assert Environment().sms() == value
