"""meetings.csv, and what a bundle tells of an open place for the first day."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from audit.models import Event
from audit.verifying import verify
from programmes.exchange.undoing import newest_imports, undo_import
from programmes.models import Placement, Session, SessionSeat, Vacancy
from programmes.placements.public import open_groups
from tests.programmes.exchange.conftest import TODAY, Bundle, row

DAY = (TODAY + timedelta(days=15)).isoformat()
FIRST_DAY = {
    "tasks": "Tiskausta",
    "street_address": "Rantakatu 2",
    "directions": "Pihan puolelta",
    "bus": "4",
    "daily_hours": "9–13",
    "clothes": "Saat työvaatteet",
    "lunch": "Ruokala",
    "guide": "Raili",
    "start_from_on": "7.12.2026",
    "start_until_on": "2027-02-01",
    "graded_hours": "kyllä",
    "lift_offered": "0",
}


def meeting(**changes: str) -> dict[str, str]:
    told = {"intake_id": "I1", "on": DAY, "starts_at": "9:00", "ends_at": "12.30"}
    return {name: value for name, value in (told | changes).items() if value is not None}


def test_meetings_stand_with_their_times_and_the_seats_of_their_group(bundle: Bundle) -> None:
    bundle.write_right(meetings=[meeting(), meeting(starts_at="13.00", ends_at="15:30:00", seats="1")]).run()

    assert bundle.counts["meetings"] == (2, 0, 0, 0)
    assert [
        (one.on.isoformat(), one.starts_at, one.ends_at, one.seats, one.state)
        for one in Session.objects.all()
    ] == [
        (DAY, time(9), time(12, 30), 2, "planned"),
        (DAY, time(13), time(15, 30), 1, "planned"),
    ]
    assert Event.objects.filter(verb="session.imported").count() == 2
    assert not verify().broken


def test_a_second_run_changes_nothing_and_a_change_is_taken(bundle: Bundle) -> None:
    bundle.write_right(meetings=[meeting()]).run().run()
    assert bundle.counts["meetings"] == (0, 0, 1, 0)

    bundle.write(meetings=[meeting(ends_at="13:00", cancelled_on="20.11.2026")]).run()

    row_now = Session.objects.get()
    assert bundle.counts["meetings"] == (0, 1, 0, 0)
    assert (row_now.ends_at, row_now.state, row_now.cancelled_on) == (
        time(13),
        "cancelled",
        date(2026, 11, 20),
    )
    assert row_now.seats == 2


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ends_at": "8:00"}, "order of times broken"),
        ({"starts_at": "25:00"}, "time of day"),
        ({"starts_at": "aamulla"}, "not a time of day like 9:30"),
        ({"on": "31.2.2027"}, "date that does not parse"),
        ({"seats": "0"}, "number below 1"),
        ({"seats": "3"}, "seats over: the group has 2 in all"),
        ({"intake_id": "I9"}, "id points nowhere"),
        ({"cancelled_on": "1.1.2030"}, "date in the future"),
    ],
)
def test_what_cannot_go_in_says_why(bundle: Bundle, changes: dict[str, str], reason: str) -> None:
    bundle.write_right(meetings=[meeting(**changes)]).run()

    assert reason in bundle.reasons("meetings")[2]
    assert not Session.objects.exists()


def test_the_same_meeting_twice_in_a_file_is_refused_the_second_time(bundle: Bundle) -> None:
    bundle.write_right(meetings=[meeting(), meeting(starts_at="9.00", ends_at="14:00")]).run()

    assert bundle.counts["meetings"][0] == 1
    assert "stands" in bundle.reasons("meetings")[3] or "repeated" in bundle.reasons("meetings")[3]


def test_a_meeting_that_was_made_in_the_service_is_not_made_once_more(bundle: Bundle) -> None:
    bundle.write_right().run()
    from programmes.models import Intake  # noqa: PLC0415

    group = Intake.objects.get()
    Session.objects.create(intake=group, on=DAY, starts_at=time(9), ends_at=time(11), seats=2)

    bundle.write(meetings=[meeting()]).run()

    assert "made in the service" in bundle.reasons("meetings")[2]


def test_an_undo_takes_them_away_but_for_those_that_somebody_comes_to(bundle: Bundle) -> None:
    bundle.write_right(
        placements=[row("placements", vacancy_id=None, intake_id="I1")],
        meetings=[meeting(), meeting(on=(TODAY + timedelta(days=16)).isoformat())],
    ).run()
    first = Session.objects.earliest("on")
    SessionSeat.objects.create(session=first, placement=Placement.objects.get())

    undo_import(newest_imports()[0][2])

    assert list(Session.objects.all()) == [first]


def test_meetings_of_a_bundle_stand_on_the_public_pages(bundle: Bundle) -> None:
    group = row("intakes", programme_code="workshop", ends_on="2027-03-01")
    bundle.write_right(intakes=[group], meetings=[meeting()]).run()

    assert [len(one.times) for one in open_groups() if one.municipality == "422"] == [1]


def test_what_the_first_day_needs_comes_with_the_place(bundle: Bundle) -> None:
    bundle.write_right(vacancies=[row("vacancies", **FIRST_DAY)]).run()

    place = Vacancy.objects.get()
    told = FIRST_DAY | {
        "start_from_on": date(2026, 12, 7),
        "start_until_on": date(2027, 2, 1),
        "graded_hours": True,
        "lift_offered": False,
    }
    assert {name: getattr(place, name) for name in told} == told


def test_silence_takes_nothing_away_and_none_does(bundle: Bundle) -> None:
    bundle.write_right(vacancies=[row("vacancies", **FIRST_DAY)]).run()

    bundle.write(vacancies=[row("vacancies", bus="", clothes="ei ole", graded_hours="ei")]).run()

    place = Vacancy.objects.get()
    assert (place.bus, place.clothes, place.graded_hours, place.lunch) == ("4", "", False, "Ruokala")


def test_an_empty_cell_keeps_the_seats_and_the_calling_off(bundle: Bundle) -> None:
    bundle.write_right(meetings=[meeting(seats="1", cancelled_on="20.11.2026")]).run()

    bundle.write(meetings=[meeting(seats="", cancelled_on="")]).run()

    assert Session.objects.values_list("seats", "state").get() == (1, "cancelled")
