"""Visit first: asked, arranged, moved, called off, held; the clock stands still; who reads what of whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from areas.working_days import add_working_days
from notifications.models import Message
from programmes.models import Placement, Visit
from programmes.placements.services import introduce
from programmes.placements.services.visits import (
    arrange_visit,
    ask_for_another_time,
    ask_for_visit,
    call_off_visit,
    did_not_happen,
)
from programmes.turns import turn
from programmes.workspace.tasks import waiting_for, week_of
from tests.factories import programmes as make
from workflow.services import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOW = {"minutes": 60, "meets": "Raili", "meet_at": "Pääovi", "ride": "own", "ride_words": "Linja 3"}


class Place:
    """A suggestion, whose person and workplace both have accounts."""

    def __init__(self, state: str) -> None:
        employer = make.host()
        self.host = make.host_person(employer)
        self.me = make.account(Role.PARTICIPANT)
        person = make.participant(
            user=self.me,
            email=self.me.email,
            contact_channel="email",
            first_name="Aino",
            last_name="Salainen",
        )
        row = make.participation("active", person=person, aim="LÄHETTEENSANAT")
        self.row = make.placement(state, row=row, place=make.vacancy(employer=employer))
        self.worker = row.coordinator

    def now(self) -> Placement:
        self.row = Placement.objects.get(pk=self.row.pk)
        return self.row

    def ask(self, **told: Any) -> Visit:
        return ask_for_visit(self.now(), by=self.me, party="participant", **told)

    def arrange(self, days: int = 3, **told: Any) -> Visit:
        at = timezone.now() + timedelta(days=days)
        arrange_visit(self.now(), by=self.worker, starts_at=at, **HOW | told)
        return self.row.visits.latest("pk")


@pytest.fixture
def place() -> Place:
    return Place("proposed")


def told(*, template: str) -> set[str]:
    return set(Message.objects.filter(template=template).values_list("recipient_name", flat=True))


def read(user: Any, address: str, status: int = 200) -> str:
    client = Client()
    client.force_login(user, backend=BACKEND)
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def press(user: Any, address: str, **values: str) -> Any:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client.post(address, values)


def test_asking_gives_the_turn_to_the_worker_and_twice_is_once(place):
    first = place.ask(wish="Iltapäivällä")

    again = place.ask()

    row = place.now()
    assert (first.pk, first.state, again.pk) == (first.pk, "asked", first.pk)
    assert row.state == "proposed"
    assert row.due_on == add_working_days(timezone.localdate(), 2)
    assert turn("placement", row, place.me).kind == "other"
    assert turn("placement", row, place.worker).kind == "mine"
    assert told(template="visit_asked") == {str(place.worker)}


def test_the_worker_has_it_on_the_morning_page_and_then_in_the_week(place):
    assert [one for one in waiting_for(place.worker).tasks if one.kind == "placement"] == []

    place.ask()
    (task,) = [one for one in waiting_for(place.worker).tasks if one.kind == "placement"]
    place.arrange()

    assert task.arranges_visit
    assert task.url == reverse("work:visit", args=[place.row.reference])
    assert [one for one in waiting_for(place.worker).tasks if one.kind == "placement"] == []
    assert [row.pk for _on, _what, row in week_of(place.worker)] != []
    assert place.row.title in next(what for _on, what, _row in week_of(place.worker))


@pytest.mark.parametrize(("state", "left"), [("proposed", 7), ("introduced", 5)])
def test_the_clock_stands_still_until_the_visit_and_then_what_was_left_is_left(state, left):
    place = Place(state)
    place.ask()

    visit = place.arrange(days=20)

    day = timezone.localdate(visit.starts_at)
    goes_on = day + timedelta(days=left) if state == "proposed" else add_working_days(day, left)
    assert place.now().due_on == goes_on
    assert turn("placement", place.row, place.me).kind == "nobody"
    with time_machine.travel(visit.starts_at + timedelta(days=1)):
        assert turn("placement", place.now(), place.me).kind == ("mine" if state == "proposed" else "other")


def test_a_wanted_place_with_a_visit_ahead_is_not_on_the_list_until_the_visit_is_over():
    place = Place("wanted")
    visit = place.arrange()

    before = [one.row.pk for one in waiting_for(place.worker).tasks if one.kind == "placement"]
    with time_machine.travel(visit.starts_at + timedelta(days=1)):
        after = [one.row.pk for one in waiting_for(place.worker).tasks if one.kind == "placement"]

    assert (before, after) == ([], [place.row.pk])


def test_calling_off_lets_the_clock_go_on_from_today(place):
    left = (place.row.due_on - timezone.localdate()).days
    visit = place.arrange(days=10)

    call_off_visit(visit, by=place.me, party="participant")

    row = place.now()
    assert (row.visit_ahead, row.visit_on) == ("", None)
    assert row.due_on == timezone.localdate() + timedelta(days=left)
    assert Visit.objects.get().state == "cancelled"


def test_an_answer_in_the_meantime_has_its_own_days_after_the_visit(place):
    visit = place.arrange(days=10)

    act(place.now(), "want", by=place.me)

    row = place.now()
    assert row.state == "wanted"
    assert row.due_on == add_working_days(timezone.localdate(visit.starts_at), 3)


def test_all_who_take_part_are_told_of_a_new_time_and_calendars_see_it(place):
    first = place.arrange()
    Message.objects.all().delete()

    moved = place.arrange(days=5)

    assert moved.pk == first.pk
    assert moved.sequence > first.sequence
    assert told(template="visit_moved") == {"Aino Salainen", str(place.host)}


@pytest.mark.parametrize(
    ("party", "hears"),
    [("participant", {"worker", "host"}), ("host", {"worker", "person"}), ("area", {"person", "host"})],
)
def test_calling_off_is_told_to_the_others(place, party, hears):
    visit = place.arrange()
    who = {"participant": place.me, "host": place.host, "area": place.worker}[party]
    names = {"worker": str(place.worker), "host": str(place.host), "person": "Aino Salainen"}

    call_off_visit(visit, by=who, party=party)

    assert told(template="visit_called_off") == {names[one] for one in hears}


def test_a_time_that_does_not_suit_goes_back_to_the_worker_and_nobody_waits_in_vain(place):
    visit = place.arrange()

    ask_for_another_time(visit, by=place.host, party="host", wish="Ensi viikolla")

    row = place.now()
    assert Visit.objects.get().state == "asked"
    assert (row.visit_ahead, row.visit_on) == ("asked", None)
    assert told(template="visit_time_does_not_suit") == {str(place.worker), "Aino Salainen"}


def test_one_tap_tells_how_it_was_and_a_later_tap_holds(place):
    visit = place.arrange()
    address = reverse("visits:own", args=[visit.reference])

    early = press(place.me, address, view="good")
    assert Visit.objects.get().state == "agreed"
    with time_machine.travel(visit.starts_at + timedelta(hours=2)):
        press(place.me, address, view="good")
        press(place.me, address, view="unsure")
        press(place.host, reverse("visits:at_host", args=[visit.reference]), view="good")

    row = Visit.objects.get()
    assert early.status_code == 303
    assert (row.state, row.own_view, row.host_view) == ("held", "unsure", "good")
    assert place.now().visit_ahead == ""
    assert told(template="visit_held") == {str(place.worker)}


def test_a_visit_that_did_not_happen_is_for_the_worker_to_ask_about(place):
    visit = place.arrange()

    with pytest.raises(ValidationError):
        did_not_happen(visit, by=place.host, party="host")
    with time_machine.travel(visit.starts_at + timedelta(hours=2)):
        did_not_happen(visit, by=place.host, party="host")

    assert Visit.objects.get().state == "missed"
    assert told(template="visit_missed") == {str(place.worker)}


def test_the_workplace_reads_the_first_name_and_what_was_chosen_and_nothing_of_the_referral(place):
    place.ask(wish="TOIVESANAT", shown=["phone"], words="Minulla on avustajakoira.")
    visit = place.arrange()

    seen = read(place.host, reverse("visits:at_host", args=[visit.reference]))
    home = read(place.host, reverse("host:home"))

    assert "Aino" in seen
    assert "040" in seen
    assert "avustajakoira" in seen
    for secret in ("Salainen", "LÄHETTEENSANAT", "TOIVESANAT", place.me.email):
        assert secret not in seen + home


def test_the_person_reads_the_same_of_themself_as_the_workplace_will(place):
    visit = place.ask(words="Minulla on avustajakoira.")

    own = read(place.me, reverse("visits:own", args=[visit.reference]))

    assert "avustajakoira" in own


def test_before_a_time_is_agreed_the_workplace_has_nothing_to_read(place):
    visit = place.ask()

    read(place.host, reverse("visits:at_host", args=[visit.reference]), status=404)
    read(place.host, reverse("host:placement", args=[place.row.reference]), status=404)

    assert Message.objects.filter(recipient=place.host, template__startswith="visit").count() == 0


def test_when_the_person_chooses_otherwise_the_visit_is_off_and_the_workplace_hears_of_it(place):
    visit = place.arrange()

    act(place.now(), "decline", by=place.me)

    assert "Pääovi" not in read(place.host, reverse("visits:at_host", args=[visit.reference]))
    assert told(template="visit_called_off") == {str(place.host)}
    assert Visit.objects.get().has_fallen


def test_who_was_introduced_is_told_once_and_not_of_the_visit_too():
    place = Place("introduced")
    place.arrange()

    act(place.now(), "decline", by=place.me)

    assert told(template="person_not_coming") == {str(place.host)}
    assert told(template="visit_called_off") == set()


def test_the_workplace_may_ask_to_meet_of_whom_was_introduced_and_of_nobody_else():
    place = Place("wanted")
    address = reverse("visits:meet", args=[place.row.reference])

    before = press(place.host, address, wish="Huomenna")
    introduce(place.now(), by=place.worker)
    after = press(place.host, address, wish="Huomenna")

    assert (before.status_code, after.status_code) == (404, 303)
    assert Visit.objects.get().asked_by == "host"
    assert told(template="workplace_wants_to_meet") == {"Aino Salainen"}
    with pytest.raises(PermissionDenied):
        arrange_visit(place.now(), by=place.host, starts_at=timezone.now() + timedelta(days=2), **HOW)


def test_no_visit_is_asked_for_when_the_place_is_chosen():
    place = Place("accepted")

    with pytest.raises(ValidationError):
        place.ask()
    with pytest.raises(ValidationError):
        place.arrange()


def test_a_time_that_has_passed_is_said_and_nothing_typed_is_lost(place):
    client = Client()
    client.force_login(place.worker, backend=BACKEND)
    yesterday = timezone.localdate() - timedelta(days=1)

    answer = client.post(
        reverse("work:visit", args=[place.row.reference]),
        HOW | {"on": yesterday.isoformat(), "at": "klo 9:30", "meets": "Raili Hirvonen"},
    )

    assert answer.status_code == 422
    assert "Raili Hirvonen" in answer.content.decode()
    assert Visit.objects.count() == 0


def test_the_person_asks_on_a_phone_and_the_worker_arranges_it(place):
    asked = press(place.me, reverse("visits:ask", args=[place.row.reference]), wish="Ma", shown="phone")
    day = timezone.localdate() + timedelta(days=4)
    arranged = press(
        place.worker,
        reverse("work:visit", args=[place.row.reference]),
        **{name: str(value) for name, value in HOW.items()} | {"on": day.isoformat(), "at": "9.30"},
    )

    visit = Visit.objects.get()
    assert (asked.status_code, arranged.status_code) == (303, 302)
    assert timezone.localtime(visit.starts_at).strftime("%H:%M") == "09:30"
    assert told(template="visit_agreed") == {"Aino Salainen"}
    assert told(template="visit_to_you") == {str(place.host)}
    assert "Linja 3" in read(place.me, reverse("my:placement", args=[place.row.reference]))


def test_of_another_persons_visit_nobody_reads(place):
    visit = place.arrange()
    stranger, other_host = make.account(Role.PARTICIPANT), make.host_person(make.host())

    read(stranger, reverse("visits:own", args=[visit.reference]), status=404)
    read(other_host, reverse("visits:at_host", args=[visit.reference]), status=404)
