"""attendance.csv: days go in by key, once, with one event a month; it is taken back as one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from audit.models import Event
from audit.verifying import verify
from programmes.exchange.undoing import undo_import
from programmes.models import AttendanceDay, AttendanceMonth, Placement
from programmes.placements.attendance.services import Tick, tell_week
from tests.programmes.exchange.conftest import Bundle, Rows, row

PLACE = {"agreed_on": "2026-09-01", "starts_on": "2026-09-07", "hours_per_week": "20"}


def day(on: str, kind: str = "present", hours: str = "", placement: str = "L1") -> dict[str, str]:
    return {"placement_id": placement, "on": on, "kind": kind, "hours": hours}


def with_days(bundle: Bundle, *days: dict[str, str]) -> Bundle:
    rows: Rows = list(days)
    return bundle.write_right(placements=[row("placements", **PLACE)], attendance=rows)


def stands() -> list[tuple[str, str, Any]]:
    return [(str(one.on), one.kind, one.hours) for one in AttendanceDay.objects.order_by("on")]


def test_days_go_in_and_past_months_are_checked_and_the_current_one_open(bundle):
    with_days(
        bundle, day("2026-10-05", hours="7,5"), day("2026-11-02", hours="4"), day("3.11.2026", "away_told")
    )
    bundle.run()

    assert bundle.counts["attendance"] == (3, 0, 0, 0)
    assert stands() == [
        ("2026-10-05", "present", Decimal("7.5")),
        ("2026-11-02", "present", Decimal(4)),
        ("2026-11-03", "away_told", None),
    ]
    months = AttendanceMonth.objects.order_by("month")
    assert [(f"{one.month:%Y-%m}", one.state) for one in months] == [
        ("2026-10", "approved"),
        ("2026-11", "open"),
    ]
    assert months[0].due_on is None
    assert str(months[1].due_on) == "2026-12-07"  # five working days after November


def test_a_month_is_one_event_and_a_second_run_changes_nothing(bundle):
    with_days(bundle, *[day(f"2026-10-{number:02}", hours="4") for number in range(1, 31)])
    bundle.run()
    events = Event.objects.filter(object_type="attendancemonth")
    assert [event.verb for event in events] == ["attendance.imported"]

    bundle.run()

    assert bundle.counts["attendance"] == (0, 0, 30, 0)
    assert events.count() == 1
    assert bundle.result.group is None
    assert verify().broken == []


def test_hours_that_stand_are_kept_when_a_later_file_is_silent_about_them(bundle):
    with_days(bundle, day("2026-10-05", hours="7,5"), day("2026-10-06", hours="4"))
    bundle.run()

    with_days(bundle, day("2026-10-05"), day("2026-10-06", "away_told"))
    bundle.run()

    assert bundle.counts["attendance"] == (0, 1, 1, 0)
    assert stands() == [("2026-10-05", "present", Decimal("7.5")), ("2026-10-06", "away_told", None)]
    assert bundle.result.warnings == [
        "attendance L1 2026-10-05 (row 2): hours left empty, so what stands is kept"
    ]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (day("", hours="4"), "missing required value: on"),
        (day("2026-10-05", ""), "missing required value: kind"),
        (day("2026-10-05", "lazy"), "unknown code: kind 'lazy'"),
        (day("2026-10-05", "free"), "unknown code: kind 'free'"),
        (day("31.2.2026"), "date that does not parse, there is no such day: on '31.2.2026'"),
        (day("2026-11-23"), "date in the future, later than today: on '2026-11-23'"),
        (day("2026-10-05", hours="25"), "number over 24: more hours than a day has: hours '25'"),
        (day("2026-10-05", hours="-1"), "not a number of hours: hours '-1'"),
        (day("2026-10-05", "away_unknown", "4"), "hours only with present: kind away_unknown"),
        (
            day("2026-10-05", placement="L9"),
            "id points nowhere: placement_id 'L9' is neither in placements nor in the service",
        ),
    ],
)
def test_a_wrong_day_is_rejected_in_words_and_the_others_go_in(bundle, wrong, reason):
    with_days(bundle, wrong, day("2026-10-06", hours="4"))
    bundle.run()

    assert bundle.counts["attendance"] == (1, 0, 0, 1)
    assert bundle.reasons("attendance") == {2: reason}


def test_a_day_twice_and_a_child_of_a_rejected_place_are_rejected(bundle):
    bundle.write_right(
        placements=[
            row("placements", **PLACE),
            row("placements", external_id="L2", programme_type="none such"),
        ],
        attendance=[
            day("2026-10-05", hours="4"),
            day("2026-10-05", "away_told"),
            day("2026-10-05", placement="L2"),
        ],
    ).run()

    assert bundle.reasons("attendance") == {
        3: "repeated id: L1 on 2026-10-05 stands in row 2 already",
        4: "child of a rejected row: L2 in placements",
    }


def test_a_day_said_again_in_the_same_words_is_the_same_one(bundle):
    with_days(
        bundle,
        day("2026-10-05", hours="4"),
        day("5.10.2026", hours="4,0"),
        day("2026-10-06", placement="L9"),
        day("2026-10-06", placement="L9"),
    )
    bundle.run()

    assert bundle.counts["attendance"] == (1, 0, 1, 2)
    bundle.run()
    assert bundle.counts["attendance"] == (0, 0, 2, 2)


def test_a_changed_day_is_updated_and_one_told_in_the_service_is_not(bundle):
    with_days(bundle, day("2026-11-02", hours="4"), day("2026-11-03", hours="4")).run()
    place = Placement.objects.get()
    worker = _worker()
    place.participation.coordinator = worker
    place.participation.save()
    tell_week({place: [Tick(AttendanceDay.objects.last().on, "away_unknown")]}, by=worker, seen=_now())

    with_days(bundle, day("2026-11-02", hours="6"), day("2026-11-03", hours="6")).run()

    assert bundle.counts["attendance"] == (0, 1, 0, 1)
    assert bundle.reasons("attendance") == {3: "changed in the service after its last import"}
    assert stands() == [("2026-11-02", "present", Decimal(6)), ("2026-11-03", "away_unknown", None)]


def _now() -> Any:
    from django.utils import timezone  # noqa: PLC0415 - beside its one use

    return timezone.now()


def _worker() -> Any:
    from tests.programmes.machines import cast as made  # noqa: PLC0415 - beside its one use

    return made.account("worker", "coordinator", municipality="167")


def test_an_import_of_days_is_taken_back(bundle):
    with_days(bundle, day("2026-10-05", hours="4"), day("2026-11-02", hours="4")).run()
    first = stands()
    with_days(
        bundle,
        day("2026-10-05", hours="6"),
        day("2026-11-02", hours="4"),
        day("2026-11-03"),
        day("2026-09-07"),
    )
    bundle.run()
    assert bundle.counts["attendance"] == (2, 1, 1, 0)

    undone = {one.name: one for one in undo_import(bundle.result.group)}

    assert (undone["attendance"].taken_away, undone["attendance"].as_before) == (1, 2)
    assert undone["attendance"].left == []
    assert stands() == first
    assert verify().broken == []
    bundle.run()
    assert bundle.counts["attendance"] == (2, 1, 1, 0)


def test_the_first_import_is_taken_back_with_its_places(bundle):
    with_days(bundle, day("2026-10-05", hours="4")).run()

    undo_import(bundle.result.group)

    assert (AttendanceMonth.objects.count(), AttendanceDay.objects.count(), Placement.objects.count()) == (
        0,
        0,
        0,
    )
