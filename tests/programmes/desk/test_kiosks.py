"""Feedback tablets: an address that holds until it is closed, one press, nobody named."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from programmes.desk.views import kiosks
from programmes.models import Feedback, FeedbackKiosk, ServicePoint
from programmes.servicepoints.kiosk import link_of, tell
from tests.factories import programmes as make
from tests.programmes.desk.conftest import FAR, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
HERE = make.JOENSUU


@pytest.fixture(autouse=True)
def _nobody_has_knocked() -> None:
    cache.clear()


@pytest.fixture
def kiosk() -> FeedbackKiosk:
    point = ServicePoint.objects.create(code="luotsi", name_fi="Luotsi", municipality_id=HERE)
    return FeedbackKiosk.objects.create(point=point)


def test_one_press_is_one_answer_of_the_point_and_the_page_asks_the_next_by_itself(
    client: Client, kiosk: FeedbackKiosk
) -> None:
    address = link_of(kiosk)
    token = BeautifulSoup(client.get(address).content, "html.parser").select_one("input[name=token]")["value"]  # type: ignore[index]

    answers = [client.post(address, {"score": "9", "token": token}) for _press in range(2)]

    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0]["Refresh"].endswith(f"url={address}")
    told = Feedback.objects.get()
    assert (told.kind, told.score, told.municipality_id, told.point) == ("experience", 9, HERE, kiosk.point)
    assert (told.name, told.phone, told.email, told.text, told.due_on) == ("", "", "", "", None)


@pytest.mark.parametrize("score", ["", "11", "-1", "5.0", "kymmenen", "٩"])
def test_what_is_no_number_of_the_scale_is_asked_again(
    client: Client, kiosk: FeedbackKiosk, score: str
) -> None:
    assert client.post(link_of(kiosk), {"score": score, "token": "t"}).status_code == 422
    assert not Feedback.objects.exists()


def test_a_closed_tablet_and_an_address_of_nobody_ask_nothing(client: Client, kiosk: FeedbackKiosk) -> None:
    address, worker = link_of(kiosk), make.coordinator()

    assert signed_in(worker).post(reverse("desk:kiosk_close", args=[kiosk.reference])).status_code == 302
    for link in (address, reverse("kiosk", args=[kiosk.reference]), address.replace(":", ":A", 1)):
        assert client.get(link).status_code == 404
        assert client.post(link, {"score": "9", "token": "t"}).status_code == 404
    assert not Feedback.objects.exists()


def test_a_machine_that_presses_on_and_on_is_stopped_in_words(
    client: Client, kiosk: FeedbackKiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kiosks, "MOST", 2)

    answers = [
        client.post(link_of(kiosk), {"score": "1", "token": f"t{press}"}).status_code for press in range(4)
    ]

    assert answers == [200, 200, 429, 429]
    assert Feedback.objects.count() == 2


def test_a_worker_sets_up_a_tablet_where_they_work_and_nowhere_else(desk: Client, worker: User) -> None:
    here = ServicePoint.objects.create(code="taalla", name_fi="Täällä", municipality_id=HERE)
    there = ServicePoint.objects.create(code="siella", name_fi="Siellä", municipality_id=FAR)

    assert desk.post(reverse("desk:kiosks"), {"point": there.pk, "token": "a"}).status_code == 422
    for _press in range(2):
        assert desk.post(reverse("desk:kiosks"), {"point": here.pk, "token": "b"}).status_code == 302
    row = FeedbackKiosk.objects.get()
    assert (row.point, row.made_by) == (here, worker)
    assert link_of(row) in desk.get(reverse("desk:kiosks")).content.decode()


def test_what_was_pressed_does_not_fill_the_list_of_what_was_told(desk: Client, kiosk: FeedbackKiosk) -> None:
    Feedback.objects.create(kind="experience", score=9, municipality_id=HERE, text="Hyvin meni, kiitos.")
    tell(kiosk, 3, language="fi", token="t")

    page = desk.get(f"{reverse('work:told')}?view=messages")

    assert [row.score for row in page.context["page_obj"]] == [9]
