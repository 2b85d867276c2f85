"""The safety list: shown by the workplace, confirmed by the person, asked for when it is late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from areas.working_days import add_working_days
from audit.models import Event
from notifications.models import Message
from programmes.models import CallRequest, Induction, InductionItem, InductionTick, Placement
from programmes.placements.induction import services
from programmes.placements.induction.items import items_of, lines_of
from programmes.workspace.tasks import waiting_for

TODAY = timezone.localdate
LANGUAGES = ["fi", "fi-simple", "sv", "en"]


def begun(hosted, working_days_ago):
    """The place began so many working days ago."""
    day = add_working_days(TODAY(), -working_days_ago)
    Placement.objects.filter(pk=hosted.place.pk).update(started_on=day)
    hosted.place = Placement.objects.get(pk=hosted.place.pk)
    return hosted


def test_lines_are_of_every_type_or_of_its_own_and_hold_on_the_first_day(hosted):
    old = InductionItem.objects.get(code="absence")
    InductionItem.objects.filter(pk=old.pk).update(valid_until=hosted.place.starts_on - timedelta(days=1))

    codes = {item.code for item in items_of(hosted.place)}

    assert {"dangers", "occupational_health"} <= codes
    assert not {"absence", "outdoors", "own_language"} & codes


def test_the_workplace_shows_and_the_person_says_so_too(hosted):
    items = items_of(hosted.place)
    address = f"/host/places/{hosted.place.reference}/safety/"
    own = f"/my/places/{hosted.place.reference}/safety/"

    hosted.at_host().post(address, {"item": [items[0].pk, items[0].pk, "x", 99_999_999]})
    assert not Message.objects.filter(template="induction_to_confirm").exists()
    hosted.case.own().post(own, {"item": [items[0].pk, items[1].pk]})
    assert InductionTick.objects.filter(confirmed_at__isnull=False).count() == 1
    hosted.at_host().post(address, {"item": [item.pk for item in items]})

    row = Induction.objects.get()
    assert row.done_on == TODAY()
    assert row.ticks.count() == len(items)
    assert Message.objects.filter(template="induction_to_confirm", recipient=hosted.case.user).count() == 1
    hosted.case.own().post(own, {"item": [item.pk for item in items]})
    assert all(line.confirmed for line in lines_of(hosted.place))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_on_the_telephone_shows_what_was_shown_and_what_was_not(hosted, language):
    items = items_of(hosted.place)
    services.show(hosted.place, [items[0].pk], by=hosted.member)

    page = hosted.case.own(language).get(f"/my/places/{hosted.place.reference}/safety/")

    assert page.status_code == 200
    assert [line.item for line in page.context["to_confirm"]] == [items[0]]
    assert len(page.context["left"]) == len(items) - 1


def test_what_was_not_shown_is_a_call_by_the_next_working_day_and_the_workplace_reads_nothing(hosted):
    own = f"/my/places/{hosted.place.reference}/safety/"

    hosted.case.own().post(own, {"not_shown": "1"})

    call = CallRequest.objects.get()
    assert call.due_on == add_working_days(TODAY(), 1)
    assert call.place == hosted.place.reference
    assert Event.objects.filter(verb="placement.induction_doubted").count() == 1
    assert (
        "induction_doubted"
        not in hosted.at_host().get(f"/host/places/{hosted.place.reference}/").content.decode()
    )


@pytest.mark.parametrize(("ago", "host_asked", "worker_asked"), [(1, 0, 0), (2, 1, 0), (3, 1, 1)])
def test_on_the_third_day_the_workplace_is_asked_and_then_the_worker(hosted, ago, host_asked, worker_asked):
    begun(hosted, ago)
    assert services.open_lists() == 1
    assert services.open_lists() == 0

    home = hosted.at_host().get("/host/").context["waiting"]
    place = hosted.at_host().get(f"/host/places/{hosted.place.reference}/").context["turn"]
    listed = [task for task in waiting_for(hosted.worker).tasks if task.kind == "induction"]

    address = f"/host/places/{hosted.place.reference}/safety/"
    assert sum(one.url == address for one in home) == host_asked
    assert (place.kind == "mine") == bool(host_asked)
    assert len(listed) == worker_asked


def test_nothing_waits_when_all_has_been_shown(hosted):
    begun(hosted, 5)
    services.show(hosted.place, [item.pk for item in items_of(hosted.place)], by=hosted.member)

    assert not [task for task in waiting_for(hosted.worker).tasks if task.kind == "induction"]
    assert not hosted.at_host().get("/host/").context["waiting"]


def test_a_worker_ticks_on_the_word_of_both(hosted):
    items = items_of(hosted.place)
    address = f"/work/placements/{hosted.place.reference}/safety/"
    desk = hosted.case.desk()

    desk.post(address, {"item": [items[0].pk], "said": [items[0].pk, items[1].pk], "on_word": "phone"})

    confirmed = InductionTick.objects.filter(confirmed_at__isnull=False)
    assert set(confirmed.values_list("item", flat=True)) == {items[0].pk, items[1].pk}
    verbs = Event.objects.filter(verb__startswith="placement.induction", on_word="phone")
    assert verbs.count() == 2


def test_the_workplaces_page_costs_no_more_with_a_list_that_waits(hosted):
    client = hosted.at_host()
    client.get("/host/")
    with CaptureQueriesContext(connection) as before:
        client.get("/host/")
    begun(hosted, 5)
    services.open_lists()

    with CaptureQueriesContext(connection) as after:
        client.get("/host/")

    assert len(after) <= len(before) <= 25
