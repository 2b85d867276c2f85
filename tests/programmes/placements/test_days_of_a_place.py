"""What holds of a place from day to day: breaks, steps of hours, extensions; how an agreement begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone, translation

from accounts.roles import Role
from audit.selectors import last_event
from notifications.models import Message
from programmes.models import (
    AttendanceMonth,
    CallRequest,
    HoursStep,
    Placement,
    PlacementPause,
    PlacementPeriod,
    WorkProfile,
)
from programmes.placements import services
from programmes.placements.agreement_page import agreement_paper
from programmes.placements.agreements import current_agreement
from programmes.placements.attendance.calendar import days_to_tell
from programmes.placements.attendance.opening import open_months
from programmes.placements.attendance.services import Tick, tell_week
from programmes.placements.attendance.sums import agreed_hours
from programmes.placements.attendance.usual import usual_week
from programmes.placements.attendance.week import week_of
from programmes.placements.dated import hours_on, on_break
from programmes.placements.services.mending import mend_contact
from tests.factories import programmes as make
from workflow.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TODAY = date(2027, 3, 15)  # a Monday


@pytest.fixture(autouse=True)
def _its_day(time_machine: Any) -> Iterator[None]:
    time_machine.move_to(f"{TODAY} 12:00+02:00")
    with translation.override("en"):
        yield


@pytest.fixture
def place() -> Placement:
    """A place under way since today, until the middle of June, of people with accounts."""
    employer = make.host()
    make.host_person(employer)
    person = make.participant(user=make.account(Role.PARTICIPANT))
    return make.placement(
        "active", row=make.participation("active", person=person), place=make.vacancy(employer=employer)
    )


@pytest.fixture
def worker(place: Placement) -> Any:
    return place.participation.coordinator


def fresh(place: Placement) -> Placement:
    return Placement.objects.get(pk=place.pk)


def pause(place: Placement, by: Any, days: int = 7, **more: Any) -> Any:
    reason = make.a_reason("placement", "pause")
    return services.pause(place, by=by, resumes_on=TODAY + timedelta(days=days), reason=reason, **more)


def templates(event: Any) -> set[str]:
    return set(Message.objects.filter(event=event).values_list("template", flat=True))


def issue(place: Placement, by: Any, **terms: Any) -> Any:
    told = {
        "starts_on": place.starts_on, "ends_on": place.ends_on, "weekly_hours": Decimal(16),
        "guide": "Raili Hirvonen", "tasks": "Pihatyöt", "aim": "Työrytmi", "insurance": "Alue vakuuttaa",
    }  # fmt: skip
    return services.issue_agreement(place, by=by, **told | terms)


def sign_all(place: Placement, by: Any) -> None:
    version = current_agreement(place).version  # type: ignore[union-attr]
    for party, on_word in (("participant", "paper"), ("host", "paper"), ("area", "")):
        services.sign(fresh(place), by=by, party=party, version=version, on_word=on_word)


def new_version(place: Placement, by: Any, **terms: Any) -> Placement:
    issue(place, by, **terms)
    sign_all(place, by)
    return fresh(place)


def test_a_break_keeps_the_place_and_both_hear_of_it(place, worker):
    event = pause(place, worker)

    row = fresh(place)
    assert (row.state, row.resumes_on, row.due_on) == ("paused", TODAY + timedelta(days=7), row.resumes_on)
    assert row.pauses.get().reason.machine == "placement"
    assert templates(event) == {"place_paused", "place_on_break"}


def test_a_break_is_taken_back_with_its_dated_row(place, worker):
    event = pause(place, worker)
    undo(fresh(place), event, by=worker)

    assert (fresh(place).state, PlacementPause.objects.count()) == ("active", 0)
    assert fresh(place).resumes_on is None


def test_the_work_goes_on_and_undo_lets_the_break_last(place, worker, time_machine):
    pause(place, worker)
    time_machine.move_to("2027-03-22 12:00+02:00")

    event = services.resume(fresh(place), by=worker)

    assert (fresh(place).state, fresh(place).due_on) == ("active", place.ends_on)
    assert place.pauses.get().until_on == date(2027, 3, 22)
    assert templates(event) == {"place_goes_on", "place_break_over"}
    undo(fresh(place), event, by=worker)
    assert (fresh(place).state, place.pauses.get().until_on) == ("paused", None)


@pytest.mark.parametrize(("days", "field"), [(0, "resumes_on"), (-3, "resumes_on"), (400, "resumes_on")])
def test_a_break_that_cannot_be_is_refused_in_words(place, worker, days, field):
    with pytest.raises(ValidationError) as refused:
        pause(place, worker, days)

    assert field in refused.value.message_dict
    assert fresh(place).state == "active"


def test_a_break_before_the_work_or_over_another_is_refused(place, worker, time_machine):
    with pytest.raises(ValidationError, match="before the first day"):
        pause(place, worker, on=TODAY - timedelta(days=1))
    pause(place, worker)
    time_machine.move_to("2027-03-24 12:00+02:00")
    services.resume(fresh(place), by=worker, on=date(2027, 3, 22))
    with pytest.raises(ValidationError, match="on record already"):
        pause(fresh(place), worker, 30, on=date(2027, 3, 19))
    pause(fresh(place), worker, 30)
    with pytest.raises(ValidationError) as refused:
        services.resume(fresh(place), by=worker, on=date(2027, 3, 22))
    assert "on" in refused.value.message_dict


def test_days_of_a_break_are_not_told_and_not_owed(place, worker, time_machine):
    pause(place, worker)
    time_machine.move_to("2027-03-24 12:00+02:00")
    services.resume(fresh(place), by=worker, on=date(2027, 3, 22))
    row = fresh(place)
    open_months()
    month = AttendanceMonth.objects.get(month=date(2027, 3, 1))

    with pytest.raises(ValidationError, match="is on a break"):
        tell_week({row: [Tick(date(2027, 3, 17), "present", Decimal(4))]}, by=worker, seen=None)

    assert min(days_to_tell(month)) == date(2027, 3, 22)
    assert agreed_hours(month) == Decimal("19.2")  # six working days of 16 hours a week: Easter is among them
    line = week_of([row], date(2027, 3, 15)).lines[0]
    assert [cell.name for cell in line.cells] == [""] * 7
    assert [cell.shown for cell in line.cells] == ["Break"] * 5 + [""] * 2
    assert [on_break(row, date(2027, 3, day)) for day in (14, 15, 21, 22)] == [False, True, True, False]


def test_no_month_is_opened_for_who_is_on_a_break(place, worker):
    pause(place, worker)

    assert open_months() == 0


def test_a_place_that_ends_in_its_break_ends_the_break(place, worker):
    pause(place, worker)

    event = services.end(fresh(place), by=worker, ended_on=TODAY, end_kind="moved_to_job")

    assert place.pauses.get().until_on == TODAY + timedelta(days=1)
    undo(fresh(place), event, by=worker)
    assert (fresh(place).state, place.pauses.get().until_on) == ("paused", None)


def test_a_new_version_waits_in_a_break_and_its_signatures_are_due(place, worker):
    issue(place, worker, weekly_hours=Decimal(12))

    pause(fresh(place), worker, days=60)

    assert fresh(place).due_on < TODAY + timedelta(days=30)
    sign_all(place, worker)
    assert (fresh(place).state, fresh(place).due_on) == ("paused", TODAY + timedelta(days=60))


def test_a_start_has_its_period_and_an_extension_has_its_own(place, worker, time_machine):
    first_end = place.ends_on
    assert [(one.starts_on, one.ends_on, one.version) for one in place.periods.all()] == [
        (TODAY, first_end, 1)
    ]
    time_machine.move_to(f"{TODAY + timedelta(days=14)} 12:00+02:00")

    row = new_version(fresh(place), worker, ends_on=first_end + timedelta(days=60))

    assert row.ends_on == first_end + timedelta(days=60)
    assert [(one.starts_on, one.ends_on, one.version) for one in row.periods.all()] == [
        (TODAY, first_end, 1),
        (first_end + timedelta(days=1), first_end + timedelta(days=60), 2),
    ]
    shorter = new_version(row, worker, ends_on=first_end - timedelta(days=10))
    assert [(one.starts_on, one.ends_on) for one in shorter.periods.all()] == [
        (TODAY, first_end - timedelta(days=10))
    ]


def test_periods_of_a_place_never_overlap(place):
    row = PlacementPeriod(placement=place, starts_on=place.ends_on, ends_on=place.ends_on)

    with pytest.raises(ValidationError, match="Another period"):
        row.full_clean()


def test_steps_of_hours_are_signed_shown_and_hold_from_their_day(worker, place, time_machine):
    other = make.placement("accepted", row=make.participation("active"), place=make.vacancy(by=worker))
    by = other.participation.coordinator
    steps = ((TODAY + timedelta(days=28), Decimal(20)), (TODAY + timedelta(days=56), Decimal(24)))
    issue(other, by, starts_on=TODAY, ends_on=TODAY + timedelta(days=90), hours_steps=steps)
    assert current_agreement(other).content["hours_steps"] == [["2027-04-12", "20"], ["2027-05-10", "24"]]
    sign_all(other, by)
    started = services.start(fresh(other), by=by)
    row = fresh(other)

    told = [hours_on(row, TODAY + timedelta(days=days)) for days in (0, 27, 28, 56, 80)]
    assert told == [16, 16, 20, 24, 24]
    assert usual_week(row, [], 5, date(2027, 4, 16)) == dict.fromkeys(range(5), Decimal(4))
    may = AttendanceMonth.objects.create(placement=row, month=date(2027, 5, 1))
    assert agreed_hours(may) == Decimal("92.8")  # 4 days of 20 hours a week, 16 of 24
    time_machine.move_to("2027-05-17 12:00+03:00")
    changed = new_version(fresh(other), by, weekly_hours=Decimal(10))
    assert [(one.from_on.isoformat(), one.weekly_hours) for one in changed.hours_steps.all()] == [
        ("2027-03-15", 16), ("2027-04-12", 20), ("2027-05-10", 24), ("2027-05-17", 10),
    ]  # fmt: skip
    assert started.verb == "placement.started"


def test_hours_that_change_on_the_way_leave_the_past_as_it_was(place, worker, time_machine):
    time_machine.move_to("2027-04-05 12:00+03:00")

    row = new_version(fresh(place), worker, weekly_hours=Decimal(8))

    assert [hours_on(row, day) for day in (date(2027, 3, 31), date(2027, 4, 5))] == [16, 8]


def test_a_start_that_is_taken_back_takes_its_period_and_steps_along(worker):
    other = make.placement("accepted", row=make.participation("active"), place=make.vacancy(by=worker))
    by = other.participation.coordinator
    step = ((TODAY + timedelta(days=28), Decimal(20)),)
    issue(other, by, starts_on=TODAY, ends_on=TODAY + timedelta(days=90), hours_steps=step)
    sign_all(other, by)
    services.start(fresh(other), by=by)
    assert HoursStep.objects.filter(placement=other).count() == 2

    undo(fresh(other), last_event(other), by=by)

    assert not HoursStep.objects.filter(placement=other).exists()
    assert not PlacementPeriod.objects.filter(placement=other).exists()


def form_of(place: Placement) -> Any:
    client = Client()
    client.force_login(place.participation.coordinator, backend=BACKEND)
    return client.get(f"/act/placement/{place.reference}/issue_agreement/").context["form"]


def test_an_agreement_begins_from_the_type_the_place_and_the_profile():
    row = make.participation("active", weekly_hours_min=8, weekly_hours_max=20)
    vacancy = make.vacancy(graded_hours=True, weekly_hours_min=10, weekly_hours_max=30)
    WorkProfile.objects.create(participant=row.participant, hours_later=25)
    place = make.placement("accepted", row=row, place=vacancy)

    form = form_of(place)

    assert form["starts_on"].value() >= TODAY
    assert form["ends_on"].value() > form["starts_on"].value()
    assert form["weekly_hours"].value() == 10
    assert (form["step_1_on"].value(), form["step_1_hours"].value()) == (
        form["starts_on"].value() + timedelta(weeks=4), 25,
    )  # fmt: skip
    assert form["step_2_on"].value() is None


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ({"step_1_hours": "20"}, "From which day"),
        ({"step_1_on": "1.5.2027"}, "How many hours"),
        ({"step_1_on": "1.3.2027", "step_1_hours": "20"}, "after the first day"),
        ({"step_1_on": "1.9.2027", "step_1_hours": "20"}, "not after the end"),
        (
            {"step_1_on": "1.5.2027", "step_1_hours": "20", "step_2_on": "20.4.2027", "step_2_hours": "24"},
            "the step before it",
        ),
    ],
)
def test_a_step_that_cannot_be_has_its_words(step, words):
    place = make.placement("accepted", row=make.participation("active"), place=make.vacancy())
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(place.participation.coordinator, backend=BACKEND)
    address = f"/act/placement/{place.reference}/issue_agreement/"
    token = client.get(address).context["form"]["token"].value()
    answer = client.post(
        address,
        {
            "token": token, "starts_on": "29.3.2027", "ends_on": "28.5.2027", "weekly_hours": "16",
            "guide": "R", "tasks": "Pihatyöt", "aim": "Työrytmi", "insurance": "Alue",
            "on": TODAY.strftime("%d.%m.%Y"), **step,
        },
    )  # fmt: skip

    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors)


def test_the_person_and_the_workplace_read_the_break(place, worker):
    pause(place, worker)
    person = Client(HTTP_ACCEPT_LANGUAGE="en")
    person.force_login(place.participation.participant.user, backend=BACKEND)
    own = person.get(f"/my/places/{place.reference}/").content.decode()

    assert "You are on a break" in own
    assert timezone.localdate() == TODAY


def test_contact_data_are_mended_without_new_signatures(place, worker):
    signed = current_agreement(place)

    made = mend_contact(place, by=worker, field="address", now="Rantatie 12")

    assert [(one.agreement_id, one.was, one.now, one.by) for one in made] == [
        (signed.pk, signed.content["address"], "Rantatie 12", worker)
    ]
    again = current_agreement(place)
    assert (again.sha256, again.content, again.signatures.count()) == (signed.sha256, signed.content, 3)
    assert templates(last_event(place)) == {"contact_mended"}
    note = agreement_paper(place, worker).notes[0]
    assert "right is Rantatie 12" in note
    assert str(worker) in note
    with pytest.raises(ValidationError, match="says so already"):
        mend_contact(place, by=worker, field="address", now="Rantatie 12")
    assert mend_contact(place, by=worker, field="address", now="Rantatie 13")[0].was == "Rantatie 12"


def test_terms_are_no_contact_data(place, worker):
    with pytest.raises(ValueError, match="weekly_hours"):
        mend_contact(place, by=worker, field="weekly_hours", now="30")


def test_only_the_worker_mends(place):
    with pytest.raises(PermissionDenied):
        mend_contact(place, by=place.participation.participant.user, field="address", now="Rantatie 12")


def test_a_party_asks_for_a_break_and_the_worker_reads_so(place, worker):
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(place.participation.participant.user, backend=BACKEND)

    client.post(
        f"/place/{place.reference}/agreement/change/",
        {"wish": "break", "what": "Kaksi viikkoa joulun jälkeen."},
    )

    call = CallRequest.objects.get(participation=place.participation)
    assert "Tauko: Kaksi viikkoa" in call.about
