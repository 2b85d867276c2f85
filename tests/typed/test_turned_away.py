"""A form that came too late: its sender reads why on the page it leads to, and has the words they wrote."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from programmes.models import SupplementApplication, Visit
from programmes.placements import services as placements
from programmes.placements.services import visits
from tests.access.people import client_of as signed_in
from tests.factories import programmes as make
from tests.programmes.machines import cast as made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
TYPED = "Tiistaina aamupäivällä"


@pytest.fixture
def cast() -> made.Cast:
    return made.full_cast()


def client_of(user: Any) -> Client:
    client = signed_in(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def english(words: object) -> str:
    with translation.override("en"):
        return str(words)


def sent_late(client: Client, page: str, **typed: str) -> str:
    """The page that comes after the form was sent as a browser of ours sends it."""
    answer = client.post(page, typed, headers={"origin": "http://testserver"})
    assert answer.status_code == 303
    return client.get(answer["Location"]).content.decode()


def test_a_visit_to_a_place_that_was_closed_meanwhile(cast):
    row = made.placement(cast, "proposed")
    client = client_of(cast["participant"])
    assert client.get(f"/my/places/{row.reference}/visit/").status_code == 200
    placements.close_vacancy(cast.vacancy, by=cast["host_admin"], reason=make.a_reason("vacancy", "close"))

    page = sent_late(client, f"/my/places/{row.reference}/visit/", wish=TYPED, words="Tulen ystävän kanssa")

    assert english(visits.OVER) in page
    assert TYPED in page
    assert "Tulen ystävän kanssa" in page
    assert not Visit.objects.exists()


def test_a_visit_that_was_asked_for_already_in_other_words(cast):
    row = made.placement(cast, "proposed")
    client = client_of(cast["participant"])
    known = visits.ask_for_visit(row, by=cast["participant"], party="participant", wish="Maanantaina")
    address = f"/my/places/{row.reference}/visit/"

    other, same = sent_late(client, address, wish=TYPED), sent_late(client, address, wish="Maanantaina")

    assert "A visit has been asked for already" in other
    assert TYPED in other
    assert "A visit has been asked for already" not in same, "a second press of one form is no mistake"
    assert list(Visit.objects.values_list("pk", "wish")) == [(known.pk, "Maanantaina")]


def test_a_workplace_that_would_like_to_meet_somebody_who_has_chosen_otherwise(cast):
    row = made.placement(cast, "introduced")
    client = client_of(cast["host_admin"])
    placements.accept(row, by=cast["host_admin"], guide="Raili")

    page = sent_late(client, f"/host/places/{row.reference}/meet/", wish=TYPED)

    assert english(visits.TOO_LATE) in page
    assert TYPED in page


@pytest.mark.parametrize("part", ["participant", "host_admin"])
def test_another_time_for_a_visit_that_was_called_off_meanwhile(cast, part):
    row = made.visited(cast)
    visit = Visit.objects.get(placement=row)
    client = client_of(cast[part])
    visits.call_off_visit(visit, by=cast["responsible"], party="area")
    side = "my" if part == "participant" else "host"

    page = sent_late(client, f"/{side}/visits/{visit.reference}/", act="another_time", wish=TYPED)

    assert english(visits.OVER) in page
    assert TYPED in page


def test_a_second_application_for_one_place(cast):
    row = made.placement(cast, "active")
    made.supplement(row)

    page = sent_late(
        client_of(cast["host_admin"]), f"/host/places/{row.reference}/supplement/", linked_ids=TYPED
    )

    assert "nothing new was sent" in page
    assert SupplementApplication.objects.count() == 1
