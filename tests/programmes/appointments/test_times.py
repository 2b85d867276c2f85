"""Times between a worker and a participant: offered, asked for, chosen once, called off, reminded, lapsed."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from time_machine import TimeMachineFixture

from accounts.models import User
from areas.models import Municipality
from notifications.models import Message
from programmes.appointments.evening import lapse_invitations, remind_of_times
from programmes.appointments.forms import ChooseForm
from programmes.appointments.selectors import times_for_person
from programmes.appointments.services import (
    book,
    call_off,
    invite,
    offer_times,
    take_away,
    tell_whether_came,
)
from programmes.models import (
    Appointment,
    CallRequest,
    Participant,
    Participation,
    ServicePoint,
    TimeInvitation,
    VisitTally,
)
from tests.factories import programmes as make
from tests.programmes.appointments.conftest import a_time
from tests.programmes.desk.conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
HERE = make.JOENSUU


@pytest.fixture
def row(worker: User) -> Participation:
    account = make.account("participant", email="henkilo@example.org")
    person = make.participant(user=account, email="henkilo@example.org")
    return make.participation("waiting", by=worker, person=person)


def offered(worker: User, **more: Any) -> int:
    told = {
        "worker": worker,
        "by": worker,
        "municipality": Municipality.objects.get(code=HERE),
        "point": None,
    }
    told |= {"way": "phone", "on": date(2026, 12, 2), "first": time(9), "last": time(11), "minutes": 30}
    return offer_times(**(told | more))


def templates() -> list[str]:
    """What was told of times, in order."""
    told = Message.objects.filter(template__contains="time").order_by("pk")
    return list(told.values_list("template", flat=True))


def test_a_span_of_hours_becomes_times_one_after_another_and_none_stands_twice(worker: User) -> None:
    assert offered(worker) == 4
    assert offered(worker, first=time(10, 15), last=time(12)) == 1

    told = Appointment.objects.order_by("starts_at").values_list("starts_at", flat=True)
    begins = [timezone.localtime(one).strftime("%H.%M") for one in told]
    assert begins == ["09.00", "09.30", "10.00", "10.30", "11.15"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"last": time(9, 15)},
        {"on": date(2026, 11, 30), "first": time(9)},
        {"way": "point"},
        {"last": time(8)},
    ],
)
def test_what_cannot_be_offered_is_told_in_words(worker: User, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        offered(worker, **wrong)
    assert not Appointment.objects.exists()


def test_nobody_offers_times_elsewhere_or_for_a_colleague(worker: User) -> None:
    with pytest.raises(PermissionDenied):
        offered(worker, municipality=Municipality.objects.get(code="422"))
    with pytest.raises(PermissionDenied):
        offered(worker, by=make.coordinator())


def test_the_page_offers_once_and_shows_them(worker: User, point: ServicePoint) -> None:
    desk, page = signed_in(worker), reverse("desk:times")
    told = {"on": "2.12.2026", "first": "9", "last": "10.00", "minutes": "30", "way": "point", "token": "t"}
    told |= {"municipality": HERE, "point": str(point.pk)}

    assert [desk.post(page, told).status_code for _press in range(2)] == [302, 302]

    assert Appointment.objects.count() == 2
    assert "Rantakatu 1" in desk.get(page).content.decode()


def test_a_person_is_asked_chooses_once_and_reads_it_on_their_page(worker: User, row: Participation) -> None:
    free, client = a_time(worker), signed_in(row.participant.user)
    invite(row, by=worker)
    assert templates() == ["choose_a_time"]
    home = client.get(reverse("my:home")).content.decode()
    assert reverse("times:own") in home

    told = {"time": free.pk, "choose": "", "token": "t-1"}
    answers = [client.post(reverse("times:own"), told).status_code for _press in range(2)]

    assert answers[0] == 303
    free.refresh_from_db()
    assert free.participation == row
    invitation = TimeInvitation.objects.get()
    assert (invitation.chosen, invitation.settled_on) == (free, timezone.localdate())
    assert templates().count("time_chosen") == 1
    assert "2.12.2026" in client.get(reverse("my:home")).content.decode()


def test_nobody_is_asked_to_choose_where_nothing_is_free(worker: User, row: Participation) -> None:
    with pytest.raises(ValidationError):
        invite(row, by=worker)

    assert not TimeInvitation.objects.exists()
    assert templates() == []


def test_what_all_free_times_share_is_said_once(
    worker: User, row: Participation, point: ServicePoint
) -> None:
    free = [a_time(worker, point), a_time(worker, point, hour=11)]

    alike = ChooseForm(times=times_for_person(row)).fields["time"]
    Appointment.objects.filter(pk=free[1].pk).update(way="phone", point=None)
    differing = ChooseForm(times=times_for_person(row)).fields["time"]

    day = "ke\N{NO-BREAK SPACE}2.12.2026 klo\N{NO-BREAK SPACE}"
    assert [words for _key, words in alike.choices] == [f"{day}9.00", f"{day}11.00"]  # type: ignore[attr-defined]
    assert "Luotsi, Rantakatu 1" in alike.help_text
    assert str(worker) in alike.help_text
    assert [words for _key, words in differing.choices] == [  # type: ignore[attr-defined]
        f"{day}9.00, Luotsi, Rantakatu 1",
        f"{day}11.00, Puhelimessa",
    ]
    assert "Luotsi" not in differing.help_text


def test_no_name_of_a_point_is_read_as_markup(row: Participation, worker: User, point: ServicePoint) -> None:
    a_time(worker, point)
    ServicePoint.objects.filter(pk=point.pk).update(name_fi="<b>Luotsi</b>")

    drawn = str(ChooseForm(times=times_for_person(row)))

    assert "&lt;b&gt;Luotsi&lt;/b&gt;" in drawn
    assert "<b>" not in drawn


def test_the_form_for_a_time_asks_as_much_for_one_time_as_for_three(
    worker: User, row: Participation, point: ServicePoint, django_assert_num_queries: Any
) -> None:
    a_time(worker, point)

    with CaptureQueriesContext(connection) as asked:
        ChooseForm(times=times_for_person(row)).as_div()
    a_time(worker, point, hour=11), a_time(worker, point, hour=13)
    with django_assert_num_queries(len(asked)):
        ChooseForm(times=times_for_person(row)).as_div()


def test_two_people_who_press_at_once_one_has_it_and_the_other_reads_why(
    worker: User, row: Participation
) -> None:
    free, other = a_time(worker), make.participation("waiting", by=worker)
    stale = Appointment.objects.get(pk=free.pk)
    book(free, row, by=worker)

    with pytest.raises(ValidationError, match=r"taken|mennä"):
        book(stale, other, by=worker)
    client = signed_in(row.participant.user)
    answer = client.post(reverse("times:own"), {"time": free.pk, "choose": "", "token": "t-2"})
    assert answer.status_code == 422


def test_the_time_of_another_area_is_not_to_be_had(worker: User, row: Participation) -> None:
    far = make.coordinator(municipality="422")
    theirs = Appointment.objects.create(
        worker=far, municipality_id="422", way="phone",
        starts_at=timezone.now() + timedelta(days=1), ends_at=timezone.now() + timedelta(days=1, minutes=30),
    )  # fmt: skip

    with pytest.raises(ValidationError):
        book(theirs, row, by=worker)
    answer = signed_in(row.participant.user).post(reverse("times:own"), {"time": theirs.pk, "choose": ""})
    assert answer.status_code == 422


def test_called_off_by_the_person_it_is_free_again_and_nobody_else_can(
    worker: User, row: Participation
) -> None:
    free = a_time(worker)
    book(free, row, by=worker)
    off = reverse("times:own_off", args=[free.reference])

    stranger = make.participation(
        "waiting", by=worker, person=make.participant(user=make.account("participant"))
    )
    assert signed_in(stranger.participant.user).post(off).status_code == 404
    assert signed_in(row.participant.user).post(off).status_code == 303
    free.refresh_from_db()
    assert (free.participation, free.booked_at, free.is_free) == (None, None, True)
    assert "time_called_off" not in templates()


def test_called_off_by_the_worker_the_person_hears(worker: User, row: Participation) -> None:
    free = a_time(worker)
    book(free, row, by=worker)

    call_off(free, by=worker)

    assert templates() == ["time_chosen", "time_called_off"]
    with pytest.raises(PermissionDenied):
        call_off(a_time(worker, hour=11), by=make.coordinator())


def test_reminded_the_evening_before_once(
    worker: User, row: Participation, time_machine: TimeMachineFixture
) -> None:
    Participant.objects.filter(pk=row.participant_id).update(contact_channel="email")
    book(a_time(worker), row, by=worker)

    assert remind_of_times() == 0
    time_machine.move_to("2026-12-01 15:59+02:00")
    assert remind_of_times() == 0
    time_machine.move_to("2026-12-01 16:01+02:00")
    assert [remind_of_times(), remind_of_times()] == [1, 0]
    assert templates().count("time_tomorrow") == 1


def test_whom_a_worker_rings_comes_up_by_daylight_on_the_last_working_day_before(
    worker: User, row: Participation, time_machine: TimeMachineFixture
) -> None:
    Participant.objects.filter(pk=row.participant_id).update(contact_channel="phone")
    row.participant.refresh_from_db()
    book(a_time(worker, days=7), row, by=worker)  # a Monday, and the Friday before it is a day of work

    reminded = []
    for instant in ("2026-12-04 07:59", "2026-12-04 08:00", "2026-12-06 16:30"):
        time_machine.move_to(f"{instant}+02:00")
        reminded.append(remind_of_times())
    assert reminded == [0, 1, 0]


def test_an_invitation_that_lapses_comes_back_to_the_worker_as_a_call(
    worker: User, row: Participation, time_machine: TimeMachineFixture
) -> None:
    a_time(worker)
    invite(row, by=worker)
    with pytest.raises(ValidationError):
        invite(row, by=worker)
    choose_by = TimeInvitation.objects.get().choose_by

    time_machine.move_to(f"{choose_by} 12:00+02:00")
    assert lapse_invitations() == 0
    time_machine.move_to(f"{choose_by + timedelta(days=1)} 12:00+02:00")
    assert [lapse_invitations(), lapse_invitations()] == [1, 0]

    assert CallRequest.objects.get().participation == row
    a_time(worker)
    assert invite(row, by=worker) is not None


def test_who_came_is_in_the_tally_once(
    worker: User, row: Participation, time_machine: TimeMachineFixture
) -> None:
    free = a_time(worker)
    book(free, row, by=worker)
    with pytest.raises(ValidationError):
        tell_whether_came(free, came=True, by=worker)

    time_machine.move_to("2026-12-02 10:00+02:00")
    tell_whether_came(free, came=True, by=worker)
    assert tell_whether_came(free, came=False, by=worker) is None

    assert list(VisitTally.objects.values_list("channel", "count")) == [("phone", 1)]
    free.refresh_from_db()
    assert free.came is True


def test_a_chosen_time_is_not_taken_away_and_a_free_one_is(worker: User, row: Participation) -> None:
    chosen, free = a_time(worker), a_time(worker, hour=11)
    book(chosen, row, by=worker)

    with pytest.raises(ValidationError):
        take_away(chosen, by=worker)
    take_away(free, by=worker)
    assert list(Appointment.objects.all()) == [chosen]


def test_acts_of_the_list_are_the_workers_own(worker: User, far_client: Client, point: ServicePoint) -> None:
    free = a_time(worker, point)
    act = reverse("desk:time_act", args=[free.reference])

    assert far_client.post(act, {"what": "away"}).status_code == 404
    assert signed_in(make.coordinator()).post(act, {"what": "away"}).status_code == 403
    assert signed_in(worker).post(act, {"what": "nothing"}).status_code == 302
    assert signed_in(worker).post(act, {"what": "away"}).status_code == 302
    assert not Appointment.objects.exists()


@pytest.fixture
def far_client() -> Client:
    return signed_in(make.coordinator(municipality="422"))
