"""What may be sent, and the words for what may not: then nothing is kept and nothing has changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse

from audit.models import Event
from programmes.exchange.browser import unpacking
from programmes.exchange.models import ImportRun
from programmes.models import Participant
from tests.programmes.exchange.browser.conftest import PERSON, Sender, csv_of, right_and_wrong, zip_of
from tests.programmes.machines import cast as made

pytestmark = pytest.mark.django_db


def workbook(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "participants"
    for row in [list(PERSON), *rows]:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bomb() -> bytes:
    return zip_of(participants=b"external_id\n" + b"0" * (30 * 1024 * 1024))


def locked() -> bytes:
    content = bytearray(zip_of(participants=[PERSON]))
    at = content.index(b"PK\x01\x02")
    content[6] |= 1
    content[at + 8] |= 1
    return bytes(content)


def two_folders() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for folder in ("a", "b"):
            archive.writestr(f"{folder}/participants.csv", csv_of([PERSON]))
    return out.getvalue()


WRONG: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a picture": ("kuva.png", lambda: b"\x89PNG\r\n\x1a\n\x00\x00", "neither an Excel workbook"),
    "a picture that says it is a zip": ("tuonti.zip", lambda: b"\x89PNG\r\n\x1a\n\x00", "neither an Excel"),
    "a zip of something else": ("tuonti.zip", lambda: zip_of(muuta="a,b\n1,2\n"), "neither an Excel"),
    "nothing": ("tuonti.zip", lambda: b"", "The file is empty"),
    "an old workbook": ("tuonti.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1", "Save it as .xlsx"),
    "half a zip": ("tuonti.zip", lambda: right_and_wrong()[:-60], "only half of it came"),
    "half a workbook": (
        "tuonti.xlsx",
        lambda: workbook(list(PERSON.values()))[:-300],
        "only half of it came",
    ),
    "a zip with a password": ("tuonti.zip", locked, "locked with a password"),
    "a bomb": ("tuonti.zip", bomb, "more than an import takes"),
    "the same file twice": ("tuonti.zip", two_folders, "two folders"),
    "letters of Windows": (
        "tuonti.zip",
        lambda: zip_of(participants=csv_of([PERSON, PERSON | {"last_name": "Mäki"}]).encode("cp1252")),
        "cannot be read (row 3)",
    ),
    "wide letters": (
        "tuonti.zip",
        lambda: zip_of(participants=csv_of([PERSON]).encode("utf-16")),
        "not UTF-8",
    ),
    "a CSV file of another name": (
        "lista.csv",
        lambda: csv_of([PERSON]).encode(),
        "called as in the template",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_a_bundle_is_refused_in_words_and_nothing_is_kept(
    sender: Sender, kept_files: Callable[[], list[str]], what: str
) -> None:
    name, content, words = WRONG[what]
    before = kept_files()

    sender.client.cookies["django_language"] = "en"
    answer = sender.send(content(), name)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not ImportRun.objects.exists()
    assert kept_files() == before


def test_a_file_of_more_than_thirty_megabytes_says_how_large_it_is(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "MOST_BYTES", 200)
    sender.client.cookies["django_language"] = "en"

    answer = sender.send(right_and_wrong() * 3)

    assert answer.status_code == 422
    assert "too large" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tuonti.xlsx", lambda: workbook(list(PERSON.values()))),
        ("tuonti.zip", lambda: zip_of(participants=[PERSON])),
        ("participants (1).csv", lambda: csv_of([PERSON], ";").encode("utf-8-sig")),
    ],
)
def test_a_workbook_a_zip_and_a_single_file_say_the_same(
    sender: Sender, name: str, content: Callable[[], bytes]
) -> None:
    run = sender.sent(content(), name)

    assert (run.status, run.counts) == ("checked", [["participants", 1, 0, 0, 0]])


def test_what_is_in_folders_and_beside_the_files_of_a_mac_is_found_and_left(sender: Sender) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("kansio/participants.csv", csv_of([PERSON]))
        archive.writestr("__MACOSX/kansio/._participants.csv", b"\x00\x05\x16")
        archive.writestr("../../employers.csv", "business_id,name\n0242746-2,Joensuu\n")
        archive.writestr("lueminut.txt", "hei")

    run = sender.sent(out.getvalue())

    assert run.counts == [["employers", 1, 0, 0, 0], ["participants", 1, 0, 0, 0]]


def test_a_formula_and_hours_as_a_clock_time_are_told_by_their_rows(sender: Sender) -> None:
    formula = workbook([*list(PERSON.values())[:-1], "=A1"])
    hours = {"business_id": "0242746-2", "name": "Joensuun kaupunki"}
    place = {
        "external_id": "V1", "business_id": "0242746-2", "title": "Apulainen", "municipality_code": "167",
        "seats": "1", "opened_on": "2026-01-02", "hours_per_week_max": "37:30",
    }  # fmt: skip

    first = sender.page(sender.sent(formula, "tuonti.xlsx")).content.decode()
    second = sender.page(sender.sent(zip_of(employers=[hours], vacancies=[place]))).content.decode()

    assert "There is a formula in the cell." in first
    assert "<code>municipality_code</code>" in first
    assert "The cell is a clock time, not a number." in second
    assert "Write 37:30 as 37,5." in second
    assert not Participant.objects.exists()


def test_a_press_twice_is_one_import(sender: Sender, kept_files: Callable[[], list[str]]) -> None:
    before = kept_files()
    first, second = (sender.send(right_and_wrong(), token="sama") for _time in range(2))

    assert first.url == second.url
    assert ImportRun.objects.count() == 1
    assert len(kept_files()) == len(before) + 1
    assert Event.objects.filter(verb="bundle.sent").count() == 1


def test_a_session_that_ended_changes_nothing(sender: Sender) -> None:
    sender.client.logout()

    answer = sender.send(right_and_wrong())

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")
    assert not ImportRun.objects.exists()


def test_the_file_lies_sealed(sender: Sender, kept_files: Callable[[], list[str]]) -> None:
    run = sender.sent(right_and_wrong())
    store: Any = storages["private"]
    assert {run.file, run.report} <= set(kept_files())
    for name in (run.file, run.report):
        with store.open(name) as file:
            assert b"Aino" not in file.read()


@pytest.mark.parametrize("role", ["coordinator", "administrator", "auditor"])
def test_only_who_manages_the_whole_area_sends_or_sees(sender: Sender, role: str) -> None:
    run = sender.sent(right_and_wrong())
    other, local = Client(), Client()
    other.force_login(made.account("toinen", role), backend=BACKEND)
    local.force_login(made.account("paikallinen", "manager", municipality="422"), backend=BACKEND)

    assert Sender(other).send(right_and_wrong()).status_code == 403
    assert Sender(local).send(right_and_wrong()).status_code == 403
    assert Sender(other).page(run).status_code == 403
    assert Sender(local).page(run).status_code == 404
    for name in ("bring_in", "call_off", "take_back"):
        assert Sender(local).press(name, run).status_code == 404
    assert local.get(reverse("imports:rejected", args=[run.reference, "participants"])).status_code == 404
    assert ImportRun.objects.get().status == "checked"


BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
