"""A week is told: what it writes, what it sends, what it refuses, and what two phones do."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Event
from notifications.models import Message
from programmes.models import AttendanceDay, AttendanceMonth, CallRequest
from programmes.placements.attendance import services
from programmes.placements.attendance.opening import open_months
from programmes.placements.attendance.services import Tick, ToldOtherwiseError, tell_week
from workflow.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

MON, TUE, WED, THU, FRI = (date(2027, 3, day) for day in (1, 2, 3, 4, 5))
WEEK = (MON, TUE, WED, THU, FRI)
FEBRUARY = [date(2027, 2, day) for day in range(1, 29) if date(2027, 2, day).weekday() < 5]


def there(*days: date, hours: str = "4") -> list[Tick]:
    return [Tick(day, "present", Decimal(hours)) for day in days]


def away(*days: date) -> list[Tick]:
    return [Tick(day, "away_unknown") for day in days]


def test_a_week_is_told_with_who_and_when(cast, place):
    row = place()

    told = tell_week({row: [*there(MON, TUE), *away(WED)]}, by=cast["host_member"], seen=None)

    days = AttendanceDay.objects.order_by("on")
    assert [(day.on, day.kind, day.hours) for day in days] == [
        (MON, "present", Decimal(4)),
        (TUE, "present", Decimal(4)),
        (WED, "away_unknown", None),
    ]
    assert {day.by for day in days} == {cast["host_member"]}
    assert told.days == 3


def test_telling_is_one_event_a_month_and_none_a_day(cast, place):
    row = place()

    tell_week({row: there(*WEEK)}, by=cast["host_admin"], seen=None)
    tell_week({row: there(MON, hours="6")}, by=cast["host_admin"], seen=timezone.now())

    events = Event.objects.filter(object_type="attendancemonth")
    assert [event.verb for event in events] == ["attendance.opened"]


def test_the_month_is_sent_with_the_press_that_tells_its_last_day(cast, place):
    row = place()
    first, last = FEBRUARY[:-1], FEBRUARY[-1]

    early = tell_week({row: there(*first)}, by=cast["host_admin"], seen=None)
    late = tell_week({row: away(last)}, by=cast["host_admin"], seen=timezone.now())

    month = AttendanceMonth.objects.get()
    event = Event.objects.get(verb="attendance.sent")
    assert (early.sent, [one.pk for one in late.sent]) == ([], [month.pk])
    assert (month.state, month.sent_on) == ("sent", timezone.localdate())
    assert event.data == {
        "month": "2027-02-01",
        "days_there": 19,
        "hours": "76",
        "days_away": 1,
        "days_unknown": 1,
        "days_called_off": 0,
    }
    assert month.due_on == date(2027, 3, 17)  # five working days after the tenth


def test_a_weekend_is_free_without_a_word_and_can_be_worked(cast, place):
    row = place()
    saturday = date(2027, 2, 27)

    tell_week({row: [*there(*FEBRUARY), *there(saturday, hours="7.5")]}, by=cast["host_admin"], seen=None)

    assert AttendanceMonth.objects.get().state == "sent"
    assert AttendanceDay.objects.get(on=saturday).hours == Decimal("7.5")


@pytest.mark.parametrize(
    ("tick", "words"),
    [
        (Tick(date(2027, 3, 11), "present", Decimal(4)), "has not come yet"),
        (Tick(date(2027, 1, 1), "present", Decimal(4)), "is outside the agreement of Aino"),
    ],
)
def test_a_day_that_cannot_be_told_is_refused_in_words(cast, place, tick, words):
    row = place()

    with pytest.raises(ValidationError, match=words):
        tell_week({row: [tick]}, by=cast["host_admin"], seen=None)

    assert not AttendanceMonth.objects.exists()


def test_a_month_that_is_sent_is_changed_only_after_a_correction(cast, place):
    row = place()
    tell_week({row: there(*FEBRUARY)}, by=cast["host_admin"], seen=None)

    with pytest.raises(ValidationError, match="have been sent already"):
        tell_week({row: away(FEBRUARY[0])}, by=cast["host_admin"], seen=timezone.now())
    tell_week(
        {row: there(FEBRUARY[0])}, by=cast["host_admin"], seen=None
    )  # the same once more: nothing to do

    month = AttendanceMonth.objects.get()
    services.correct(month, by=cast["responsible"], reason=reason("wrong_day"))
    told = tell_week({row: away(FEBRUARY[0])}, by=cast["host_admin"], seen=timezone.now())
    month = AttendanceMonth.objects.get()
    assert (told.days, month.state) == (1, "sent")


def reason(code: str):
    from programmes.models import ReasonCode  # noqa: PLC0415 - beside its one use

    return ReasonCode.objects.get(machine="attendance", transition="correct", code=code)


def test_the_second_phone_sees_what_the_first_sent_and_nothing_is_lost(cast, place):
    row, other = place(), place()
    tell_week({row: there(MON), other: there(MON)}, by=cast["host_admin"], seen=None)

    with pytest.raises(ToldOtherwiseError) as stop:
        tell_week({row: away(MON), other: there(MON, TUE)}, by=cast["host_member"], seen=None)

    assert [(clash.placement, clash.day.by) for clash in stop.value.clashes] == [(row, cast["host_admin"])]
    assert AttendanceDay.objects.count() == 2
    seen = AttendanceDay.objects.order_by("-at").first().at
    tell_week({row: away(MON), other: there(MON, TUE)}, by=cast["host_member"], seen=seen)
    assert AttendanceDay.objects.get(month__placement=row).kind == "away_unknown"


def test_the_same_week_from_two_phones_is_no_clash(cast, place):
    row = place()
    tell_week({row: there(*WEEK)}, by=cast["host_admin"], seen=None)

    told = tell_week({row: there(*WEEK)}, by=cast["host_member"], seen=None)

    assert told.days == 0


def test_only_who_may_tells_the_days(cast, place):
    row = place()

    for part in ("other_host", "participant", "far_coordinator", "referrer", "instructor"):
        with pytest.raises(PermissionDenied), transaction.atomic():
            tell_week({row: there(MON)}, by=cast[part], seen=None)
    for part in ("host_admin", "host_member", "responsible", "colleague"):
        tell_week({row: there(MON)}, by=cast[part], seen=None)


def test_three_days_of_unknown_reason_are_a_call_within_three_days(cast, place):
    row = place()

    tell_week({row: away(MON, TUE)}, by=cast["host_admin"], seen=None)
    assert not CallRequest.objects.exists()
    tell_week({row: away(WED)}, by=cast["host_admin"], seen=None)

    call = CallRequest.objects.get()
    assert (call.participation, call.because) == (row.participation, "away")
    assert call.due_on == date(2027, 3, 15)  # Wednesday and three working days
    assert call.about == "Poissa kolme päivää, syy ei ole tiedossa"


def test_a_call_that_was_made_is_asked_again_only_for_new_days(cast, place):
    row = place()
    tell_week({row: away(MON, TUE, WED)}, by=cast["host_admin"], seen=None)
    CallRequest.objects.update(
        called_at=timezone.now(), asked_at=timezone.now() - timedelta(days=7)
    )  # on the third

    tell_week({row: away(THU, FRI)}, by=cast["host_admin"], seen=timezone.now())
    assert CallRequest.objects.count() == 1
    tell_week({row: away(date(2027, 3, 8))}, by=cast["host_admin"], seen=timezone.now())

    assert CallRequest.objects.filter(called_at=None).count() == 1


def test_the_database_refuses_hours_of_somebody_away_and_a_day_twice(cast, place):
    row = place()
    tell_week({row: there(MON)}, by=cast["host_admin"], seen=None)
    month = AttendanceMonth.objects.get()

    for wrong in (
        {"on": TUE, "kind": "away_unknown", "hours": 4},
        {"on": TUE, "kind": "present", "hours": 25},
        {"on": TUE, "kind": "lazy"},
        {"on": TUE, "kind": "present", "why": "ill"},
        {"on": MON, "kind": "present"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            AttendanceDay.objects.create(month=month, **wrong)


def test_the_person_says_why_and_the_workplace_keeps_only_away(cast, place):
    row = place(participation=cast.participation)
    tell_week({row: away(MON, TUE)}, by=cast["host_admin"], seen=None)
    month = AttendanceMonth.objects.get()

    number = services.say_why(month, {MON: "ill", WED: "ill"}, by=cast["participant"])

    assert number == 1
    assert list(month.days.values_list("kind", "why")) == [("away_told", "ill"), ("away_unknown", "")]
    told = tell_week({row: away(MON)}, by=cast["host_admin"], seen=None)
    assert told.days == 0
    with pytest.raises(PermissionDenied):
        services.say_why(month, {MON: "family"}, by=cast["host_admin"])


def test_who_was_told_of_a_month_is_told_again_when_it_is_corrected(cast, place):
    row = place(participation=cast.participation)
    tell_week({row: there(*FEBRUARY)}, by=cast["host_admin"], seen=None)
    month = AttendanceMonth.objects.get()

    services.correct(month, by=cast["responsible"], reason=reason("wrong_hours"))
    assert _told("attendance.corrected") == {"month_to_put_right"}
    tell_week({row: there(FEBRUARY[0], hours="6")}, by=cast["host_admin"], seen=timezone.now())
    month = AttendanceMonth.objects.get()
    services.approve(month, by=cast["colleague"])
    services.correct(month, by=cast["colleague"], reason=reason("wrong_day"), reason_text="Tiistai.")

    assert _told("attendance.approved") == {"month_checked"}
    assert _told("attendance.corrected") == {"month_to_put_right", "month_open_again"}
    assert Event.objects.filter(verb="attendance.corrected").latest("pk").data == {
        "month": "2027-02-01",
        "reason": "wrong_day",
    }


def _told(verb: str) -> set[str]:
    return set(Message.objects.filter(event__verb=verb).values_list("template", flat=True))


def test_a_month_that_is_not_over_is_not_checked(cast, place):
    row = place()
    tell_week({row: there(MON)}, by=cast["host_admin"], seen=None)

    with pytest.raises(ValidationError, match="not over yet"):
        services.approve(AttendanceMonth.objects.get(), by=cast["responsible"])


def test_a_month_with_untold_days_is_not_sent(cast, place):
    row = place()
    tell_week({row: there(*FEBRUARY[1:])}, by=cast["host_admin"], seen=None)

    with pytest.raises(ValidationError, match="1 days are not told yet"):
        services.send(AttendanceMonth.objects.get(), by=cast["host_admin"])


def test_an_approval_is_taken_back_and_its_message_with_it(cast, place):
    row = place(participation=cast.participation)
    tell_week({row: there(*FEBRUARY)}, by=cast["host_admin"], seen=None)
    month = AttendanceMonth.objects.get()
    event = services.approve(month, by=cast["responsible"])

    undo(month, event, by=cast["responsible"])

    month = AttendanceMonth.objects.get()
    assert (month.state, month.approved_on) == ("sent", None)
    assert set(Message.objects.filter(event=event).values_list("state", flat=True)) == {"cancelled"}


def test_everyone_in_a_place_has_a_month_on_its_first_day_once(cast, place):
    rows = [place(), place(), place("ended", ended_on=date(2027, 2, 3)), place(ends_on=date(2027, 2, 26))]

    assert (open_months(), open_months()) == (2, 0)

    months = AttendanceMonth.objects.order_by("pk")
    assert [(month.placement_id, month.month) for month in months] == [
        (row.pk, date(2027, 3, 1)) for row in rows[:2]
    ]
    # Five working days after the last of March; Easter lies between (26 and 29 March are before).
    assert {month.due_on for month in months} == {date(2027, 4, 7)}
