"""One's own calendar and its private feed, read back by a calendar library: what stands in it, and what
becomes of it when something changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.roles import Role
from config.logs import MaskingFormatter
from programmes.models import AttendanceDay, AttendanceMonth, CalendarEntry, CalendarFeed, Placement, Visit
from programmes.placements import services
from programmes.placements.calendar_feed.tokens import DIGITS, close_feed, new_feed, token_of
from programmes.placements.first_day.services import fill_in
from programmes.placements.services.visits import arrange_visit, call_off_visit
from tests.factories import programmes as make
from workflow.services import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FINLAND = ZoneInfo("Europe/Helsinki")
HOW = {"minutes": 60, "meets": "RAILI", "meet_at": "PÄÄOVI", "ride": "own", "ride_words": "LINJA"}
CARD = dict.fromkeys(("door", "bus", "clothes", "lunch", "meets", "phone", "more"), "")


class Person:
    """A participant with an account, at a workplace with one, and the worker of both."""

    def __init__(self, state: str = "proposed") -> None:
        employer = make.host(name="Kylätalo")
        self.host = make.host_person(employer)
        self.me = make.account(Role.PARTICIPANT)
        person = make.participant(user=self.me, email=self.me.email, first_name="Aino", last_name="Salainen")
        self.row = make.placement(
            state, row=make.participation("active", person=person), place=make.vacancy(employer=employer)
        )
        self.worker = self.row.participation.coordinator

    def now(self) -> Placement:
        self.row = Placement.objects.get(pk=self.row.pk)
        return self.row

    def visit(self, at: datetime) -> Visit:
        arrange_visit(self.now(), by=self.worker, starts_at=at, **HOW)
        return self.row.visits.get()

    def works(self, days: list[int], begins: time | None = time(9), *, weeks: int = 4) -> None:
        """The agreement names the days, and everybody has signed it."""
        row = self.now()
        services.issue_agreement(
            row, by=self.worker, starts_on=timezone.localdate(), weekly_hours=Decimal(4 * len(days)),
            ends_on=timezone.localdate() + timedelta(weeks=weeks), guide="RAILI", tasks="Pihatyöt",
            aim="Rytmi", insurance="Alue", work_days=days, day_begins=begins,
        )  # fmt: skip
        version = row.agreements.count()
        for party, on_word in (("participant", "paper"), ("host", "paper"), ("area", "")):
            services.sign(self.now(), by=self.worker, party=party, version=version, on_word=on_word)


def feed(user: Any) -> dict[str, Any]:
    """The feed of the user as a calendar program reads it: events by the beginning of their name."""
    row = CalendarFeed.objects.filter(user=user).first() or new_feed(user)
    answer = Client().get(reverse("calendar:feed", args=[token_of(row)]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(event["uid"]).partition("@")[0]: event for event in events}


def of_kind(events: dict[str, Any], kind: str) -> list[Any]:
    return [event for uid, event in sorted(events.items()) if uid.startswith(f"{kind}-")]


def test_a_visit_stands_in_the_calendars_of_all_three_and_names_nobody():
    person = Person()
    at = datetime.combine(timezone.localdate() + timedelta(days=3), time(9, 30), FINLAND)
    person.visit(at)

    for user in (person.me, person.host, person.worker):
        (event,) = of_kind(feed(user), "visit")
        assert event["dtstart"].dt == at.astimezone(UTC)
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=1)
        assert str(event["status"]) == "CONFIRMED"
        assert "Kylätalo" in event["summary"]
        text = event.to_ical().decode()
        for secret in ("Aino", "Salainen", "RAILI", "LINJA", person.me.email):
            assert secret not in text


def test_a_moved_visit_is_the_same_event_with_a_higher_number_and_a_called_off_one_is_cancelled():
    person = Person()
    first_at = timezone.now() + timedelta(days=3)
    visit = person.visit(first_at)
    (before,) = of_kind(feed(person.me), "visit")
    again = feed(person.me)

    person.visit(first_at + timedelta(days=1))
    (moved,) = of_kind(feed(person.me), "visit")
    call_off_visit(visit, by=person.me, party="participant")
    (off,) = of_kind(feed(person.me), "visit")
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        (still,) = of_kind(feed(person.me), "visit")
    with time_machine.travel(timezone.now() + timedelta(days=90)):
        gone = of_kind(feed(person.me), "visit")

    assert of_kind(again, "visit")[0]["sequence"] == before["sequence"]
    assert str(before["uid"]) == str(moved["uid"]) == str(off["uid"])
    assert before["sequence"] < moved["sequence"] < off["sequence"]
    assert moved["dtstart"].dt - before["dtstart"].dt == timedelta(days=1)
    assert (str(off["status"]), str(still["status"])) == ("CANCELLED", "CANCELLED")
    assert gone == []


def test_a_visit_falls_out_of_the_calendar_with_its_suggestion():
    person = Person()
    person.visit(timezone.now() + timedelta(days=3))
    feed(person.host)

    act(person.now(), "decline", by=person.me)

    (event,) = of_kind(feed(person.host), "visit")
    assert str(event["status"]) == "CANCELLED"


@pytest.mark.parametrize(
    ("on", "utc_hour"),
    [(date(2026, 10, 23), 6), (date(2026, 10, 26), 7), (date(2027, 3, 26), 7), (date(2027, 3, 29), 6)],
)
def test_nine_on_the_wall_is_nine_on_the_wall_before_and_after_the_clock_is_changed(on, utc_hour):
    with time_machine.travel(datetime(2026, 10, 12, 9, tzinfo=FINLAND), tick=False):
        person = Person()
        person.visit(timezone.make_aware(datetime.combine(on, time(9))))
        (event,) = of_kind(feed(person.me), "visit")

    assert event["dtstart"].dt == datetime(on.year, on.month, on.day, utc_hour, tzinfo=UTC)


def test_agreed_days_stand_in_the_calendar_over_the_change_of_the_clock_and_around_holidays():
    with time_machine.travel(datetime(2026, 10, 19, 9, tzinfo=FINLAND), tick=False):
        person = Person("accepted")
        person.works([1, 3], weeks=8)
        events = feed(person.me)
    days = of_kind(events, "day")

    begins = [event["dtstart"].dt.astimezone(FINLAND) for event in days]
    assert {(one.hour, one.minute) for one in begins} == {(9, 0)}
    assert {one.isoweekday() for one in begins} == {1, 3}
    assert {one.utcoffset() for one in begins} == {timedelta(hours=2), timedelta(hours=3)}
    assert {event["dtend"].dt - event["dtstart"].dt for event in days} == {timedelta(hours=4)}
    assert begins[0].date() == date(2026, 10, 21)  # the first day has an entry of its own
    assert [str(event["dtstart"].dt) for event in of_kind(events, "first")] == ["2026-10-19"]


def test_no_day_is_guessed_where_the_agreement_names_none():
    person = Person("agreed")

    assert of_kind(feed(person.me), "day") == []


def test_other_days_in_a_new_version_take_the_old_ones_off_and_come_in_when_all_have_signed():
    with time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=FINLAND), tick=False):
        person = Person("accepted")
        person.works([1, 3])
        before = of_kind(feed(person.me), "day")
        person.works([2, 3], time(10))
        after = {str(event["uid"]): event for event in of_kind(feed(person.me), "day")}

    mondays = [event for event in before if event["dtstart"].dt.isoweekday() == 1]
    wednesdays = [event for event in before if event["dtstart"].dt.isoweekday() == 3]
    assert mondays
    assert {str(after[str(event["uid"])]["status"]) for event in mondays} == {"CANCELLED"}
    for event in wednesdays:
        now = after[str(event["uid"])]
        assert (str(now["status"]), now["sequence"]) == ("CONFIRMED", event["sequence"] + 1)
        assert now["dtstart"].dt - event["dtstart"].dt == timedelta(hours=1)
    assert {str(event["status"]) for event in after.values() if event["dtstart"].dt.isoweekday() == 2} == {
        "CONFIRMED"
    }


def test_a_day_that_the_workplace_called_off_is_called_off_in_the_calendar():
    with time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=FINLAND), tick=False):
        person = Person("accepted")
        person.works([1, 3])
        feed(person.me)
        month = AttendanceMonth.objects.create(placement=person.now(), month=date(2026, 11, 1))
        AttendanceDay.objects.create(month=month, on=date(2026, 11, 4), kind="cancelled")
        events = feed(person.me)

    off = events[f"day-{person.row.reference}-20261104"]
    on = events[f"day-{person.row.reference}-20261109"]
    assert (str(off["status"]), str(on["status"])) == ("CANCELLED", "CONFIRMED")


def test_the_first_day_has_its_hour_when_the_card_says_one_and_a_next_step_its_day():
    person = Person("agreed")
    whole = of_kind(feed(person.me), "first")[0]

    fill_in(person.now(), by=person.worker, arrives_at=time(8, 30), **CARD)

    timed = of_kind(feed(person.me), "first")[0]
    step = of_kind(feed(person.me), "step")[0]
    assert not isinstance(whole["dtstart"].dt, datetime)
    assert timed["dtstart"].dt.astimezone(FINLAND).time() == time(8, 30)
    assert not isinstance(step["dtstart"].dt, datetime)
    assert "toimistolla" not in step.to_ical().decode()


def test_the_talk_midway_stands_in_both_calendars():
    person = Person("active")

    for user in (person.me, person.host):
        (event,) = of_kind(feed(user), "talk")
        assert event["dtstart"].dt == person.row.reviews.get().due_on


def test_a_host_sees_nobody_it_does_not_know_of():
    person = Person("wanted")

    assert feed(person.host) == {}


def test_an_address_that_is_closed_changed_or_made_anew_opens_nothing():
    person = Person()
    row = new_feed(person.me)
    old = token_of(row)
    other = new_feed(make.account(Role.PARTICIPANT))

    new_feed(person.me)
    assert Client().get(reverse("calendar:feed", args=[old])).status_code == 404
    crossed = row.reference + token_of(other)[-DIGITS:]
    for token in (crossed, "x", "x" * 60, row.reference):
        assert Client().get(reverse("calendar:feed", args=[token])).status_code == 404
    mine = token_of(CalendarFeed.objects.get(user=person.me))
    close_feed(person.me)
    assert Client().get(reverse("calendar:feed", args=[mine])).status_code == 404


def test_whose_account_is_closed_or_who_has_no_role_any_more_has_no_feed():
    person = Person()
    token = token_of(new_feed(person.me))
    somebody = token_of(new_feed(make.account()))

    person.me.is_active = False
    person.me.save()

    assert Client().get(reverse("calendar:feed", args=[token])).status_code == 404
    assert Client().get(reverse("calendar:feed", args=[somebody])).status_code == 404


def test_the_key_stands_neither_in_the_database_nor_in_the_log(caplog):
    person = Person()
    row = new_feed(person.me)
    token = token_of(row)

    with caplog.at_level("DEBUG"):
        Client().get(reverse("calendar:feed", args=[token]))
        Client().get(reverse("calendar:feed", args=[token[:-1] + "x"]))

    assert token[-DIGITS:] not in str(CalendarFeed.objects.values_list().get())
    written = [MaskingFormatter().format(one) for one in caplog.records if one.name == "django.request"]
    assert len(written) == 1
    assert token[-DIGITS:-1] not in written[0]
    assert "/calendar/[key]" in written[0]


def test_guessing_ends_and_a_feed_that_is_right_does_not_count(settings):
    cache.clear()
    person = Person()
    right, wrong = token_of(new_feed(person.me)), "x" * 60

    answers = [Client().get(reverse("calendar:feed", args=[wrong])).status_code for _ in range(70)]

    assert answers[-1] == 429
    assert Client().get(reverse("calendar:feed", args=[right])).status_code == 200
    cache.clear()


def test_the_page_makes_and_closes_the_address():
    person = Person("agreed")
    client = Client()
    client.force_login(person.me, backend=BACKEND)

    before = client.get(reverse("calendar:own")).content.decode()
    client.post(reverse("calendar:own"), {"act": "new"})
    after = client.get(reverse("calendar:own")).content.decode()
    token = token_of(CalendarFeed.objects.get())
    client.post(reverse("calendar:own"), {"act": "close"})

    assert "Kylätalo" in before
    assert ".ics" not in before
    assert f"{settings.BASE_URL}/calendar/{token}.ics" in after
    assert CalendarFeed.objects.count() == 0


def test_reading_the_feed_again_writes_nothing_and_asks_few_queries(django_assert_max_num_queries):
    person = Person("accepted")
    person.works([1, 2, 3, 4, 5], weeks=12)
    feed(person.me)
    stamps = list(CalendarEntry.objects.values_list("uid", "changed_at"))

    with django_assert_max_num_queries(25):
        feed(person.me)

    assert list(CalendarEntry.objects.values_list("uid", "changed_at")) == stamps


def test_an_agreed_saturday_is_a_working_day_and_a_holiday_is_none():
    with time_machine.travel(datetime(2026, 11, 30, 9, tzinfo=FINLAND), tick=False):
        person = Person("accepted")
        person.works([4, 6], weeks=5)
        days = {event["dtstart"].dt.astimezone(FINLAND).date() for event in of_kind(feed(person.me), "day")}

    assert date(2026, 12, 5) in days  # a Saturday
    assert {date(2026, 12, 24), date(2026, 12, 26)} & days == set()  # Christmas Eve, Boxing Day
