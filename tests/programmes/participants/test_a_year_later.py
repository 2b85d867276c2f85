"""From the referral to the question a year after the end, with the clock moved on, as the person reads it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from audit.verifying import broken_events
from programmes.models import AttendanceMonth, FollowUp, Participation, Placement, ProgrammeType
from programmes.participants.follow_ups import ask_who_is_due
from programmes.participants.services import start
from programmes.placements import services as placements
from programmes.placements.attendance.services import Tick, tell_week
from tests.programmes.machines import cast as made
from tests.programmes.machines.test_engine import issue
from workflow.services import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOME = ZoneInfo(settings.TIME_ZONE)


class Clock:
    """The time goes on by days; each day at ten, when messages may go."""

    def __init__(self, traveller: Any) -> None:
        self.traveller, self.day = traveller, date(2026, 2, 2)
        self.on(self.day)

    def on(self, day: date) -> None:
        self.day = day
        self.traveller.move_to(datetime(day.year, day.month, day.day, 10, tzinfo=HOME))

    def later(self, days: int) -> None:
        self.on(self.day + timedelta(days=days))


def reads(user: User, address: str, language: str) -> str:
    client = Client()
    client.force_login(user, backend=BACKEND)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    page = answer.content.decode()
    assert f'lang="{language.partition("-")[0]}' in page
    return page


@pytest.mark.parametrize("language", ["fi", "fi-simple"])
def test_the_way_from_the_referral_to_the_question_after_twelve_months(language, mailoutbox):
    with time_machine.travel(datetime(2026, 2, 2, 10, tzinfo=HOME), tick=False) as traveller:
        cache.clear()
        walk(Clock(traveller), language, mailoutbox)


def walk(clock: Clock, language: str, mailoutbox: list[Any]) -> None:
    cast = made.full_cast()
    user, worker = cast["participant"], cast["responsible"]
    user.language = language
    user.save()
    Participation.objects.all().delete()
    time = made.participation(cast, "referred", referred_on=clock.day, coordinator=None)
    states = []

    def at(address: str) -> str:
        states.append(Participation.objects.get(pk=time.pk).state)
        return reads(user, address, language)

    at("/my/")
    clock.later(3)
    act(time, "accept", by=worker, coordinator=worker)
    at("/my/")
    clock.later(4)
    start(time, by=worker, next_step="Puhelu", next_step_due_on=clock.day + timedelta(days=7))
    kind = ProgrammeType.objects.get(code="work_trial")
    placements.propose(time, [(cast.vacancy, kind)], by=worker, only_one_reason="Ainoa")
    row = Placement.objects.get()
    page = f"/my/places/{row.reference}/"
    for name, by, told in (
        ("want", user, {}), ("introduce", worker, {}), ("accept", cast["host_admin"], {"guide": "Raili"}),
    ):  # fmt: skip
        at(page)
        clock.later(2)
        getattr(placements, name)(row, by=by, **told)
    issue(cast, row)
    for party, by in (("participant", user), ("host", cast["host_admin"]), ("area", worker)):
        at(page)
        placements.sign(row, by=by, party=party, version=1)
    clock.on(row.starts_on)
    act(row, "start", by=worker, induction_done=True)
    at(page)

    # Days of the first month.
    clock.later(30)
    first = row.starts_on
    days = [first + timedelta(days=n) for n in range(20)]
    tell_week(
        {row: [Tick(day, "present", None) for day in days if day.weekday() < 5]},
        by=cast["host_admin"], seen=None,
    )  # fmt: skip
    at("/my/days/")
    at("/my/calendar/")

    # The end of the place, the closing talk, the end of the service.
    clock.on(row.ends_on)
    act(row, "end", by=worker, ended_on=clock.day, end_kind="completed")
    act(row, "close", by=worker, outcome="next_place")
    at(page)
    at(f"/my/places/{row.reference}/assessment/")
    placements.end_participation(
        time, by=worker, exit_status="employed_open", exit_class="open_job", next_destination="Kahvila"
    )
    at("/my/")
    ended = clock.day

    for question in FollowUp.objects.order_by("months"):
        clock.on(question.ask_on - timedelta(days=1))
        ask_who_is_due()
        assert FollowUp.objects.get(pk=question.pk).status == "", "asked before its day"
        clock.on(question.ask_on)
        mailoutbox.clear()
        ask_who_is_due()
        clock.traveller.shift(timedelta(minutes=20))  # the outbox waits ten
        call_command("worker", "--once")
        links = [found for mail in mailoutbox for found in re.findall(r"/how/[^/\s]+/", str(mail.body))]
        at("/my/")
        assert len(links) == 1, (question.months, [mail.subject for mail in mailoutbox])
        asked = Client(headers={"accept-language": language})
        assert asked.get(links[0]).status_code == 200
        asked.post(links[0], {"answer": "employed"})

    told = list(FollowUp.objects.order_by("months").values_list("months", "status"))
    assert told == [(months, "employed") for months in (1, 3, 6, 12)]
    assert clock.day >= date(ended.year + 1, ended.month, ended.day)
    assert list(dict.fromkeys(states)) == ["referred", "waiting", "active", "ended"]
    assert Placement.objects.get().state == "closed"
    assert AttendanceMonth.objects.exists()
    assert broken_events() == []
