"""The morning page: what waits, who is late, who is forgotten, and what it costs to ask."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.services import assign_role, set_substitute
from areas.models import Municipality
from audit.models import Event
from audit.selectors import last_event
from programmes.participants import services as participant_services
from programmes.participants.models import CallRequest, NextStep, Participation
from programmes.participants.steps import tell_last_day
from programmes.personal import conversation, corrections
from programmes.placements.models import Placement
from programmes.workspace.caseload import without_next_step
from programmes.workspace.tasks import VIEWS, waiting_for
from tests.factories import programmes as make
from tests.steps import steps_told_wrongly

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HOME = "/work/"


def names(user, **kwargs):
    return [task.name for task in waiting_for(user, **kwargs).tasks]


def test_a_new_referral_of_the_municipality_waits_for_its_coordinator(worker):
    row = make.participation("referred")

    waiting = waiting_for(worker)
    tasks, more = waiting.tasks, waiting.more

    assert [(task.row, task.kind, more) for task in tasks] == [(row, "participation", False)]


def test_a_referral_elsewhere_waits_for_somebody_else(worker):
    make.participation("referred", person=make.participant(municipality=make.LIEKSA))

    assert names(worker) == []


def test_another_coordinators_person_is_not_my_turn_but_is_seen_among_everyone(worker):
    colleague = make.coordinator()
    row = make.participation("waiting", by=colleague)

    assert (names(worker), names(worker, everyone=True)) == ([], [str(row.participant)])


def test_a_stand_in_has_the_turns_of_the_one_who_is_away(worker):
    colleague = make.coordinator()
    row = make.participation("waiting", by=colleague)
    today = timezone.localdate()

    set_substitute(colleague.assignments.get(), worker, from_=today, until=today, by=None)

    assert names(worker) == [str(row.participant)]


def test_what_waits_for_another_comes_up_when_its_day_has_passed(worker):
    row = make.placement("introduced", by=worker)
    before = names(worker)

    Placement.objects.filter(pk=row.pk).update(due_on=timezone.localdate() - timedelta(days=3))

    tasks = waiting_for(worker).tasks
    assert before == []
    assert [(task.row, task.late, task.needs_call) for task in tasks] == [(row, True, True)]


def test_asking_again_gives_the_answer_new_days(desk, worker):
    row = make.placement("introduced", by=worker)
    Placement.objects.filter(pk=row.pk).update(due_on=timezone.localdate() - timedelta(days=3))

    answer = desk.post(reverse("work:placement_called", args=[row.reference]), {"next": HOME})

    assert (answer.status_code, answer.url) == (303, f"{HOME}?done={last_event(row).pk}")
    assert Placement.objects.get(pk=row.pk).due_on > timezone.localdate()
    assert names(worker) == []


@pytest.mark.parametrize("wanted", ["foo", "https", "//evil.example/", "https://evil.example/", "/\r\nX: y"])
def test_address_to_go_on_to_that_is_not_ours_is_left_aside(desk, worker, wanted):
    row = make.placement("introduced", by=worker)
    Placement.objects.filter(pk=row.pk).update(due_on=timezone.localdate() - timedelta(days=3))

    answer = desk.post(reverse("work:placement_called", args=[row.reference]), {"next": wanted})

    own = reverse("work:placement", args=[row.reference])
    assert (answer.status_code, answer.url) == (303, f"{own}?done={last_event(row).pk}")


@pytest.mark.parametrize("state", ["refused", "declined"])
def test_a_no_waits_until_the_person_was_rung(desk, worker, state):
    row = make.placement(state, by=worker)
    before = names(worker)

    desk.post(reverse("work:placement_called", args=[row.reference]))

    assert (before, names(worker)) == ([str(row.participation.participant)], [])


def test_a_no_is_over_when_something_newer_is_suggested(worker):
    row = make.placement("declined", by=worker)

    make.placement("proposed", row=row.participation)

    assert names(worker) == []


def test_a_manager_who_coordinates_one_municipality_has_the_turns_of_that_one(worker):
    both = make.manager()
    assign_role(both, Role.COORDINATOR, municipality=Municipality.objects.get(code=make.LIEKSA), by=None)
    elsewhere = make.host("registered", by=worker)

    assert (names(both), names(both, everyone=True)) == ([], [str(elsewhere)])


def test_suggestions_made_together_are_one_call(desk, worker):
    person = make.participation("active", by=worker)
    first = make.placement("proposed", row=person)
    second = make.placement("proposed", row=person)
    past = timezone.localdate() - timedelta(days=2)
    Placement.objects.filter(participation=person).update(offer_round=first.offer_round, due_on=past)

    before = names(worker)
    desk.post(reverse("work:placement_called", args=[first.reference]))

    assert (before, names(worker)) == ([str(person.participant)], [])
    assert Placement.objects.get(pk=second.pk).due_on > timezone.localdate()


def test_a_next_step_of_today_is_a_thing_to_do(worker):
    row = make.participation("active", by=worker, next_step_due_on=timezone.localdate())

    tasks = waiting_for(worker).tasks

    assert [(task.kind, task.row, task.what) for task in tasks] == [("step", row, "Tapaaminen toimistolla")]


def test_a_start_that_is_far_away_is_not_on_the_list_yet(worker):
    row = make.placement("agreed", by=worker)
    Placement.objects.filter(pk=row.pk).update(due_on=timezone.localdate() + timedelta(days=10))

    assert names(worker) == []


def test_tiles_count_what_the_list_shows(worker):
    make.participation("referred")
    make.participation("waiting", by=worker)
    make.vacancy("submitted", by=worker)
    make.host("registered", by=worker)

    told = {"all": 4, "late": 0, "new": 1, "places": 2}
    assert [waiting_for(worker, view=view).counts for view in ("", *VIEWS)] == [told] * 4


def test_counting_stops_where_nobody_counts_on_and_the_page_says_so(desk, worker, monkeypatch):
    monkeypatch.setattr("programmes.workspace.counting.MOST_COUNTED", 3)
    monkeypatch.setattr("programmes.workspace.tasks.MOST_COUNTED", 3)
    monkeypatch.setattr("programmes.workspace.tasks.PAGE", 1)
    for _number in range(4):
        make.participation("referred")

    counts = waiting_for(worker).counts
    page = desk.get(HOME).content.decode()

    assert counts == {"all": 3, "late": 0, "new": 3, "places": 0}
    assert page.count('<span class="tile-value">2+</span>') == 3  # messages to tell


def test_what_is_late_is_counted_whole_where_counting_stops(worker, monkeypatch):
    monkeypatch.setattr("programmes.workspace.tasks.MOST_COUNTED", 3)
    monkeypatch.setattr("programmes.workspace.tasks.PAGE", 1)
    for _number in range(3):
        make.participation("waiting", by=worker)
    late = make.participation("waiting", by=worker)
    Participation.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=1))

    assert waiting_for(worker).counts == {"all": 3, "late": 1, "new": 0, "places": 0}


def test_nobody_in_service_without_a_dated_step_is_left_unseen(worker):
    today = timezone.localdate()
    later = make.participation("active", by=worker, next_step_due_on=today + timedelta(days=60))
    never = make.participation("waiting", by=worker)
    done = make.participation("active", by=worker, next_step_due_on=today + timedelta(days=9))
    make.participation("active", by=worker)
    NextStep.objects.filter(participation=done).update(done_on=today)
    passed = make.participation("active", by=worker)
    NextStep.objects.filter(participation=passed).update(due_on=today - timedelta(days=400))
    tell_last_day([passed.pk])

    assert list(without_next_step(worker)) == [never, passed, done, later]


def test_a_day_that_no_step_has_is_found(worker):
    row, wrong = make.participation("active", by=worker), timezone.localdate() - timedelta(days=1)
    right = row.next_steps.get().due_on
    Participation.objects.filter(pk=row.pk).update(last_step_on=wrong)

    assert steps_told_wrongly() == [(row.pk, wrong, right)]
    tell_last_day([row.pk])
    assert steps_told_wrongly() == []


def test_a_call_is_recorded_from_the_morning_page(desk, worker):
    row = make.participation("active", by=worker)
    asked = participant_services.ask_for_a_call(row, by=worker, about="Työaika")
    page = desk.get(HOME).content.decode()

    desk.post(reverse("work:called", args=[asked.pk]))

    assert "Työaika" in page
    assert CallRequest.objects.get(pk=asked.pk).called_at is not None
    assert "Työaika" not in desk.get(HOME).content.decode()


def test_a_call_of_somebody_out_of_scope_is_not_found(desk):
    other = make.coordinator(make.LIEKSA)
    row = make.participation("active", by=other, person=make.participant(municipality=make.LIEKSA))
    asked = participant_services.ask_for_a_call(row, by=other)

    assert desk.post(reverse("work:called", args=[asked.pk])).status_code == 404


def test_an_empty_morning_says_so_kindly(desk):
    page = desk.get(HOME, headers={"accept-language": "en"})

    assert (page.status_code, "All is done here" in page.content.decode()) == (200, True)


def test_a_manager_sees_the_whole_area_at_first(client):
    row = make.participation("referred", person=make.participant(municipality=make.LIEKSA))
    client.force_login(make.manager())

    assert str(row.participant) in client.get(HOME).content.decode()


@pytest.mark.parametrize("role", ["referrer", "host"])
def test_others_do_not_enter(client, role):
    user = make.referrer() if role == "referrer" else make.host_person(make.host())
    client.force_login(user)

    assert client.get(HOME).status_code == 403


def test_an_act_from_the_list_can_be_taken_back_from_the_list(desk, worker):
    row = make.participation("referred")
    act = reverse("workflow:act", args=["participation", row.reference, "accept"])

    answer = desk.post(act, {"token": "t", "coordinator": worker.pk, "next": HOME})
    page = desk.get(answer["Location"])

    assert answer["Location"].startswith(f"{HOME}?done=")
    assert "/undo/" in page.content.decode()


def test_another_persons_act_offers_no_undo(desk, worker):
    other = make.coordinator(make.LIEKSA)
    row = make.participation("waiting", by=other, person=make.participant(municipality=make.LIEKSA))
    event = Event.objects.filter(object_id=row.pk, verb="participation.accepted").get()

    assert "/undo/" not in desk.get(f"{HOME}?done={event.pk}").content.decode()


def queries(desk: Client) -> int:
    with CaptureQueriesContext(connection) as found:
        assert desk.get(HOME).status_code == 200
    return len(found)


def one_of_each(worker):
    make.participation("referred")
    make.participation("waiting", by=worker)
    make.participation("active", by=worker, next_step_due_on=timezone.localdate())
    for state in ("wanted", "accepted", "refused", "ended"):
        make.placement(state, by=worker)
    make.vacancy("submitted", by=worker)
    make.host("registered", by=worker)
    row = make.participation("active", by=worker)
    participant_services.ask_for_a_call(row, by=worker)
    corrections.ask(row, by=worker, item="name", right="Aino")
    row.participant.user = make.account(Role.PARTICIPANT)
    row.participant.save()
    conversation.write(row, by=row.participant.user, text="Hei")
    NextStep.objects.filter(participation=row).delete()
    tell_last_day([row.pk])


def test_three_of_each_cost_as_many_queries_as_one(desk, worker):
    one_of_each(worker)
    desk.get(HOME)
    once = queries(desk)
    one_of_each(worker)
    one_of_each(worker)
    desk.get(HOME)

    assert (queries(desk), once) == (once, 30)


def test_the_day_on_paper_has_whom_to_ring_and_what_waits(desk, worker):
    waits = make.participation("waiting", by=worker, person=make.participant(phone="040 555 0133"))
    hidden = make.participation(
        "waiting", by=worker, person=make.participant(phone="040 555 0144", restricted=True)
    )
    other = make.participation("waiting", by=make.coordinator())
    asks = make.participation("active", by=worker, person=make.participant(phone="050 555 0111"))
    CallRequest.objects.create(participation=asks, asked_at=timezone.now(), about="Matkat")

    with CaptureQueriesContext(connection) as queries:
        text = desk.get(reverse("work:today")).content.decode()

    for words in (str(waits.participant), "040 555 0133", str(hidden.participant), "050 555 0111", "Matkat"):
        assert words in text
    assert "040 555 0144" not in text
    assert str(other.participant) not in text
    assert len(queries) <= 25


def test_the_ways_on_stand_in_three_groups_and_each_leads_somewhere(desk):
    page = BeautifulSoup(desk.get(HOME).content, "html.parser")

    ways = page.select_one("nav.ways-on")
    links = [one["href"] for one in ways.select("a")]
    assert [one.get_text() for one in ways.select("h2")] == ["Kirjaa", "Omat päiväni", "Katso"]
    assert len(links) == len(set(links))
    assert {reverse("desk:tally"), reverse("desk:times"), reverse("work:messages")} <= set(links)
    assert {desk.get(link).status_code for link in links} == {200}
