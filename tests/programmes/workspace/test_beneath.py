"""The strip of a place or a workplace says "nothing to do" over nothing that waits at one of its people."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Read
from programmes.placements.models import Placement
from programmes.placements.states import AFTER_A_NO
from programmes.turns import wait_of
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
TODAY = timezone.localdate
WAITS = ["proposed", "wanted", "introduced", "accepted", "signing", "ended"]


def late(row, days: int = 3):
    type(row).objects.filter(pk=row.pk).update(due_on=TODAY() - timedelta(days=days))
    return row


def pages_over(row: Placement):
    return [
        reverse("work:vacancy", args=[row.vacancy.reference]),
        reverse("work:host", args=[row.vacancy.host.reference]),
    ]


@pytest.mark.parametrize("state", WAITS)
def test_a_late_person_is_named_on_the_place_and_on_the_workplace(desk, worker, state):
    row = late(make.placement(state, by=worker))

    turns = [desk.get(page).context["turn"] for page in pages_over(row)]

    assert [turn.kind for turn in turns] == ["mine", "mine"]
    assert all(str(row.participation.participant) in turn.title for turn in turns)
    assert all("3 päivää" in turn.text for turn in turns)


def test_of_a_colleagues_person_it_is_told_that_another_acts(desk):
    row = late(make.placement("introduced", by=make.coordinator()))

    assert [desk.get(page).context["turn"].kind for page in pages_over(row)] == ["other", "other"]


def test_nothing_to_do_is_said_where_nothing_waits(desk, worker):
    row = make.placement("proposed", by=worker)

    assert [desk.get(page).context["turn"].kind for page in pages_over(row)] == ["nobody", "nobody"]


def test_a_place_to_check_is_told_on_its_workplace(desk, worker):
    place = late(make.vacancy("submitted", by=worker))

    turn = desk.get(reverse("work:host", args=[place.host.reference])).context["turn"]

    assert turn.kind == "mine"
    assert place.title in turn.title


@pytest.mark.parametrize(("of_the_host", "named"), [(5, False), (1, True)])
def test_what_has_waited_longest_is_told(desk, worker, of_the_host, named):
    host = late(make.host("registered", by=worker), of_the_host)
    place = late(make.vacancy("submitted", employer=host, by=worker), 3)

    turn = desk.get(reverse("work:host", args=[host.reference])).context["turn"]

    assert (place.title in turn.title) is named


def test_every_state_that_a_worker_waits_for_is_told(desk, worker):
    """Kind: whatever the state, the morning list and the place's page agree."""
    for state in WAITS:
        row = late(make.placement(state, by=worker))
        assert row.state in AFTER_A_NO or wait_of("placement", row).who != "nobody"
        waits = desk.get("/work/?view=late").context["tasks"]
        told = desk.get(reverse("work:vacancy", args=[row.vacancy.reference])).context["turn"]
        assert row.pk in [task.row.pk for task in waits if task.kind == "placement"]
        assert told.kind != "nobody"


def test_whom_the_strip_names_is_on_record(desk, worker):
    row = late(make.placement("introduced", by=worker))
    before = Read.objects.count()

    desk.get(reverse("work:host", args=[row.vacancy.host.reference]))

    assert Read.objects.count() == before + 1
