"""Ready means that a request can be served to its end: written down too."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError

from config import health
from notifications.models import Heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _not_tried_yet(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(health, "_wrote_at", -1000.0)
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.mark.django_db(transaction=True)
def test_a_trial_write_leaves_one_row_and_no_file_and_is_no_worker(client, tmp_path):
    parts = client.get("/readyz").json()

    assert parts["writes"] is True
    assert parts["worker"] is False
    assert Heartbeat.objects.count() == 1
    assert not list(tmp_path.iterdir())


def test_however_often_it_is_asked_it_writes_now_and_then(client, monkeypatch):
    written = []
    monkeypatch.setattr(health, "_write_a_row", lambda: written.append(1))

    for _time in range(20):
        client.get("/readyz")

    assert len(written) == 1


def test_a_full_disk_is_not_ready(client, monkeypatch):
    def full(*_any):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(default_storage._wrapped), "_save", full)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["writes"]) == (503, False)


def test_a_database_that_takes_no_rows_is_not_ready(client, monkeypatch):
    def full():
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(health, "_write_a_row", full)

    assert client.get("/readyz").json()["writes"] is False
