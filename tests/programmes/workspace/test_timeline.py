"""What has happened is told once for each press: acts that were taken back and done again fill no page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from programmes.participants import services as participant_services
from programmes.placements import services as placement_services
from programmes.placements.models import Placement
from programmes.workspace.timeline import timeline_of
from tests.factories import programmes as make
from workflow.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def last_about(row) -> Event:
    return Event.objects.filter(object_type=row._meta.model_name, object_id=row.pk).latest("pk")


def suggested_three(row, worker, places):
    kind = make.programme_type()
    placement_services.propose(row, [(place, kind) for place in places], by=worker)
    return list(Placement.objects.filter(participation=row).order_by("-pk")[:3])


def everything_of(row):
    return timeline_of([row, *Placement.objects.filter(participation=row)])


def test_three_places_of_one_press_are_one_line_that_names_them_all(worker):
    row = make.participation("active", by=worker)
    before = len(everything_of(row))

    suggested = suggested_three(row, worker, [make.vacancy(by=worker, title=f"Työ {n}") for n in "ABC"])

    entries = everything_of(row)
    assert len(entries) == before + 1
    assert all(one.title in entries[0].text for one in suggested)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_an_act_taken_back_and_done_again_is_one_line(worker, times):
    row = make.participation("active", by=worker)
    before = len(timeline_of([row]))
    for _number in range(times):
        participant_services.hold(row, by=worker, look_again_on=timezone.localdate())
        undo(row, last_about(row), by=worker)
    taken_back = timeline_of([row])
    participant_services.hold(row, by=worker, look_again_on=timezone.localdate())
    again = timeline_of([row])

    assert (len(taken_back), len(again)) == (before + 1, before + 1)
    assert taken_back[0].title.startswith("Otettu takaisin: ")
    assert "Tehty" in taken_back[0].text
    assert str(times) in again[0].text


def test_a_round_taken_back_and_suggested_again_is_one_line(worker):
    row = make.participation("active", by=worker)
    places = [make.vacancy(by=worker, title=f"Työ {n}") for n in "ABC"]
    before = len(everything_of(row))
    for _number in range(2):
        first = suggested_three(row, worker, places)[-1]
        undo(first, last_about(first), by=worker)
    suggested_three(row, worker, places)

    assert len(everything_of(row)) == before + 1


def test_the_same_call_made_twice_is_two_lines(worker, desk):
    row = make.placement("proposed", by=worker)
    for _number in range(2):
        desk.post(reverse("work:placement_called", args=[row.reference]))

    titles = [entry.title for entry in timeline_of([row])]

    assert len(titles) == len(set(titles)) + 1


def test_nothing_of_what_happened_is_left_out_by_its_name(worker):
    """Every verb of the trail stands in the page, done or taken back."""
    row = make.placement("accepted", by=worker)
    entries = everything_of(row.participation)
    about = Event.objects.filter(object_type__in=["placement", "participation"])

    assert len({entry.title for entry in entries}) == about.values("verb").distinct().count()
