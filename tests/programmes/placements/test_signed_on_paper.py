"""An agreement that was signed on paper: the scan is kept, the signatures count, and few may read it."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from audit.models import Event, Read
from audit.selectors import last_event
from notifications.models import Message
from programmes.models import Placement, Signature, SignedPaper
from programmes.personal import attachments, signed_papers
from programmes.placements.agreement_page import agreement_paper
from programmes.placements.verifying import told_of
from tests.access.people import client_of
from tests.programmes.machines import cast as made
from tests.programmes.placements.test_agreement_versions import issue
from ui.formats import day
from workflow.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
ALL = ("participant", "host", "area")
PDF = b"%PDF-1.7\npaper"


@pytest.fixture
def cast() -> made.Cast:
    return made.full_cast()


@pytest.fixture(autouse=True)
def _empty_store(settings) -> None:
    """A private store of the test's own."""
    memory = "django.core.files.storage.InMemoryStorage"
    settings.STORAGES = settings.STORAGES | {"private": {"BACKEND": memory}}


@pytest.fixture
def row(cast) -> Placement:
    place = made.placement(cast, "accepted")
    issue(cast, place)
    return Placement.objects.get(pk=place.pk)


def scan(content: bytes = PDF, name: str = "sopimus.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def a_picture() -> bytes:
    made_of = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(made_of, "JPEG")
    return made_of.getvalue()


def address(row: Placement) -> str:
    return f"/work/placements/{row.reference}/paper/"


def form(**changes: Any) -> dict[str, Any]:
    today = timezone.localdate()
    told = {
        "token": "paper-1",
        "version": 1,
        "parties": list(ALL),
        "signer": "Veikko Pesonen",
        "signed_on": f"{today.day}.{today.month}.{today.year}",
        "same": "on",
        "file": scan(),
    }
    return {name: value for name, value in (told | changes).items() if value is not None}


def desk(cast: made.Cast) -> Client:
    return client_of(cast["responsible"])


def in_store() -> list[str]:
    return list(storages["private"].listdir("")[1])


def test_all_signed_on_one_paper_and_the_place_is_agreed(cast, row):
    answer = desk(cast).post(address(row), form())

    place = Placement.objects.get(pk=row.pk)
    paper = SignedPaper.objects.get()
    assert answer.status_code == 302
    assert (place.state, place.agreed_on) == ("agreed", timezone.localdate())
    assert {(one.party, one.paper, one.on_word) for one in Signature.objects.all()} == {
        ("participant", paper, "paper"),
        ("host", paper, "paper"),
        ("area", paper, ""),
    }
    assert Signature.objects.get(party="host").name == "Veikko Pesonen"
    assert paper.sha256 == hashlib.sha256(PDF).hexdigest()
    assert Event.objects.get(verb="placement.paper_kept").data["scan"] == paper.sha256
    assert Message.objects.filter(template__startswith="agreement_complete").exists()


def test_one_party_on_paper_and_the_rest_here(cast, row):
    desk(cast).post(address(row), form(parties=["participant"], signer=None))

    assert Placement.objects.get(pk=row.pk).state == "signing"
    assert list(Signature.objects.values_list("party", flat=True)) == ["participant"]


def test_a_paper_signed_in_time_is_not_late_when_it_comes_later(cast, row):
    agreement = row.agreements.get()
    start = timezone.localdate() - timedelta(days=1)
    agreement.content["starts_on"] = start.isoformat()
    agreement.issued_at = timezone.now() - timedelta(days=4)
    agreement.save()
    Placement.objects.filter(pk=row.pk).update(
        starts_on=start, **dict.fromkeys(("offered_on", "wanted_on", "introduced_on", "accepted_on"), start)
    )
    Placement.objects.filter(pk=row.pk).update(
        **dict.fromkeys(
            ("offered_on", "wanted_on", "introduced_on", "accepted_on"), start - timedelta(days=9)
        )
    )

    desk(cast).post(address(row), form(signed_on=f"{start.day}.{start.month}.{start.year}"))

    place = Placement.objects.get(pk=row.pk)
    assert (place.state, place.starts_on, place.agreed_on) == ("agreed", start, start)
    assert "moved_to" not in Event.objects.filter(verb="placement.signed").latest("pk").data


def test_the_scan_of_a_signature_that_was_recorded_before_comes_after_it(cast, row):
    from programmes.placements import services as placements  # noqa: PLC0415

    for party in ALL:
        word = {} if party == "area" else {"on_word": "paper"}
        placements.sign(row, by=cast["responsible"], party=party, version=1, **word)

    page = desk(cast).get(address(row)).content.decode()
    desk(cast).post(address(row), form(parties=None, signer=None))

    assert 'name="parties"' not in page
    paper = SignedPaper.objects.get()
    assert set(paper.signatures.values_list("party", flat=True)) == {"participant", "host"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"file": scan(b"MZ\x90", "sopimus.pdf")}, "file"),
        ({"file": scan(b"%PDF-" + b"0" * (30 * 1024 * 1024))}, "file"),
        ({"file": scan(b"")}, "file"),
        ({"file": None}, "file"),
        ({"same": None}, "same"),
        ({"signer": None}, "signer"),
        ({"signed_on": "1.1.2020"}, "signed_on"),
        ({"signed_on": None}, "signed_on"),
    ],
)
def test_what_is_wrong_has_words_and_what_was_typed_stays(cast, row, changes, field):
    page = desk(cast).post(address(row), form(**changes))

    assert page.status_code == 422
    assert field in page.context["form"].errors
    if field != "signer":
        assert page.context["form"]["signer"].value() == "Veikko Pesonen"
    assert not SignedPaper.objects.exists()
    assert in_store() == []


def test_a_newer_version_is_told_and_no_file_is_left(cast, row):
    attachment = attachments.looked_at(scan())
    issue(cast, row, guide="Toinen")

    with pytest.raises(ValidationError, match="uudempi versio"):
        signed_papers.keep_signed_paper(
            row, by=cast["responsible"], version=1, signed_on=timezone.localdate(), attachment=attachment
        )

    assert in_store() == []


def test_the_same_form_twice_is_one_paper(cast, row):
    desk(cast).post(address(row), form())
    desk(cast).post(address(row), form(file=scan(), parties=None, signer=None))

    assert SignedPaper.objects.count() == 1
    assert Signature.objects.count() == 3
    assert len(in_store()) == 1


def test_one_undo_takes_back_paper_signatures_and_file(cast, row, django_capture_on_commit_callbacks):
    desk(cast).post(address(row), form())
    place = Placement.objects.get(pk=row.pk)

    with django_capture_on_commit_callbacks(execute=True):
        undo(place, last_event(place), by=cast["responsible"])

    assert Placement.objects.get(pk=row.pk).state == "signing"
    assert not Signature.objects.exists()
    assert not SignedPaper.objects.exists()
    assert in_store() == []


def test_a_wrong_scan_is_taken_away_and_the_signatures_stay(cast, row, django_capture_on_commit_callbacks):
    desk(cast).post(address(row), form())
    paper = SignedPaper.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        desk(cast).post(f"/work/papers/{paper.reference}/away/")

    assert not SignedPaper.objects.exists()
    assert in_store() == []
    assert Signature.objects.filter(paper=None).count() == 3
    assert Event.objects.get(verb="placement.paper_removed").data["scan"] == paper.sha256


def test_who_may_read_the_agreement_reads_the_scan_and_every_look_is_kept(cast, row):
    desk(cast).post(address(row), form(file=scan(a_picture(), "kuva.jpg")))
    paper = SignedPaper.objects.get()
    Read.objects.all().delete()
    at = f"/documents/paper/{paper.reference}/"

    codes = {part: client_of(cast[part]).get(at).status_code for part in ("participant", "host_admin")}
    theirs = client_of(cast["other_host"]).get(at).status_code
    file = desk(cast).get(at)

    assert codes == {"participant": 200, "host_admin": 200}
    assert theirs == 404
    assert hashlib.sha256(file.content).hexdigest() == paper.sha256
    assert file["Content-Type"] == "image/jpeg"
    assert file["Content-Disposition"].startswith('attachment; filename="sopimus-')
    assert {(look.reader, look.page) for look in Read.objects.all()} == {
        (cast["host_admin"], "scans:paper"),
        (cast["responsible"], "scans:paper"),
    }
    with storages["private"].open(paper.file) as stored:
        assert a_picture()[:8] not in stored.read()


def test_the_paper_and_its_day_stand_on_the_agreement_and_the_public_check(cast, row):
    desk(cast).post(address(row), form())
    paper, place = SignedPaper.objects.get(), Placement.objects.get(pk=row.pk)

    read = agreement_paper(place, cast["participant"])
    found = told_of(row.agreements.get())

    assert [one.sha256 for one in read.scans] == [paper.sha256]
    assert {when for _party, when in found.signatures} == {day(timezone.localdate())}
    own = client_of(cast["participant"]).get(f"/my/places/{row.reference}/").content.decode()
    assert paper.reference in own
