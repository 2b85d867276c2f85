"""The first day: what the card says, who fills it in, the evening before, and how it went."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import strip_tags

from accounts.roles import Role
from audit.models import Event
from notifications.models import Delivery, Message
from programmes.messages import templates
from programmes.models import CallRequest, FirstDay, Placement
from programmes.placements.first_day.card import card_facts, first_day_of
from programmes.placements.first_day.evening import ask_about_first_days, remind_of_tomorrow
from programmes.placements.first_day.links import address_for
from programmes.placements.first_day.services import fill_in, tell_first_day
from programmes.placements.services.visits import arrange_visit
from programmes.recipients import QUESTIONS
from programmes.workspace.caseload import call_requests
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FINLAND = ZoneInfo("Europe/Helsinki")
CARD = {
    "arrives_at": None, "door": "Piha-ovi", "bus": "Linja 3", "clothes": "Omat", "lunch": "Eväät",
    "meets": "Raili", "phone": "040 555 0199", "more": "",
}  # fmt: skip


class Place:
    """A place of a person and a workplace that both have accounts."""

    def __init__(self, state: str, channel: str = "email") -> None:
        employer = make.host()
        self.host = make.host_person(employer)
        self.me = make.account(Role.PARTICIPANT)
        person = make.participant(user=self.me, email=self.me.email, contact_channel=channel)
        vacancy = make.vacancy(
            employer=employer, directions="Pihan puolelta", bus="Linja 7", clothes="Työvaatteet saa",
            lunch="Lounas talossa", daily_hours="8–14",
        )  # fmt: skip
        self.row = make.placement(state, row=make.participation("active", person=person), place=vacancy)
        self.worker = self.row.participation.coordinator
        Message.objects.all().delete()

    def starts(self, on: date) -> Placement:
        Placement.objects.filter(pk=self.row.pk).update(starts_on=on)
        self.row = Placement.objects.get(pk=self.row.pk)
        return self.row

    def began(self, on: date) -> Placement:
        Placement.objects.filter(pk=self.row.pk).update(started_on=on)
        self.row = Placement.objects.get(pk=self.row.pk)
        return self.row


def on_the_wall(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=FINLAND)


def read(user: Any, address: str, status: int = 200) -> str:
    client = Client()
    client.force_login(user, backend=BACKEND)
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def press(user: Any, address: str, **values: str) -> int:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client.post(address, values).status_code


def card_in_english(place: Place) -> dict[str, str]:
    with translation.override("en"):
        return {str(label): strip_tags(str(value)) for label, value in card_facts(first_day_of(place.row))}


def told(template: str) -> list[str]:
    rows = Message.objects.filter(template=template).order_by("pk")
    return list(rows.values_list("recipient_name", flat=True))


def test_the_card_says_what_the_place_tells_until_somebody_writes_otherwise():
    place = Place("agreed")
    before = card_in_english(place)

    fill_in(place.row, by=place.host, **CARD | {"bus": ""})

    after = card_in_english(place)
    assert (before["Door"], before["Bus"], before["Be there"]) == ("Pihan puolelta", "Linja 7", "8–14")
    assert (after["Door"], after["Bus"], after["Clothes"]) == ("Piha-ovi", "Linja 7", "Omat")
    assert told("first_day_card") == [str(place.row.participation.participant)]
    assert Event.objects.get(verb="placement.first_day_filled").data["fields"] == [
        "clothes", "door", "lunch", "meets", "phone",
    ]  # fmt: skip


def test_saving_it_as_it_was_tells_nobody_anything():
    place = Place("agreed")
    fill_in(place.row, by=place.worker, **CARD)

    fill_in(place.row, by=place.worker, **CARD)

    assert Event.objects.filter(verb="placement.first_day_filled").count() == 1


def test_the_person_reads_it_from_when_all_have_signed():
    place, early = Place("agreed"), Place("signing")

    own = read(place.me, reverse("first_day:own", args=[place.row.reference]))

    assert "Pihan puolelta" in own
    assert "Pihan puolelta" in read(place.me, reverse("my:home"))
    read(early.me, reverse("first_day:own", args=[early.row.reference]), status=404)
    read(early.host, reverse("first_day:at_host", args=[early.row.reference]), status=404)
    with pytest.raises(ValidationError):
        fill_in(early.row, by=early.worker, **CARD)
    with pytest.raises(PermissionDenied):
        fill_in(place.row, by=place.me, **CARD)


def test_the_workplace_fills_it_in_and_a_wrong_time_loses_nothing():
    place = Place("agreed")
    address = reverse("first_day:at_host", args=[place.row.reference])

    wrong = press(place.host, address, arrives_at="puoli kymmenen", door="Punainen ovi")
    right = press(place.host, address, arrives_at="klo 9.30", door="Punainen ovi")

    row = FirstDay.objects.get()
    assert (wrong, right) == (422, 303)
    assert (row.arrives_at.strftime("%H:%M"), row.door) == ("09:30", "Punainen ovi")
    read(make.host_person(make.host()), address, status=404)


@pytest.mark.parametrize(
    ("now", "reminded"),
    [
        ("2026-12-02T15:55", False),
        ("2026-12-02T16:05", True),
        ("2026-12-01T18:00", False),
        ("2026-12-03T07:30", False),
    ],
)
def test_who_is_written_to_is_reminded_the_evening_before(now, reminded):
    place = Place("agreed")
    place.starts(date(2026, 12, 3))

    with time_machine.travel(on_the_wall(now), tick=False):
        first, again = remind_of_tomorrow(), remind_of_tomorrow()

    assert (first, again) == (int(reminded), 0)
    assert len(told("first_day_tomorrow")) == reminded


def test_on_a_sunday_evening_too_for_work_begins_on_mondays(settings):
    settings.QUIET_HOURS = (21, 7)
    place = Place("agreed")
    place.starts(date(2026, 12, 14))

    with time_machine.travel(on_the_wall("2026-12-13T16:30"), tick=False):
        remind_of_tomorrow()

    assert Message.objects.get().not_before == on_the_wall("2026-12-13T16:40")


@pytest.mark.parametrize(
    ("now", "reminded"),
    [("2026-12-04T09:00", True), ("2026-12-03T18:00", False), ("2026-12-04T07:00", False)],
)
def test_whom_a_worker_tells_is_told_by_daylight_on_the_last_working_day(now, reminded):
    place = Place("agreed", channel="phone")
    place.starts(date(2026, 12, 7))  # a Monday after Independence Day, which is a Sunday

    with time_machine.travel(on_the_wall(now), tick=False):
        remind_of_tomorrow()

    assert [one.state for one in Message.objects.all()] == [Delivery.BY_HAND] * reminded


def test_both_are_reminded_of_a_visit():
    place = Place("proposed")
    with time_machine.travel(on_the_wall("2026-12-01T12:00"), tick=False):
        arrange_visit(
            Placement.objects.get(pk=place.row.pk), by=place.worker,
            starts_at=on_the_wall("2026-12-03T09:00"), minutes=60, meets="Raili", meet_at="Ovi", ride="own",
            ride_words="",
        )  # fmt: skip

    with time_machine.travel(on_the_wall("2026-12-02T16:05"), tick=False):
        first, again = remind_of_tomorrow(), remind_of_tomorrow()

    assert (first, again) == (1, 0)
    assert len(told("visit_tomorrow")) == 2


def test_both_are_asked_how_it_went_on_the_evening_of_the_day_and_once():
    place = Place("active")
    place.began(date(2026, 12, 2))

    with time_machine.travel(on_the_wall("2026-12-02T14:00"), tick=False):
        early = ask_about_first_days()
    with time_machine.travel(on_the_wall("2026-12-02T15:30"), tick=False):
        asked, again = ask_about_first_days(), ask_about_first_days()

    assert (early, asked, again) == (0, 1, 0)
    assert len(told("first_day_asked")) == 2


def test_nobody_is_asked_two_things_within_a_week():
    place = Place("active")
    place.began(date(2026, 12, 2))
    with time_machine.travel(on_the_wall("2026-12-01T10:00"), tick=False):
        Message.objects.create(
            event=Event.objects.latest("pk"), recipient=place.me, recipient_name="x", address=place.me.email,
            template="agreement_changed", not_before=timezone.now(),
        )  # fmt: skip

    with time_machine.travel(on_the_wall("2026-12-03T15:30"), tick=False):
        ask_about_first_days()
        to_me = Message.objects.filter(template="first_day_asked", recipient=place.me).count()
    with time_machine.travel(on_the_wall("2026-12-08T15:30"), tick=False):
        ask_about_first_days()
        later = Message.objects.filter(template="first_day_asked", recipient=place.me).count()

    assert (to_me, later) == (0, 1)
    assert set(QUESTIONS) <= set(templates())


def test_a_week_later_nobody_asks_any_more():
    place = Place("active")
    place.began(date(2026, 12, 2))

    with time_machine.travel(on_the_wall("2026-12-09T15:30"), tick=False):
        assert ask_about_first_days() == 0


@pytest.mark.parametrize("party", ["participant", "host"])
def test_one_tap_by_link_tells_the_worker_and_a_bad_day_is_a_call(party, client):
    place = Place("active")
    address = address_for(place.row, party)

    looked = client.get(address)
    nothing = FirstDay.objects.exists()
    client.post(address, {"face": "so_so"})
    client.post(address, {"face": "bad"})
    client.post(address, {"face": "bad"})

    row, call = FirstDay.objects.get(), CallRequest.objects.get()
    name = "own_face" if party == "participant" else "host_face"
    person = str(place.row.participation.participant.last_name)
    assert (looked.status_code, nothing) == (200, False)
    assert person not in looked.content.decode() + address
    assert getattr(row, name) == "bad"
    assert (call.because, call.by_host) == ("first_day", party == "host")
    assert call.due_on > timezone.localdate()
    assert [one.pk for one in call_requests(place.worker)] == [call.pk]


def test_a_link_that_is_changed_or_old_opens_nothing(client):
    place = Place("active")
    address = address_for(place.row, "participant")

    changed = client.get(address[:-3] + "xx/")
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        old = client.get(address)

    assert (changed.status_code, old.status_code) == (404, 404)


def test_what_each_said_is_read_by_the_worker_and_not_by_the_other():
    place = Place("active")
    tell_first_day(place.row, party="participant", face="bad", by=place.me)
    tell_first_day(place.row, party="host", face="good", by=place.host)

    own = read(place.me, reverse("first_day:own", args=[place.row.reference]))
    theirs = read(place.host, reverse("first_day:at_host", args=[place.row.reference]))
    work = read(place.worker, reverse("work:placement", args=[place.row.reference]))

    assert own.count('aria-pressed="true"') == 1
    assert 'value="bad" aria-pressed' in own
    assert 'value="good" aria-pressed' in theirs
    assert "Huonosti" in work
    assert "Hyvin" in work


def test_before_the_day_nothing_can_be_told():
    place = Place("agreed")

    with pytest.raises(ValidationError):
        tell_first_day(place.row, party="participant", face="good", by=place.me)
    assert press(place.me, reverse("first_day:own", args=[place.row.reference]), face="good") == 303
    assert FirstDay.objects.count() == 0
