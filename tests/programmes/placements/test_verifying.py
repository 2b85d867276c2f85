"""An agreement is checked by its fingerprint: by anyone, without a name, and from the outside."""

from __future__ import annotations

import hashlib

import pytest
from django.core.cache import cache
from django.test import Client

from programmes.models import Agreement, Placement
from tests.factories import programmes as make
from workflow.services import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/place/verify/"


@pytest.fixture(autouse=True)
def _forget_attempts() -> None:
    cache.clear()


@pytest.fixture
def place() -> Placement:
    return make.placement("agreed")


def test_the_paper_that_was_signed_is_known_and_nobody_is_named(place):
    row = place.agreements.get()

    answer = Client().get(PAGE, {"sha": row.sha256})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Kaikki ovat allekirjoittaneet" in page
    assert page.count("allekirjoitettu") >= row.signatures.count()
    for value in row.content.values():
        if isinstance(value, str) and len(value) > 6 and "-" not in value:
            assert value not in page


def test_it_is_known_however_the_fingerprint_is_spaced(place):
    sha = place.agreements.get().sha256
    spaced = " ".join([sha[at : at + 8].upper() for at in range(0, 64, 8)])

    assert Client().get(PAGE, {"sha": spaced}).status_code == 200


@pytest.mark.parametrize(
    ("sha", "status"), [("", 422), ("abc", 422), ("g" * 64, 422), ("0" * 64, 404), ("٠" * 64, 422)]
)
def test_what_is_no_fingerprint_or_nobodys_is_told(place, sha, status):
    assert Client().get(PAGE, {"sha": sha}).status_code == status


def test_a_content_that_was_changed_behind_its_fingerprint_is_not_confirmed(place):
    row = place.agreements.get()
    Agreement.objects.filter(pk=row.pk).update(content=row.content | {"weekly_hours": "40"})

    assert Client().get(PAGE, {"sha": row.sha256}).status_code == 404


def test_the_file_of_the_content_has_the_fingerprint(place):
    row = place.agreements.get()
    client = Client()
    client.force_login(place.participation.coordinator, backend=BACKEND)

    answer = client.get(f"/documents/agreement/{place.reference}/content/?version=1")

    assert hashlib.sha256(answer.content).hexdigest() == row.sha256
    assert client.get(f"/documents/agreement/{place.reference}/content/").status_code == 404


def test_nobody_asks_without_end(place):
    answers = [Client().get(PAGE, {"sha": "0" * 64}).status_code for _try in range(62)]

    assert answers[-1] == 429


def test_an_agreement_of_a_place_that_was_called_off_waits_for_nobody():
    place = make.placement("signing")
    act(place, "cancel", by=place.participation.coordinator)

    page = Client().get(PAGE, {"sha": place.agreements.get().sha256}).content.decode()

    assert "Ei tullut voimaan" in page
    assert "Odottaa allekirjoituksia" not in page


def test_a_fingerprint_as_people_type_it_is_known(place):
    sha = place.agreements.get().sha256
    in_hyphens = "-".join(sha[at : at + 8] for at in range(0, 64, 8)).upper()
    for typed in (
        f"SHA-256: {sha}", f"sha256:{in_hyphens}", in_hyphens, sha.replace("0", "O"), sha.replace("1", "l"),
        f"(SHA-256) {in_hyphens}.",
    ):  # fmt: skip
        assert Client().get(PAGE, {"sha": typed}).status_code == 200, typed


@pytest.mark.parametrize(
    ("typed", "words"),
    [("a" * 63 + "x", "x."), ("a" * 63, "63"), ("sha-256: " + "a" * 65, "65")],
)
def test_what_is_wrong_with_a_fingerprint_is_true(place, typed, words):
    answer = Client(headers={"accept-language": "en"}).get(PAGE, {"sha": typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"Look again at these: {words}" in page or f"This has {words}." in page
