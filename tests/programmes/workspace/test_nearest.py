"""The strip of the person's page tells what comes first, and never "nothing to do" over something late."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.participants.models import NextStep, Participation
from programmes.participants.promise import OFFER_DAYS
from programmes.participants.steps import tell_last_day
from tests.factories import programmes as make
from workflow.services import act

TODAY = timezone.localdate


def turn(desk, row):
    return desk.get(reverse("work:person", args=[row.reference])).context["turn"]


def move_step(row, days: int):
    NextStep.objects.filter(participation=row).update(due_on=TODAY() + timedelta(days=days))
    tell_last_day([row.pk])


def referred(row, days_ago: int):
    Participation.objects.filter(pk=row.pk).update(referred_on=TODAY() - timedelta(days=days_ago))


def test_late_step_is_the_workers_turn(desk, worker):
    row = make.participation("active", by=worker)
    move_step(row, -12)

    told = turn(desk, row)

    assert (told.kind, told.title) == ("mine", "Tapaaminen toimistolla")
    assert "12 päivää" in told.text


def test_colleague_reads_of_a_late_step_that_it_is_anothers_turn(desk):
    row = make.participation("active", by=make.coordinator())
    move_step(row, -1)

    assert turn(desk, row).kind == "other"


def test_step_to_come_is_told_and_nothing_is_asked(desk, worker):
    row = make.participation("active", by=worker)
    move_step(row, 5)

    told = turn(desk, row)

    assert (told.kind, told.due_on) == ("nobody", TODAY() + timedelta(days=5))


@pytest.mark.parametrize(("days_ago", "kind"), [(80, "nobody"), (90, "mine"), (95, "mine")])
def test_day_ninety_without_an_offer_is_told_before_a_later_step(desk, worker, days_ago, kind):
    row = make.participation("active", by=worker)
    move_step(row, 30)
    referred(row, days_ago)

    told = turn(desk, row)

    assert (told.kind, told.due_on) == (kind, TODAY() + timedelta(days=OFFER_DAYS - days_ago))


@pytest.mark.parametrize(("days_ago", "words"), [(80, "10 päivää jäljellä"), (93, "meni 3 päivää sitten")])
def test_countdown_to_day_ninety_stands_on_the_page_until_the_first_offer(desk, worker, days_ago, words):
    row = make.participation("active", by=worker)
    referred(row, days_ago)

    before = desk.get(reverse("work:person", args=[row.reference])).content.decode()
    make.placement("proposed", row=row)
    after = desk.get(reverse("work:person", args=[row.reference])).content.decode()

    assert words in before
    assert words not in after


def test_place_that_waits_is_told_while_its_day_is_first(desk, worker):
    row = make.placement("accepted", by=worker)
    move_step(row.participation, 30)
    waits = turn(desk, row.participation)
    move_step(row.participation, -3)
    late = turn(desk, row.participation)

    assert (waits.due_on, late.due_on) == (row.due_on, TODAY() - timedelta(days=3))
    assert (waits.kind, late.kind) == ("mine", "mine")


def test_turn_of_the_person_does_not_hide_a_late_step(desk, worker):
    row = make.placement("proposed", by=worker)
    move_step(row.participation, 4)
    theirs = turn(desk, row.participation)
    move_step(row.participation, -4)

    assert theirs.kind == "other"
    assert turn(desk, row.participation).kind == "mine"


def test_closed_place_before_another_asks_for_the_next_round_until_there_is_one(desk, worker):
    row = make.placement("ended", by=worker)
    act(row, "close", by=worker, outcome="next_place")
    NextStep.objects.filter(participation=row.participation).delete()
    tell_last_day([row.participation_id])

    told = turn(desk, row.participation)
    make.placement("proposed", row=row.participation)

    assert (told.kind, told.title) == ("mine", "Ehdota seuraavaa paikkaa")
    assert turn(desk, row.participation).kind == "other"


def test_closed_place_before_another_stands_on_the_morning_until_there_is_a_round(desk, worker):
    row = make.placement("ended", by=worker)
    act(row, "close", by=worker, outcome="next_place")

    def asked() -> list[str]:
        tasks = desk.get(reverse("work:home")).context["tasks"]
        return [task.what for task in tasks if task.kind == "placement"]

    waiting = asked()
    make.placement("proposed", row=row.participation)

    assert waiting == ["Ehdota seuraavaa paikkaa"]
    assert asked() == []


def test_place_closed_with_a_job_asks_for_nothing(desk, worker):
    row = make.placement("ended", by=worker)
    act(row, "close", by=worker, outcome="job")

    assert [task.kind for task in desk.get(reverse("work:home")).context["tasks"]] == []
