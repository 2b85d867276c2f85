"""Who is there today, and what becomes of a day that is called off."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.http import QueryDict
from django.utils import timezone

from audit.models import Event
from notifications.models import Delivery, Message
from notifications.services import rendered, send_due
from programmes.board.calling_off import call_off, settle_called_off
from programmes.board.today import tell_day, ticks_from, today_of
from programmes.catalogue.loading import ensure_catalogue
from programmes.catalogue.selectors import reasons
from programmes.models import AttendanceDay, AttendanceMonth, Session
from programmes.placements.attendance.services import ToldOtherwiseError
from tests.programmes.board.conftest import NINE
from workflow.errors import CannotUndo
from workflow.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

TODAY = date(2027, 3, 10)
WEDNESDAY, MONDAY = (2, NINE), (0, NINE)


@pytest.fixture(autouse=True)
def _reasons(reference):
    ensure_catalogue()


def typed(today, *away, **hours):
    query = QueryDict(mutable=True)
    query.setlist("shown", [person.name for person in today.to_tell])
    for person in today.to_tell:
        if person.placement not in away:
            query[person.name] = "on"
        query[f"{person.name}-hours"] = hours.get("hours", person.value)
    return query


def tell(cast, group, *away, on=TODAY, seen=None, **hours):
    today = today_of(cast["instructor"], group, on)
    ticks = ticks_from(typed(today, *away, **hours), today)
    return tell_day(group, ticks, by=cast["instructor"], seen=seen or today.seen)


def test_one_press_tells_the_day_of_everybody_for_as_long_as_the_group_meets(cast, group, meet, come):
    meet()
    here, gone = come(WEDNESDAY), come(WEDNESDAY)

    told = tell(cast, group, gone)

    days = {day.month.placement_id: (day.kind, day.hours) for day in AttendanceDay.objects.filter(on=TODAY)}
    assert days == {here.pk: ("present", Decimal(4)), gone.pk: ("away_unknown", None)}
    assert told.days == 2
    assert {event.verb for event in Event.objects.filter(object_type="attendancemonth")} == {
        "attendance.opened"
    }


def test_the_same_day_twice_is_told_once(cast, group, meet, come):
    meet()
    come(WEDNESDAY)

    first, second = tell(cast, group), tell(cast, group)

    assert (first.days, second.days) == (1, 0)


def test_a_day_that_somebody_has_told_otherwise_is_not_written_over(cast, group, meet, come):
    meet()
    row = come(WEDNESDAY)
    tell(cast, group)
    before = AttendanceDay.objects.get(on=TODAY).at - timedelta(seconds=1)

    with pytest.raises(ToldOtherwiseError):
        tell(cast, group, row, seen=before)

    assert AttendanceDay.objects.get(on=TODAY).kind == "present"


def test_days_without_a_meeting_are_free_so_the_month_is_whole_and_sent(cast, group, meet, come):
    meet(weekdays=(0, 2))
    come(MONDAY, WEDNESDAY, starts_on=TODAY, started_on=TODAY)
    for on in Session.objects.filter(on__lte=date(2027, 4, 7)).values_list("on", flat=True):
        if on >= TODAY:
            with time_machine.travel(f"{on}T14:00:00+03:00"):
                told = tell(cast, group, on=on)

    march = AttendanceMonth.objects.get(month=date(2027, 3, 1))
    kinds = dict(march.days.values_list("on", "kind"))
    assert kinds[date(2027, 3, 11)] == "free"
    assert date(2027, 3, 9) not in kinds  # before the place began
    assert march.state == "sent"
    assert told is not None


def test_only_days_that_the_viewer_may_tell_are_offered(cast, group, meet, come):
    meet()
    come(WEDNESDAY)

    offered = {
        part: len(today_of(cast[part], group, TODAY).to_tell)
        for part in ("instructor", "responsible", "colleague", "manager")
    }

    assert offered == {"instructor": 1, "responsible": 1, "colleague": 1, "manager": 0}


def test_who_comes_since_the_page_was_made_is_left_as_they_are(cast, group, meet, come):
    meet()
    come(WEDNESDAY)
    page = typed(today_of(cast["instructor"], group, TODAY))
    late = come(WEDNESDAY)

    ticks = ticks_from(page, today_of(cast["instructor"], group, TODAY))

    assert late not in ticks


def test_a_day_before_the_agreement_or_to_come_is_not_told(cast, group, meet, come):
    meet()
    come(WEDNESDAY, state="accepted", starts_on=None, ends_on=None, agreed_on=None)

    today, next_week = (today_of(cast["instructor"], group, on) for on in (TODAY, TODAY + timedelta(days=7)))

    assert [person.shown for person in today.people] == ["not_begun"]
    assert next_week.to_tell == []


def call(cast, session, part="instructor"):
    reason = reasons("session", "cancel").get(code="rooms")
    return call_off(session, by=cast[part], reason=reason)


def test_everybody_who_would_come_is_told_by_their_own_channel(cast, group, meet, come):
    session = next(one for one in meet() if one.on == date(2027, 3, 17))
    by_mail, by_hand, also = come(WEDNESDAY), come(WEDNESDAY), come(WEDNESDAY)
    for row in (by_hand, also):
        person = row.participation.participant
        person.contact_channel = "worker"
        person.save()

    call(cast, session)

    told = Message.objects.filter(template="day_called_off")
    assert sorted(told.values_list("state", flat=True)) == [
        Delivery.BY_HAND,
        Delivery.BY_HAND,
        Delivery.PENDING,
    ]
    mail = told.get(state=Delivery.PENDING)
    assert mail.address == by_mail.participation.participant.email
    body = rendered(mail)[1]
    assert "17" in body
    assert "Aino" not in body


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Syy: Tilat eivät ole käytössä."),
        ("sv", "Orsak: Lokalerna kan inte användas."),
        ("en", "Why: The rooms cannot be used."),
        ("fi-simple", "Tiloja ei voi käyttää."),
    ],
)
def test_the_message_says_why_in_the_language_of_its_reader(cast, group, meet, come, language, words):
    session = next(one for one in meet() if one.on == date(2027, 3, 17))
    come(WEDNESDAY)
    call(cast, session)
    Message.objects.update(language=language)

    assert words in rendered(Message.objects.get())[1]


def test_a_reason_of_which_nobody_is_told_is_not_in_the_message(cast, group, meet, come):
    session = next(one for one in meet() if one.on == date(2027, 3, 17))
    come(WEDNESDAY)
    call_off(session, by=cast["instructor"], reason=reasons("session", "cancel").get(code="other"))

    assert "Syy" not in rendered(Message.objects.get())[1]


def test_undo_takes_every_message_back_and_leaves_no_trace_in_the_days(cast, group, meet, come):
    session = next(one for one in meet() if one.on == TODAY)
    come(WEDNESDAY), come(WEDNESDAY)

    event = call(cast, session)
    settled = settle_called_off()
    undo(session, event, by=cast["instructor"])

    assert settled == 0
    assert Session.objects.get(pk=session.pk).state == "planned"
    assert set(Message.objects.values_list("state", flat=True)) == {Delivery.CANCELLED}
    assert not AttendanceDay.objects.exists()


def test_who_has_heard_of_it_hears_that_it_is_held_after_all(cast, group, meet, come):
    session = next(one for one in meet() if one.on == TODAY)
    come(WEDNESDAY)
    event = call(cast, session)

    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        send_due()
        assert settle_called_off() == 1
        undo(session, event, by=cast["instructor"])

    assert sorted(Message.objects.values_list("template", "state")) == [
        ("correction", Delivery.PENDING),
        ("day_called_off", Delivery.SENT),
    ]
    assert not AttendanceDay.objects.filter(on=TODAY).exists()


def test_the_day_stands_as_called_off_once_it_has_come(cast, group, meet, come):
    session = next(one for one in meet() if one.on == date(2027, 3, 17))
    row = come(WEDNESDAY)
    call(cast, session)

    early = settle_called_off()
    with time_machine.travel("2027-03-17T08:00:00+02:00"):
        late, again = settle_called_off(), settle_called_off()

    day = AttendanceDay.objects.get(on=date(2027, 3, 17))
    assert (early, late, again) == (0, 1, 0)
    assert (day.kind, day.month.placement, day.by) == ("cancelled", row, cast["instructor"])


def test_a_meeting_is_not_held_after_all_where_the_group_meets_otherwise(cast, group, meet, come):
    session = next(one for one in meet() if one.on == date(2027, 3, 17))
    event = call(cast, session)
    meet(weekdays=(2,), first=date(2027, 3, 17), last=date(2027, 3, 17))

    with pytest.raises(CannotUndo):
        undo(session, event, by=cast["instructor"])
