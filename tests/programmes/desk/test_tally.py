"""The tally: three presses a visit, nobody named, taken off by who counted."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from programmes.models import Feedback, VisitTally
from programmes.servicepoints.services import mark_answered
from programmes.servicepoints.tally import count_visits
from tests.factories import programmes as make
from tests.programmes.desk.conftest import FAR, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
HERE = make.JOENSUU
PAGE = "desk:tally"


def visit(**more: Any) -> dict[str, Any]:
    return {"channel": "phone", "topic": "money", "municipality": HERE, "token": "t-1"} | more


def test_the_third_press_counts_and_the_page_is_ready_for_the_next_visit(desk: Client, worker: User) -> None:
    answer = desk.post(reverse(PAGE), visit())

    assert (answer.status_code, answer["Location"]) == (303, f"{reverse(PAGE)}?channel=phone")
    row = VisitTally.objects.get()
    assert (row.channel, row.topic, row.municipality_id, row.count, row.kind, row.by) == (
        "phone", "money", HERE, 1, "customer", worker,
    )  # fmt: skip
    assert row.on == timezone.localdate()
    page = BeautifulSoup(desk.get(answer["Location"]).content, "html.parser")
    assert page.select_one("input[name=channel][value=phone]").has_attr("checked")  # type: ignore[union-attr]


def test_the_same_press_sent_twice_is_one_visit_and_the_next_form_is_another(desk: Client) -> None:
    desk.post(reverse(PAGE), visit())
    desk.post(reverse(PAGE), visit())
    desk.post(reverse(PAGE), visit(token="t-2"))

    assert VisitTally.objects.count() == 2


def test_a_topic_left_out_is_asked_for_and_what_was_chosen_stays(desk: Client) -> None:
    answer = desk.post(reverse(PAGE), visit(topic=""))

    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    assert page.select_one("input[name=channel][value=phone]").has_attr("checked")  # type: ignore[union-attr]
    assert not VisitTally.objects.exists()


@pytest.mark.parametrize("town", [FAR, "091", "999", ""])
def test_nobody_counts_for_another_area(desk: Client, town: str) -> None:
    answer = desk.post(reverse(PAGE), visit(municipality=town))

    assert answer.status_code == 422
    assert not VisitTally.objects.exists()


def test_the_service_itself_refuses_another_area(far: User) -> None:
    with pytest.raises(PermissionDenied):
        count_visits(VisitTally(channel="visit", municipality_id=HERE), by=far)


def test_several_are_counted_at_once_of_the_network_too(desk: Client) -> None:
    told = {"on": f"{timezone.localdate():%d.%m.%Y}", "municipality": HERE, "kind": "network"}
    told |= {"channel": "event", "topic": "", "count": "14", "token": "t-9"}

    assert desk.post(reverse("desk:tally_several"), told).status_code == 302
    row = VisitTally.objects.get()
    assert (row.kind, row.channel, row.topic, row.count) == ("network", "event", "", 14)
    for wrong in ("0", "-1", "1001", "kaksi"):
        answer = desk.post(reverse("desk:tally_several"), told | {"count": wrong, "token": wrong})
        assert answer.status_code == 422
    assert VisitTally.objects.count() == 1


def test_who_counted_takes_it_off_and_a_colleague_does_not(desk: Client, worker: User) -> None:
    desk.post(reverse(PAGE), visit())
    row = VisitTally.objects.get()
    off = reverse("desk:tally_off", args=[row.pk])

    assert signed_in(make.coordinator()).post(off).status_code == 403
    assert VisitTally.objects.filter(pk=row.pk).exists()
    assert desk.post(off).status_code == 302
    assert not VisitTally.objects.exists()
    assert list(Event.objects.filter(verb__startswith="visittally.").values_list("verb", flat=True)) == [
        "visittally.counted", "visittally.taken_off",
    ]  # fmt: skip


@pytest.mark.parametrize(("answer_by", "counted"), [("phone", ["phone"]), ("email", ["chat"]), ("none", [])])
def test_who_asked_without_an_account_and_was_answered_is_in_the_same_tally(
    worker: User, answer_by: str, counted: list[str]
) -> None:
    told = Feedback.objects.create(
        kind="message", text="Miten haen?", municipality_id=HERE, answer_by=answer_by
    )

    mark_answered(told, by=worker)
    mark_answered(told, by=worker)

    assert list(VisitTally.objects.values_list("channel", flat=True)) == counted
