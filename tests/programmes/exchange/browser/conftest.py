"""A manager who sends small bundles from a browser, and the worker that sees to them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from programmes.exchange.browser.working import see_to_imports
from programmes.exchange.models import ImportRun
from tests.programmes.exchange.conftest import RIGHT, Rows
from tests.programmes.machines import cast as made

PERSON = RIGHT["participants"]


def csv_of(rows: Rows, delimiter: str = ",") -> str:
    out = io.StringIO()
    columns = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(out, fieldnames=columns, delimiter=delimiter, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def zip_of(**files: Rows | str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, told in files.items():
            archive.writestr(f"{name}.csv", csv_of(told) if isinstance(told, list) else told)
    return out.getvalue()


def right_and_wrong() -> bytes:
    """Two people who can go in, and one who cannot: of her two cells are wrong."""
    people = [PERSON, PERSON | {"external_id": "P2", "first_name": "Eino"}]
    people.append(PERSON | {"external_id": "P3", "birth_date": "31.2.1980", "gender": "x"})
    return zip_of(participants=people)


class Sender:
    """A manager at the browser."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def send(self, content: bytes, name: str = "tuonti.zip", token: str = "", **told: str) -> Any:
        token = token or f"token-{ImportRun.objects.count()}"
        data = {"file": SimpleUploadedFile(name, content), "source": "vanha", "token": token} | told
        return self.client.post(reverse("imports:index"), data)

    def sent(self, content: bytes, name: str = "tuonti.zip") -> ImportRun:
        """The import of the file, checked."""
        answer = self.send(content, name)
        assert answer.status_code == 303, answer.content.decode()
        see_to_imports()
        return ImportRun.objects.latest("pk")

    def press(self, name: str, run: ImportRun) -> Any:
        return self.client.post(reverse(f"imports:{name}", args=[run.reference]))

    def page(self, run: ImportRun, language: str = "en", **headers: str) -> Any:
        headers = {"accept-language": language} | headers
        return self.client.get(reverse("imports:detail", args=[run.reference]), headers=headers)

    def brought_in(self, content: bytes) -> ImportRun:
        run = self.sent(content)
        self.press("bring_in", run)
        see_to_imports()
        return ImportRun.objects.get(pk=run.pk)


@pytest.fixture
def manager(reference: None, db: None) -> Any:
    return made.account("johtaja", Role.MANAGER)


@pytest.fixture
def sender(manager: Any) -> Sender:
    client = Client()
    client.force_login(manager, backend="allauth.account.auth_backends.AuthenticationBackend")
    return Sender(client)


@pytest.fixture
def kept_files() -> Callable[[], list[str]]:
    """The names of what lies in the private store."""

    def names() -> list[str]:
        store: Any = storages["private"]
        try:
            return sorted(store.listdir("")[1])
        except FileNotFoundError:
            return []

    return names


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, settings: Any) -> Iterator[None]:
    settings.VAR = tmp_path / "var"
    yield
    assert not list((tmp_path / "var" / "importing").glob("*/*"))
